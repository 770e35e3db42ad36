package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.ResetDrillTest.assertPaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes killed with -9 where it hurts. */
class CrashDrillTest {

  private static final List<Endpoint> STEPS =
      List.of(
          Endpoint.RETRIEVE,
          Endpoint.REGISTER,
          Endpoint.CONFIGURATIONS,
          Endpoint.ACCOUNTS,
          Endpoint.CREATE_WALLET,
          Endpoint.BALANCE,
          Endpoint.INQUIRY,
          Endpoint.PAY);

  /**
   * One payout for each call of the guide, held there before, or after, the provider has done what
   * it was asked; then the worker is killed, the provider goes on with what it holds, and another
   * worker comes.
   */
  @Test
  void aWorkerKilledInAnyCallToTheProviderLeavesEachPayoutPaidOnce(@TempDir Path folder) {
    try (Installation installation = Installation.start(folder)) {
      installation.startWorker();
      CompletableFuture<Void> gate = new CompletableFuture<>();
      List<PayoutId> payouts = new ArrayList<>();
      for (Endpoint step : STEPS) {
        for (boolean recorded : List.of(false, true)) {
          payouts.add(heldIn(installation, step, recorded, gate));
        }
      }

      installation.worker().kill();
      gate.complete(null);
      installation.startWorker();

      for (PayoutId id : payouts) {
        PayoutStatus status =
            installation.payouts.findEnded(id, Duration.ofSeconds(90)).orElseThrow();
        assertPaid(status);
        assertThat(installation.provider.ledger().taken(id.invoiceId())).as("%s", id).isEqualTo(1);
      }
    }
  }

  private static PayoutId heldIn(
      Installation installation, Endpoint step, boolean recorded, CompletableFuture<Void> gate) {
    String name =
        "held-"
            + (recorded ? "after-" : "before-")
            + step.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Behaviour held = new Behaviour.Gate(gate);
    long open = open(installation, step);
    installation.provider.plan(
        (recorded ? Fault.after(step, held) : Fault.before(step, held)).times(1));
    PayoutId id = new PayoutId(name);
    installation.payouts.start(Orders.individual(name), "drill");
    LiveRig.await(name, () -> open(installation, step) > open);
    return id;
  }

  private static long open(Installation installation, Endpoint step) {
    return installation.provider.calls().stream()
        .filter(call -> call.path().equals(step.path()) && call.answer().equals("open"))
        .count();
  }

  @Test
  void aWorkerAskedToStopFinishesThePayInFlight(@TempDir Path folder) throws Exception {
    try (Installation installation = Installation.start(folder)) {
      installation.startWorker();
      CompletableFuture<Void> gate = new CompletableFuture<>();
      PayoutId id = heldIn(installation, Endpoint.PAY, true, gate);
      CompletableFuture<Integer> stopped =
          CompletableFuture.supplyAsync(
              () -> installation.worker().stop(), Thread::startVirtualThread);
      LiveRig.await("it takes no new work", () -> !installation.worker().isHealthy());
      assertThat(stopped).isNotDone();

      gate.complete(null);

      assertThat(stopped.get()).as("exit code of a stop by signal").isEqualTo(143);
      installation.startWorker();
      PayoutStatus status =
          installation.payouts.findEnded(id, Duration.ofSeconds(60)).orElseThrow();
      assertPaid(status);
      assertThat(status.timeline().toString())
          .contains("the provider accepted it")
          .doesNotContain("not answered");
      assertThat(installation.provider.ledger().taken(id.invoiceId())).isEqualTo(1);
    }
  }

  @Test
  void theServerKilledAndRestartedLosesNothing(@TempDir Path folder) {
    try (TemporalServer server = TemporalServer.start(folder);
        LiveRig rig = LiveRig.start(server)) {
      List<PayoutId> waiting = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        PayoutId id = new PayoutId("waiting-" + i);
        rig.payouts.start(Orders.individual(id.invoiceId(), "review-" + i), "drill");
        waiting.add(id);
      }
      for (PayoutId id : waiting) {
        LiveRig.await(
            id + " waits",
            () -> rig.payouts.find(id).orElseThrow().state() instanceof PayoutState.Waiting);
      }

      server.kill();
      for (int i = 0; i < 5; i++) {
        rig.provider.payeeStatus("review-" + i, "Activated");
      }
      server.start();

      for (PayoutId id : waiting) {
        assertPaid(rig.ended(id));
        assertThat(rig.taken(id)).isEqualTo(1);
      }
    }
  }
}
