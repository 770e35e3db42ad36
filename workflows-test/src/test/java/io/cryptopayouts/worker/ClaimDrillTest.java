package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.SendOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims against a real Temporal server: races, late grants, closed and reset records. */
class ClaimDrillTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir static Path folder;
  private static TemporalServer server;
  private static LiveRig rig;

  @BeforeAll
  static void start() {
    server = TemporalServer.start(folder);
    rig = LiveRig.start(server);
  }

  @AfterAll
  static void stop() {
    rig.close();
    server.close();
  }

  private static Claim claim(String invoice) {
    return new Claim(
        UUID.randomUUID().toString(),
        new Instruction("https://host", "1", "2", invoice, "200", "201", Money.of("25.00", "USD")),
        true,
        Duration.ofMinutes(15));
  }

  private static ClaimAnswer ask(Claim claim) throws TimeoutException {
    return rig.invoices.claim(claim, PATIENCE);
  }

  @Test
  void ofSixteenClaimsAtOnceOneIsGranted() throws Exception {
    List<Future<ClaimAnswer>> answers = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        answers.add(executor.submit(() -> ask(claim("race"))));
      }
    }
    int granted = 0;
    for (Future<ClaimAnswer> answer : answers) {
      granted += answer.get() instanceof ClaimAnswer.Granted ? 1 : 0;
    }
    assertThat(granted).isEqualTo(1);
  }

  @Test
  void aClaimGivenBackBeforeItIsLookedAtIsVoidAndAnotherIsGranted() throws Exception {
    Claim late = claim("given-back");
    rig.invoices.giveBack(late);

    assertThat(ask(late)).isInstanceOf(ClaimAnswer.Voided.class);
    assertThat(ask(claim("given-back"))).isEqualTo(new ClaimAnswer.Granted(true));
  }

  @Test
  void aGrantGivenBackLeavesTheWayFree() throws Exception {
    Claim first = claim("unsent");
    assertThat(ask(first)).isEqualTo(new ClaimAnswer.Granted(true));
    assertThat(ask(claim("unsent"))).isInstanceOf(ClaimAnswer.MaybeSent.class);

    rig.invoices.giveBack(first);

    assertThat(ask(claim("unsent"))).isEqualTo(new ClaimAnswer.Granted(true));
  }

  @Test
  void aSealedAndClosedInvoiceGrantsNothing() throws Exception {
    assertThat(rig.invoices.seal("sealed", new Seal(Outcome.CANCELLED, null), PATIENCE))
        .isInstanceOf(SealAnswer.Sealed.class);

    assertThat(ask(claim("sealed"))).isEqualTo(new ClaimAnswer.Sealed(Outcome.CANCELLED));
    assertThat(rig.invoices.seal("sealed", new Seal(Outcome.EXPIRED, null), PATIENCE))
        .isInstanceOf(SealAnswer.Sealed.class);
  }

  @Test
  void anInvoiceWithAnOpenOrAcceptedSendIsNotSealedUnpaid() throws Exception {
    Claim claim = claim("open");
    ask(claim);
    assertThat(rig.invoices.seal("open", new Seal(Outcome.CANCELLED, null), PATIENCE))
        .isInstanceOf(SealAnswer.StillOpen.class);

    rig.invoices.tell(
        "open", new SendOutcome(claim.token(), Send.State.ACCEPTED, null, "1234567890"));
    assertThat(rig.invoices.seal("open", new Seal(Outcome.EXPIRED, null), PATIENCE))
        .isInstanceOfSatisfying(
            SealAnswer.StillOpen.class, open -> assertThat(open.accepted()).isTrue());
    assertThat(rig.invoices.seal("open", new Seal(Outcome.PAID, null), PATIENCE))
        .isInstanceOf(SealAnswer.Sealed.class);
  }

  @Test
  void aTerminatedInvoiceGrantsNothing() throws Exception {
    ask(claim("terminated"));
    rig.client.newUntypedWorkflowStub(PayoutId.invoiceWorkflowId("terminated")).terminate("drill");

    assertThat(ask(claim("terminated"))).isInstanceOf(ClaimAnswer.Unusable.class);
  }

  @Test
  void aResetInvoiceGrantsNothing() throws Exception {
    Claim claim = claim("reset");
    ask(claim);
    rig.invoices.giveBack(claim);
    var execution =
        rig.client
            .newUntypedWorkflowStub(PayoutId.invoiceWorkflowId("reset"))
            .describe()
            .getExecution();
    LiveRig.await("its tasks are done", () -> rig.workflowTasks(execution).size() >= 2);

    rig.reset(execution, rig.workflowTasks(execution).getLast());

    assertThat(ask(claim("reset"))).isInstanceOf(ClaimAnswer.Unusable.class);
  }
}
