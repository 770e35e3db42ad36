package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.pockyt.Pockyt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A worker of the product's own parts that is struck at a {@link CrashPoint}: as a process of its
 * own by {@link #main}, and, never struck, inside of a test to go on where that one was.
 */
final class DrillWorker {

  /** The activity time-out is 8 seconds; the provider may hide a payout for longer than that. */
  static final PaySettings PAY =
      new PaySettings(
          true,
          Duration.ofSeconds(16),
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          false);

  private static final String POINT = "DRILL_POINT";
  private static final String TEMPORAL = "DRILL_TEMPORAL";
  private static final String NAMESPACE = "DRILL_NAMESPACE";
  private static final String PROVIDER = "DRILL_PROVIDER";

  private DrillWorker() {}

  /** Starts one in its own process. */
  static Child start(
      TemporalServer temporal, String namespace, URI provider, CrashPoint point, Path log) {
    return Child.launch(
        DrillWorker.class,
        Map.of(
            TEMPORAL, temporal.address(),
            NAMESPACE, namespace,
            PROVIDER, provider.toString(),
            POINT, point.text()),
        0,
        log);
  }

  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    Strikes strikes = new Strikes(CrashPoint.parse(environment.get(POINT)));
    WorkflowClient client =
        client(
            LiveRig.stubs(environment.get(TEMPORAL), strikes.calls()), environment.get(NAMESPACE));
    start(
        client,
        URI.create(environment.get(PROVIDER)),
        strikes::claims,
        new WorkerInterceptor[] {strikes.steps()});
  }

  static WorkflowClient client(WorkflowServiceStubs stubs, String namespace) {
    return LiveRig.client(stubs, namespace, LiveRig.PAYLOAD_KEYS);
  }

  /** Starts one that is not struck, inside of this process. */
  static WorkerFactory start(WorkflowClient client, URI provider) {
    return start(client, provider, UnaryOperator.identity(), new WorkerInterceptor[0]);
  }

  private static WorkerFactory start(
      WorkflowClient client,
      URI provider,
      UnaryOperator<Claims> around,
      WorkerInterceptor[] interceptors) {
    Pockyt pockyt = LiveRig.pockyt(provider, PAY.callLimit(), Duration.ofSeconds(30));
    Invoices invoices = new Invoices(client);
    ResendBrake brake = new ResendBrake();
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true)
                .setWorkerInterceptors(interceptors)
                .build());
    PayoutWorker.register(
        factory,
        new PockytGuide(
            pockyt, invoices, PAY, brake, new WorkerMetrics(new SimpleMeterRegistry(), PAY)),
        new GuardedSending(
            pockyt,
            invoices,
            around.apply(invoices::claim),
            PAY,
            brake,
            Rig.NOTICE_URL,
            Clock.systemUTC()),
        new StoppedSearching(new Payouts(client, PayoutsSettings.DEFAULT), invoices, ""),
        LiveRig.terms(
            pockyt.settings().account(),
            PAY,
            new Pace(Duration.ofMillis(500), Duration.ofSeconds(1)),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3)),
        new OperatorView(Rig.RUNBOOK, false));
    factory.start();
    return factory;
  }
}
