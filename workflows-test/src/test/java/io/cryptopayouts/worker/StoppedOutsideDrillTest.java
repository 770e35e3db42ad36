package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.PayoutSummary;
import io.cryptopayouts.contract.Payouts;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payouts that were stopped by hand while money is out, on a real Temporal server. */
class StoppedOutsideDrillTest {

  private static final Duration NOT_BY_ITSELF = Duration.ofDays(1);

  @TempDir static Path folder;
  private static TemporalServer server;
  private static LiveRig rig;

  @BeforeAll
  static void start() {
    server = TemporalServer.start(folder);
    rig = LiveRig.start(server);
    new StoppedSearchSchedule(rig.client, NOT_BY_ITSELF).start();
  }

  @AfterAll
  static void stop() {
    rig.close();
    server.close();
  }

  @Test
  void aTerminatedPayoutWithMoneyOutIsFoundAndItsOutcomeAskedFor() {
    PayoutId id = new PayoutId("stuck-stopped");
    WorkflowExecution run = accepted(id);
    rig.stub(run).terminate("drill");
    rig.provider.settle(id.invoiceId(), "success");

    schedule().trigger();

    LiveRig.await("its invoice needs an operator", () -> invoiceNeeds(id, Need.STOPPED_OUTSIDE));
    PayoutStatus status = rig.payouts.find(id).orElseThrow();
    assertThat(Told.need(status)).isEqualTo(Need.STOPPED_OUTSIDE);
    assertThat(status.sentence()).contains("inquiry shows it as success");
    LiveRig.await("it is listed once", () -> listed(id).size() == 1);

    rig.reset(run, rig.workflowTasks(run).getFirst());

    ResetDrillTest.assertPaid(rig.ended(id));
    assertThat(rig.taken(id)).isEqualTo(1);
    LiveRig.await("nobody is needed any more", () -> listed(id).isEmpty());
    assertThat(rig.payouts.find(id).orElseThrow().state()).isInstanceOf(PayoutState.Ended.class);
  }

  @Test
  void whatWasStoppedBeforeAnythingWasSentIsListedButNotAskedAbout() {
    PayoutId id = new PayoutId("stopped-early");
    rig.payouts.start(Orders.individual(id.invoiceId(), "review-stopped-early"), "test");
    LiveRig.await(
        "it waits",
        () -> rig.payouts.find(id).orElseThrow().state() instanceof PayoutState.Waiting);
    rig.stub(rig.execution(id)).terminate("drill");
    LiveRig.await("it is listed", () -> listed(id).size() == 1);

    StoppedPayouts found = searched();

    assertThat(found.invoiceIds()).doesNotContain(id.invoiceId());
    assertThat(rig.invoices.need(id.invoiceId())).isEmpty();
    assertThat(rig.payouts.find(id).orElseThrow().sentence()).contains("no send is on record");
  }

  @Test
  void aTerminatedRecordOfAnEndedPayoutNeedsAnOperatorUntilItIsResetAndAcknowledged() {
    PayoutId id = new PayoutId("record-stopped");
    ResetDrillTest.assertPaid(rig.payOut(Orders.individual(id.invoiceId())));
    String record = PayoutId.invoiceWorkflowId(id.invoiceId());
    WorkflowExecution run = rig.client.newUntypedWorkflowStub(record).describe().getExecution();
    rig.client
        .newUntypedWorkflowStub(
            WorkflowTargetOptions.newBuilder().setWorkflowExecution(run).build(), Optional.empty())
        .terminate("drill");

    LiveRig.await("it is listed", () -> listed(id).size() == 1);
    assertThat(Told.need(rig.payouts.find(id).orElseThrow())).isEqualTo(Need.INVOICE_UNUSABLE);
  }

  @Test
  void theScheduleIsMadeOnceKeepsItsPauseAndTakesANewInterval() {
    schedule().pause("drill");

    new StoppedSearchSchedule(rig.client, Duration.ofHours(7)).start();

    var schedule = schedule().describe().getSchedule();
    assertThat(schedule.getState().isPaused()).isTrue();
    assertThat(schedule.getState().getNote()).isEqualTo("drill");
    assertThat(schedule.getSpec().getIntervals().getFirst().getEvery())
        .isEqualTo(Duration.ofHours(7));
    schedule().unpause();
  }

  private static WorkflowExecution accepted(PayoutId id) {
    rig.payouts.start(Orders.individual(id.invoiceId()), "test");
    LiveRig.await("inquiry shows it", () -> inquired(id));
    return rig.execution(id);
  }

  private static boolean inquired(PayoutId id) {
    try {
      return rig.invoices
          .view(id.invoiceId(), Duration.ofSeconds(5))
          .filter(invoice -> invoice.status() != null)
          .isPresent();
    } catch (TimeoutException late) {
      return false;
    }
  }

  private static boolean invoiceNeeds(PayoutId id, Need need) {
    return rig.invoices.need(id.invoiceId()).equals(Optional.of(need));
  }

  private static List<PayoutSummary> listed(PayoutId id) {
    return rig.payouts.list(Payouts.Listed.NEEDS_ACTION, 100).stream()
        .filter(summary -> summary.invoiceId().equals(id.invoiceId()))
        .toList();
  }

  private static StoppedPayouts searched() {
    return new StoppedSearching(rig.payouts, rig.invoices, "").findStopped();
  }

  private static ScheduleHandle schedule() {
    return ScheduleClient.newInstance(
            rig.stubs,
            ScheduleClientOptions.newBuilder()
                .setDataConverter(rig.client.getOptions().getDataConverter())
                .build())
        .getHandle(StoppedSearchSchedule.ID);
  }
}
