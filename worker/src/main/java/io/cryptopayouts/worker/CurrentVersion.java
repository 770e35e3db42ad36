package io.cryptopayouts.worker;

import io.dropwizard.lifecycle.Managed;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.deployment.v1.RoutingConfig;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkerDeploymentVersion;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks whether this worker's version is the current one of its deployment, because Temporal gives
 * work to no other and says nothing: payouts would hang in silence. While it is not, it says what
 * to type; the gauge {@code payouts.worker.current} is 1 while it is, else 0.
 *
 * <p>To be started after the workers: a version exists once a worker of it has polled.
 */
final class CurrentVersion implements Managed {

  private static final Pace LOOKS = new Pace(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

  private final WorkflowClient client;
  private final WorkerDeploymentVersion version;
  private final Consumer<String> tell;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean current;

  /**
   * @param tell takes a sentence whenever things have changed, and a reminder every minute while
   *     this worker gets no work
   */
  CurrentVersion(
      WorkflowClient client,
      WorkerDeploymentVersion version,
      MeterRegistry metrics,
      Consumer<String> tell) {
    this.client = client;
    this.version = version;
    this.tell = tell;
    gauge(metrics, () -> current ? 1 : 0);
  }

  /** Without versions there is no current one: not a number, so that no alert compares it. */
  static void unversioned(MeterRegistry metrics) {
    gauge(metrics, () -> Double.NaN);
  }

  private static void gauge(MeterRegistry metrics, Supplier<Number> current) {
    Gauge.builder("payouts.worker.current", current)
        .description("1 while this build is the one that Temporal gives payouts to")
        .register(metrics);
  }

  @Override
  public void start() {
    Thread.ofVirtual().name("current-version").start(this::keepLooking);
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  private void keepLooking() {
    String told = "";
    int looks = 0;
    Duration pause = LOOKS.first();
    while (!isStoppedWithin(pause)) {
      String found = look();
      boolean isReminder = !current && pause.equals(LOOKS.most());
      looks = found.equals(told) ? looks + 1 : 0;
      if (isReminder || !found.equals(told)) {
        tell.accept(found);
        told = found;
      }
      pause = LOOKS.interval(looks);
    }
  }

  private boolean isStoppedWithin(Duration pause) {
    try {
      return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** How it stands; also says so to the gauge. */
  private String look() {
    try {
      RoutingConfig routing =
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
              .describeWorkerDeployment(
                  DescribeWorkerDeploymentRequest.newBuilder()
                      .setNamespace(client.getOptions().getNamespace())
                      .setDeploymentName(version.getDeploymentName())
                      .build())
              .getWorkerDeploymentInfo()
              .getRoutingConfig();
      String now = routing.getCurrentDeploymentVersion().getBuildId();
      current = now.equals(version.getBuildId());
      return current ? "Build " + now + " is the current version: it gets the payouts." : idle(now);
    } catch (StatusRuntimeException failed) {
      current = false;
      return failed.getStatus().getCode() == Status.Code.NOT_FOUND
          ? "Temporal does not know deployment " + version.getDeploymentName() + " yet."
          : "Whether build "
              + version.getBuildId()
              + " is the current version is not known: Temporal answers "
              + failed.getStatus().getCode();
    }
  }

  private String idle(String now) {
    return "Build "
        + version.getBuildId()
        + " of deployment "
        + version.getDeploymentName()
        + " gets no payouts, because "
        + (now.isEmpty() ? "no build is" : "build " + now + " is")
        + " the current version. To let all payouts, open ones too, go on with this one, type:"
        + " temporal worker deployment set-current-version --deployment-name "
        + version.getDeploymentName()
        + " --build-id "
        + version.getBuildId();
  }
}
