package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.ResetDrillTest.assertPaid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.Acknowledge;
import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.temporal.api.common.v1.WorkflowExecution;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Reset takes the payout's memory; what was sent is remembered by the invoice. */
class ResetMemoryDrillTest {

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

  /** Resets a paid payout to its first task, which re-reads the payee. */
  private static PayoutId paidThenReset(String invoice, String statusThen) {
    PayoutId id = new PayoutId(invoice);
    assertPaid(rig.payOut(Orders.individual(invoice)));
    rig.provider.payeeStatus("cust-" + invoice, statusThen);
    WorkflowExecution paid = rig.execution(id);
    rig.reset(paid, rig.workflowTasks(paid).getFirst());
    return id;
  }

  @Test
  void aPaidPayoutWhosePayeeIsDeactivatedThenIsStillPaid() {
    PayoutId id = paidThenReset("later-1", "Deactivated");

    assertPaid(rig.ended(id));
    assertThat(rig.taken(id)).isEqualTo(1);
  }

  @Test
  void aPaidPayoutInReviewAfterAResetIsNotCancelledButFoundPaid() {
    PayoutId id = paidThenReset("later-2", "Underreview");
    LiveRig.await("it waits again", () -> state(id) instanceof PayoutState.Waiting);

    rig.payouts.cancel(id, new Cancel("ops", "reset by mistake"));

    assertPaid(rig.ended(id));
    assertThat(rig.taken(id)).isEqualTo(1);
  }

  @Test
  void aPaidPayoutThatNeedsActionAfterAResetCannotBeResolvedAsNotPaid() {
    PayoutId id = paidThenReset("later-3", "Declined");
    LiveRig.await("it needs action", () -> state(id) instanceof PayoutState.NeedsAction);

    assertThatThrownBy(() ->
            rig.payouts.resolve(
                id, new Resolve("ops", Resolve.Verdict.NOT_PAID, "why", "ticket", "none")))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("the provider shows it as success");
  }

  private static PayoutState state(PayoutId id) {
    return rig.payouts.find(id).orElseThrow().state();
  }

  /** What was asked before the claim may be older than the send that was not answered. */
  @Test
  void aRepeatThatFindsThePayoutAfterItsGrantAdoptsIt(@TempDir Path own) {
    try (TemporalServer another = TemporalServer.start(own);
        LiveRig repeating =
            LiveRig.start(
                another,
                invoice ->
                    (claim, patience) ->
                        invoice.claim(claim, patience) instanceof ClaimAnswer.Granted
                            ? new ClaimAnswer.Granted(true)
                            : new ClaimAnswer.Granted(false))) {
      PayoutId id = new PayoutId("repeat-1");
      PayoutStatus paid = repeating.payOut(Orders.individual("repeat-1"));
      assertPaid(paid);
      repeating.provider.plan(
          Fault.before(Endpoint.INQUIRY, new Behaviour.Answer("000021", "none"))
              .about("repeat-1")
              .times(1));

      WorkflowExecution run = repeating.execution(id);
      repeating.reset(run, repeating.workflowTasks(run).getFirst());

      assertPaid(repeating.ended(id));
      assertThat(repeating.taken(id)).isEqualTo(1);
    }
  }

  @Test
  void aPayoutThatOnlyTheProviderKnowsIsListedUntilSomebodyHasDealtWithIt() {
    PayoutId id = new PayoutId("orphan-1");
    Notice notice =
        new Notice("orphan-1", "305469836617940464", Settlement.SUCCESS, null, null, "print-1");

    assertThat(rig.payouts.notify(notice)).isEqualTo(Payouts.Delivery.INVOICE);

    LiveRig.await(
        "it is listed",
        () ->
            rig.payouts.list(Payouts.Listed.NEEDS_ACTION, 100).stream()
                .anyMatch(summary -> summary.invoiceId().equals("orphan-1")));
    assertThat(((PayoutState.NeedsAction) state(id)).need()).isEqualTo(Need.ORPHAN_NOTICE);
    assertThat(rig.payouts.acknowledge(id, new Acknowledge("ops", "paid by hand")))
        .isEqualTo("Acknowledged.");
    LiveRig.await("it is gone", () -> rig.payouts.find(id).isEmpty());
  }

  @Test
  void aResetInvoiceAsksForAnOperator() {
    PayoutId id = new PayoutId("reset-invoice");
    rig.payouts.start(Orders.individual("reset-invoice", "review-reset-invoice"), "test");
    LiveRig.await("it waits", () -> state(id) instanceof PayoutState.Waiting);
    rig.invoices.giveBack(
        new Claim(
            "token",
            new Instruction(
                "h", "1", "2", "reset-invoice", "3", "4", Orders.individual("x").money()),
            true,
            Duration.ofMinutes(1)));
    WorkflowExecution invoice =
        rig.client
            .newUntypedWorkflowStub(PayoutId.invoiceWorkflowId("reset-invoice"))
            .describe()
            .getExecution();
    LiveRig.await("its task is done", () -> !rig.workflowTasks(invoice).isEmpty());
    rig.reset(invoice, rig.workflowTasks(invoice).getLast());

    rig.provider.payeeStatus("review-reset-invoice", "Activated");

    LiveRig.await(
        "it needs action",
        () ->
            state(id) instanceof PayoutState.NeedsAction needs
                && needs.need() == Need.INVOICE_UNUSABLE);
    assertThat(rig.taken(id)).isZero();
  }
}
