package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.ResetDrillTest.assertPaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that cannot read a history: its payload key is missing. */
class UnreadableDrillTest {

  private static final String NEXT = "next:" + "B".repeat(42) + "A=";

  @Test
  void whatAWorkerCannotReadWaitsForOneThatCanAndOthersGoOn(@TempDir Path folder) {
    try (Installation installation = Installation.start(folder)) {
      installation.startWorker();
      PayoutId old = new PayoutId("unreadable-1");
      installation.payouts.start(Orders.individual("unreadable-1", "review-old"), "drill");
      LiveRig.await(
          "it waits for its payee",
          () ->
              installation.payouts.find(old).orElseThrow().state() instanceof PayoutState.Waiting);
      installation.worker().kill();

      installation.startWorker(Map.of("PAYOUTS_PAYLOAD_KEYS", NEXT));
      installation.provider.payeeStatus("review-old", "Activated");
      wake(installation, old);
      LiveRig.await("its task fails", () -> hasFailedTask(installation, old));
      Payouts next = payoutsWith(installation, NEXT);
      PayoutId other = new PayoutId("readable-1");
      next.start(Orders.individual("readable-1"), "drill");
      assertPaid(next.findEnded(other, Duration.ofSeconds(60)).orElseThrow());

      assertThat(installation.payouts.find(old).orElseThrow().state())
          .as("it is still shown, from Temporal's own records")
          .isInstanceOf(PayoutState.Waiting.class);
      assertThat(installation.provider.ledger().taken("unreadable-1")).isZero();
      assertThat(installation.worker().logged())
          .as("the key is named")
          .contains("key drill, which PAYOUTS_PAYLOAD_KEYS does not hold");
      installation.worker().kill();

      installation.startWorker(
          Map.of("PAYOUTS_PAYLOAD_KEYS", NEXT + "," + Installation.PAYLOAD_KEYS));
      wake(installation, old);
      Payouts both = payoutsWith(installation, NEXT + "," + Installation.PAYLOAD_KEYS);
      assertPaid(both.findEnded(old, Duration.ofSeconds(60)).orElseThrow());
      assertThat(installation.provider.ledger().taken("unreadable-1")).isEqualTo(1);
      assertThat(installation.provider.ledger().taken("readable-1")).isEqualTo(1);
    }
  }

  private static void wake(Installation installation, PayoutId id) {
    installation.client.newUntypedWorkflowStub(id.workflowId()).signal("wake");
  }

  private static boolean hasFailedTask(Installation installation, PayoutId id) {
    return installation.client.fetchHistory(id.workflowId()).getEvents().stream()
        .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED);
  }

  private static Payouts payoutsWith(Installation installation, String keys) {
    return new Payouts(
        WorkflowClient.newInstance(
            installation.client.getWorkflowServiceStubs(),
            WorkflowClientOptions.newBuilder()
                .setDataConverter(PayoutConverter.of(PayloadKeys.parse(keys)))
                .build()),
        PayoutsSettings.DEFAULT);
  }
}
