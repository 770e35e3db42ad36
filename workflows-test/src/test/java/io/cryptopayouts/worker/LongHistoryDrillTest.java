package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.ResetDrillTest.assertPaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.contract.Unavailable;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowStub;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history is cut before it grows too long, on a real server that asks for it early. */
class LongHistoryDrillTest {

  private static final String EARLY = "limit.historyCount.suggestContinueAsNew=30";

  @Test
  void aCutPayoutKnowsAllItKnewAndIsPaidOnce(@TempDir Path folder) {
    try (TemporalServer server = TemporalServer.start(folder, EARLY);
        LiveRig rig = LiveRig.start(server)) {
      PayoutOrder order = Orders.individual("long-1", "review-long");
      PayoutId id = order.invoiceId();
      rig.payouts.start(order, "test");
      String firstRun = rig.execution(id).getRunId();
      LiveRig.await(
          "it waits",
          () -> rig.payouts.find(id).orElseThrow().state() instanceof PayoutState.Waiting);
      PayoutStatus before = rig.payouts.find(id).orElseThrow();
      LiveRig.await(
          "its history was cut",
          () -> {
            rig.client.newUntypedWorkflowStub(id.workflowId()).signal("wake");
            return !rig.execution(id).getRunId().equals(firstRun);
          });

      PayoutStatus after = rig.payouts.find(id).orElseThrow();
      assertThat(after.state()).isEqualTo(before.state());
      assertThat(after.timeline()).containsAll(before.timeline());
      assertThat(rig.payouts.start(order, "test").repeated()).isTrue();
      LiveRig.await(
          "it is listed as waiting",
          () ->
              rig.payouts.list(Payouts.Listed.WAITING, 10).stream()
                  .anyMatch(summary -> summary.invoiceId().equals("long-1")));

      rig.provider.payeeStatus("review-long", "Activated");
      assertPaid(rig.ended(id));
      assertThat(rig.taken(id)).isEqualTo(1);
    }
  }

  @Test
  void aCutInvoiceStillGrantsNothingTwiceAndKeepsItsDigest(@TempDir Path folder) {
    try (TemporalServer server = TemporalServer.start(folder, EARLY);
        LiveRig rig = LiveRig.start(server)) {
      PayoutOrder order = Orders.individual("long-2");
      PayoutId id = order.invoiceId();
      PayoutStatus paid = rig.payOut(order);
      assertPaid(paid);
      String invoice = PayoutId.invoiceWorkflowId("long-2");
      String transaction = paid.transactionNo();
      awaitCut(rig, invoice, n -> notice("long-2", transaction, Settlement.SUCCESS, n));

      assertThat(rig.invoices.digest("long-2")).isEqualTo(Optional.of(paid.instruction()));
      rig.reset(rig.execution(id), rig.workflowTasks(rig.execution(id)).getFirst());
      assertPaid(rig.ended(id));
      assertThat(rig.taken(id)).isEqualTo(1);
    }
  }

  /** Notices that say nothing new wake nobody, and the next look is a minute away. */
  @Test
  void aWaitingHistoryIsCutByWhatWakesNothing(@TempDir Path folder) {
    try (TemporalServer server = TemporalServer.start(folder, EARLY);
        LiveRig rig = LiveRig.unhurried(server)) {
      PayoutOrder order = Orders.individual("long-5", "review-long");
      PayoutId id = order.invoiceId();
      rig.payouts.start(order, "test");
      LiveRig.await(
          "it waits",
          () -> rig.payouts.find(id).orElseThrow().state() instanceof PayoutState.Waiting);

      PayoutState before = rig.payouts.find(id).orElseThrow().state();

      awaitCut(rig, id.workflowId(), n -> notice("long-5", null, Settlement.PENDING, n));

      assertThat(rig.payouts.find(id).orElseThrow().state()).isEqualTo(before);
    }
  }

