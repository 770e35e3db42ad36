package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.ResetDrillTest.assertPaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowTaskCompletedEventAttributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that follow each other on a real server, while a payout waits for its payee. */
class VersioningDrillTest {

  private static final Versioning ONE = new Versioning("payouts", "1.0.0");
  private static final Versioning TWO = new Versioning("payouts", "2.0.0");

  @TempDir Path folder;
  private TemporalServer server;
  private LiveRig rig;
  private SimpleMeterRegistry metrics;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<CurrentVersion> looking = new ArrayList<>();

  @BeforeEach
  void start() {
    server = TemporalServer.start(folder);
    rig = LiveRig.start(server);
  }

  @AfterEach
  void stop() {
    looking.forEach(CurrentVersion::stop);
    rig.close();
    server.close();
  }

  @Test
  void anOpenPayoutWaitsForTheFirstBuildToBeCurrentAndTheWorkerSaysWhatToType() {
    PayoutOrder open = waiting("versions-1");
    rig.stopWorker();
    start(ONE);
    String command = awaitToldToType(ONE);
    assertThat(metrics.get("payouts.worker.current").gauge().value()).isZero();
    PayoutOrder started = Orders.individual("versions-2");
    rig.payouts.start(started, "test");
    rig.provider.payeeStatus("review-versions-1", "Activated");
    rig.client.newUntypedWorkflowStub(open.invoiceId().workflowId()).signal("wake");
    assertThat(rig.workflowTasks(rig.execution(started.invoiceId()))).isEmpty();

    type(command);

    assertPaid(rig.ended(open.invoiceId()));
    assertPaid(rig.ended(started.invoiceId()));
    assertThat(rig.taken(open.invoiceId())).isEqualTo(1);
    assertThat(rig.taken(started.invoiceId())).isEqualTo(1);
    LiveRig.await(
        "it says that it is current",
        () -> told.getLast().startsWith("Build 1.0.0 is the current"));
    assertThat(metrics.get("payouts.worker.current").gauge().value()).isEqualTo(1);
  }

  @Test
  void aSecondBuildTakesOverAnOpenPayoutAndItIsPaidOnce() {
    rig.stopWorker();
    start(ONE);
    type(awaitToldToType(ONE));
    PayoutOrder open = waiting("versions-3");
    assertThat(builds(open.invoiceId())).containsOnly("1.0.0");

    start(TWO);
    type(awaitToldToType(TWO));
    rig.stopWorker();
    rig.provider.payeeStatus("review-versions-3", "Activated");
    rig.client.newUntypedWorkflowStub(open.invoiceId().workflowId()).signal("wake");

    assertPaid(rig.ended(open.invoiceId()));
    assertThat(rig.taken(open.invoiceId())).isEqualTo(1);
    assertThat(builds(open.invoiceId())).startsWith("1.0.0").endsWith("2.0.0");
  }

  @Test
  void workersWithoutVersionTakeOverAgainOnceNoBuildIsCurrent() {
    rig.stopWorker();
    start(ONE);
    type(awaitToldToType(ONE));
    PayoutOrder open = waiting("versions-4");

    rig.startWorker();
    type("temporal worker deployment set-current-version --deployment-name payouts --unversioned");
    rig.stopWorker();
    rig.provider.payeeStatus("review-versions-4", "Activated");
    rig.client.newUntypedWorkflowStub(open.invoiceId().workflowId()).signal("wake");

    assertPaid(rig.ended(open.invoiceId()));
    assertThat(rig.taken(open.invoiceId())).isEqualTo(1);
  }

  private PayoutOrder waiting(String invoice) {
    PayoutOrder order = Orders.individual(invoice, "review-" + invoice);
    rig.payouts.start(order, "test");
    LiveRig.await(
        "it waits for its payee",
        () ->
            rig.payouts.find(order.invoiceId()).orElseThrow().state()
                instanceof PayoutState.Waiting);
    return order;
  }

  private void start(Versioning build) {
    rig.startWorker(build);
    metrics = new SimpleMeterRegistry();
    CurrentVersion current =
        new CurrentVersion(rig.client, build.version().orElseThrow(), metrics, told::add);
    looking.add(current);
    current.start();
  }

  private String awaitToldToType(Versioning build) {
    String ending = "--deployment-name payouts --build-id " + build.buildId();
    LiveRig.await("it says what to type", () -> told.stream().anyMatch(it -> it.endsWith(ending)));
    return told.getLast().replaceFirst(".*type: ", "");
  }

  /** As a person does, who then confirms. */
  private void type(String command) {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    words.set(0, TemporalServer.cli().toString());
    words.addAll(List.of("--address", server.address(), "--yes"));
    try {
      Process typed = new ProcessBuilder(words).redirectErrorStream(true).start();
      String answer = new String(typed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(typed.waitFor()).as(answer).isZero();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Which build did each workflow task. */
  private List<String> builds(PayoutId id) {
    WorkflowExecution execution = rig.execution(id);
    return rig.history(execution).stream()
        .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
        .map(HistoryEvent::getWorkflowTaskCompletedEventAttributes)
        .map(VersioningDrillTest::build)
        .toList();
  }

  private static String build(WorkflowTaskCompletedEventAttributes task) {
    return task.getDeploymentVersion().getBuildId();
  }
}
