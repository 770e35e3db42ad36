package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.runtime.ConfigurationProblem;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./payouts upgrade-check} finds on a real server with an open payout. */
class UpgradeCheckDrillTest {

  @TempDir static Path folder;
  private static TemporalServer server;
  private static LiveRig rig;

  private final List<String> told = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = TemporalServer.start(folder);
    rig = LiveRig.start(server);
    PayoutOrder waiting = Orders.individual("upgrade-1", "review-upgrade-1");
    rig.payouts.start(waiting, "test");
    PayoutOrder paid = Orders.individual("upgrade-2");
    rig.payOut(paid);
    LiveRig.await(
        "one waits, and the other's invoice is watched",
        () ->
            rig.payouts.find(waiting.invoiceId()).orElseThrow().state()
                    instanceof PayoutState.Waiting
                && rig.client.listExecutions("ExecutionStatus = 'Running'").count() == 2);
    // Whoever checks must not need, or be, a second worker.
    rig.stopWorker();
  }

  @AfterAll
  static void stop() {
    rig.close();
    server.close();
  }

  @Test
  void whatIsOpenGoesOnUnderTheSameVersion() {
    assertThat(check(rig.client)).isEqualTo(new UpgradeCheck.Finding(2, 0));
    assertThat(told).isEmpty();
  }

  @Test
  void anAlteredWorkflowIsReportedWithTheEventAndTheReason() {
    WorkerInterceptor timerFirst =
        HistoriesTest.altering(outbound ->
            new WorkflowOutboundCallsInterceptorBase(outbound) {
              @Override
              public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
                newTimer(Duration.ofMinutes(1));
                return super.executeLocalActivity(input);
              }
            });

    UpgradeCheck.Finding finding = check(rig.client, timerFirst);

    assertThat(finding.broken()).isPositive();
    assertThat(finding.sentence()).contains("would get stuck").contains("Workflow.getVersion");
    assertThat(told)
        .hasSize((int) finding.broken())
        .anySatisfy(line -> assertThat(line).startsWith("payout/upgrade-1: ").contains("event 6"));
  }

  @Test
  void aMissingPayloadKeyIsNotTakenForABreak() {
    WorkflowClient keyless =
        WorkflowClient.newInstance(
            rig.stubs,
            WorkflowClientOptions.newBuilder()
                .setDataConverter(
                    PayoutConverter.of(PayloadKeys.parse("other:" + "B".repeat(43) + "=")))
                .build());

    assertThatThrownBy(() -> check(keyless))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("encrypted with key test, which PAYOUTS_PAYLOAD_KEYS does not hold");
  }

  private UpgradeCheck.Finding check(WorkflowClient client, WorkerInterceptor... altering) {
    try (Replay replay = new Replay(client, HistoriesTest.TERMS, HistoriesTest.VIEW, altering)) {
      return new UpgradeCheck(client, replay, told::add).run();
    }
  }
}