  @Test
  void aHistoryIsCutAlsoWhileAStepIsTriedForLong(@TempDir Path folder) {
    try (TemporalServer server = TemporalServer.start(folder, EARLY);
        LiveRig rig = LiveRig.start(server)) {
      PayoutOrder order = Orders.individual("long-stuck-3");
      PayoutId id = order.invoiceId();
      rig.payouts.start(order, "test");
      LiveRig.await(
          "the provider has it", () -> rig.payouts.find(id).orElseThrow().transactionNo() != null);
      PayoutStatus accepted = rig.payouts.find(id).orElseThrow();
      rig.provider.plan(Fault.before(Endpoint.INQUIRY, Behaviour.Status.html(500)).forEver());

      String transaction = accepted.transactionNo();
      awaitCut(
          rig, id.workflowId(), n -> notice("long-stuck-3", transaction, Settlement.PENDING, n));

      rig.provider.behave();
      rig.provider.settle("long-stuck-3", "success");
      assertPaid(rig.ended(id));
      assertThat(rig.taken(id)).isEqualTo(1);
    }
  }

  @Test
  void anInvoiceIsCutByWhatWakesNothingAndNoWakeIsLost(@TempDir Path folder) {
    try (TemporalServer server = TemporalServer.start(folder, EARLY);
        LiveRig rig = LiveRig.start(server)) {
      PayoutOrder order = Orders.individual("long-4");
      PayoutStatus paid = rig.payOut(order);
      assertPaid(paid);
      String invoice = PayoutId.invoiceWorkflowId("long-4");
      String firstRun = runOf(rig, invoice);
      LiveRig.await(
          "its history was cut before it looks by itself, after 30 s",
          Duration.ofSeconds(20),
          () -> {
            rig.invoices.found("long-4", new Found(paid.transactionNo(), Settlement.SUCCESS));
            return !runOf(rig, invoice).equals(firstRun);
          });

      String secondRun = runOf(rig, invoice);
      while (runOf(rig, invoice).equals(secondRun)) {
        long asked = rig.provider.calls(Endpoint.INQUIRY.path());
        rig.client.newUntypedWorkflowStub(invoice).signal("wake");
        LiveRig.await(
            "the provider is asked", () -> rig.provider.calls(Endpoint.INQUIRY.path()) > asked);
      }
    }
  }

  /** The SDK would close it as canceled, and nobody would watch what was sent. */
  @Test
  void anInvoiceThatWasCancelledStaysOpen(@TempDir Path folder) {
    try (TemporalServer server = TemporalServer.start(folder, EARLY);
        LiveRig rig = LiveRig.start(server)) {
      PayoutStatus paid = rig.payOut(Orders.individual("long-6"));
      assertPaid(paid);
      WorkflowStub record = rig.client.newUntypedWorkflowStub(PayoutId.invoiceWorkflowId("long-6"));
      WorkflowExecution run = record.describe().getExecution();
      record.cancel();

      LiveRig.await(
          "the server has asked for a cut again and again",
          () -> {
            rig.invoices.found("long-6", new Found(paid.transactionNo(), Settlement.SUCCESS));
            return cutsAsked(rig, run) > 2;
          });

      assertThat(record.describe().getStatus())
          .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    }
  }

  private static long cutsAsked(LiveRig rig, WorkflowExecution run) {
    return rig.history(run).stream()
        .filter(event -> event.getWorkflowTaskStartedEventAttributes().getSuggestContinueAsNew())
        .count();
  }

  private static void awaitCut(LiveRig rig, String workflowId, IntFunction<Notice> notices) {
    String firstRun = runOf(rig, workflowId);
    int[] sent = {0};
    LiveRig.await(
        "its history was cut",
        () -> {
          notify(rig, notices.apply(sent[0]++));
          return !runOf(rig, workflowId).equals(firstRun);
        });
  }

  private static void notify(LiveRig rig, Notice notice) {
    try {
      rig.payouts.notify(notice);
    } catch (Unavailable closing) {
      // In the moment of the cut the server takes none: the provider sends it again.
    }
  }

  private static Notice notice(
      String invoice, String transactionNo, Settlement status, int number) {
    return new Notice(
        invoice, transactionNo, status, new BigDecimal("25.00"), "USD", "fingerprint-" + number);
  }

  private static String runOf(LiveRig rig, String workflowId) {
    return rig.client.newUntypedWorkflowStub(workflowId).describe().getExecution().getRunId();
  }
}
