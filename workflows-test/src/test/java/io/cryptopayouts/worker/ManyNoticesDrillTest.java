package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.ResetDrillTest.assertPaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.contract.Unavailable;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.common.WorkflowExecutionHistory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Very many notices for one payout, on a real server. */
class ManyNoticesDrillTest {

  /** {@code -Dnotices=20000} takes minutes. */
  private static final int NOTICES = Integer.getInteger("notices", 2_000);

  private static final int AT_ONCE = 16;

  /** Where the server asks for a cut, in proportion to so many notices. */
  private static final int SUGGESTED = 400;

  /**
   * The task that cuts, and those that the server refuses because something came meanwhile. How
   * many notices come while a task waits for its worker is up to the machine.
   */
  private static final int MOST_TASKS_BEYOND = 5;

  @Test
  @Timeout(900)
  void theHistoryOfEachRunStaysBounded(@TempDir Path folder) throws Exception {
    try (TemporalServer server =
            TemporalServer.start(folder, "limit.historyCount.suggestContinueAsNew=" + SUGGESTED);
        LiveRig rig = LiveRig.start(server)) {
      PayoutId id = new PayoutId("many-stuck-1");
      rig.payouts.start(Orders.individual("many-stuck-1"), "drill");
      LiveRig.await(
          "the provider has it", () -> rig.payouts.find(id).orElseThrow().transactionNo() != null);
      String number = rig.payouts.find(id).orElseThrow().transactionNo();
      AtomicInteger sent = new AtomicInteger();

      try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
        for (int i = 0; i < AT_ONCE; i++) {
          threads.execute(() -> {
            for (int n = sent.getAndIncrement(); n < NOTICES; n = sent.getAndIncrement()) {
              deliver(rig, notice(number, n));
            }
          });
        }
      }
      rig.provider.settle("many-stuck-1", "success");
      try {
        rig.client.newUntypedWorkflowStub(id.workflowId()).signal("wake");
      } catch (WorkflowNotFoundException ended) {
        // A late notice has woken it already.
      }

      PayoutStatus status = rig.ended(id);
      assertPaid(status);
      assertThat(rig.taken(id)).isEqualTo(1);
      assertThat(status.timeline()).hasSizeLessThanOrEqualTo(PayoutStatus.MOST_ENTRIES);
      List<List<HistoryEvent>> runs =
          rig.client
              .listExecutions("WorkflowId = '" + id.workflowId() + "'")
              .map(run -> rig.client.fetchHistory(id.workflowId(), run.getExecution().getRunId()))
              .map(WorkflowExecutionHistory::getEvents)
              .toList();
      assertThat(runs)
          .hasSizeGreaterThan(1)
          .extracting(ManyNoticesDrillTest::tasksBeyond)
          .allMatch(tasks -> tasks <= MOST_TASKS_BEYOND);
    }
  }

  /** How many tasks began after the server had asked for a cut. */
  private static long tasksBeyond(List<HistoryEvent> run) {
    return run.stream()
        .filter(event -> event.getWorkflowTaskStartedEventAttributes().getSuggestContinueAsNew())
        .count();
  }

  /** As the provider does: until it is taken. */
  private static void deliver(LiveRig rig, Notice notice) {
    for (int attempt = 0; ; attempt++) {
      try {
        rig.payouts.notify(notice);
        return;
      } catch (Unavailable closing) {
        // In the moment of a cut the server takes none.
        if (attempt == 100) {
          throw closing;
        }
      }
    }
  }

  private static Notice notice(String number, int n) {
    return new Notice(
        "many-stuck-1",
        number,
        Settlement.PENDING,
        new BigDecimal("25.00"),
        "USD",
        "fingerprint-" + n);
  }
}
