package io.cryptopayouts.runtime;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutConverter;
import io.dropwizard.lifecycle.Managed;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a process to Temporal. Address, namespace, TLS and keys come from
 * Temporal's own environment configuration ({@code TEMPORAL_ADDRESS}, {@code TEMPORAL_NAMESPACE},
 * {@code TEMPORAL_API_KEY}, {@code TEMPORAL_TLS*}, {@code TEMPORAL_PROFILE}, {@code
 * TEMPORAL_CONFIG_FILE}).
 *
 * <p>As a {@link Managed} it closes the connection; what uses it must be stopped before.
 */
public final class TemporalConnection implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(TemporalConnection.class);

  private static final String CONFIG_FILE = "TEMPORAL_CONFIG_FILE";
  private static final Duration ATTEMPT = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final com.uber.m3.util.Duration REPORT_EVERY =
      com.uber.m3.util.Duration.ofSeconds(10);

  private final WorkflowServiceStubs service;
  private final WorkflowClient client;
  private final Scope metrics;

  private TemporalConnection(WorkflowServiceStubs service, WorkflowClient client, Scope metrics) {
    this.service = service;
    this.client = client;
    this.metrics = metrics;
  }

  /**
   * Connects, waiting for Temporal as long as the settings say.
   *
   * @param environment the variables of this process
   * @param keys for every payload
   * @param registry takes Temporal's {@code temporal_*} metrics
   * @throws ConfigurationProblem if the configuration is faulty, Temporal does not answer in time,
   *     or the namespace does not exist
   */
  public static TemporalConnection open(
      Map<String, String> environment,
      TemporalSettings settings,
      PayloadKeys keys,
      MeterRegistry registry) {
    ClientConfigProfile profile = profile(environment);
    Scope metrics =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(REPORT_EVERY);
    WorkflowServiceStubs service =
        WorkflowServiceStubs.newServiceStubs(serviceOptions(profile, settings, metrics));
    WorkflowClient client =
        WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                .setDataConverter(PayoutConverter.of(keys))
                .build());
    TemporalConnection connection = new TemporalConnection(service, client, metrics);
    try {
      connection.await(settings.startPatience());
    } catch (RuntimeException unusable) {
      connection.stop();
      throw unusable;
    }
    return connection;
  }

  /** The client, with our converter. */
  public WorkflowClient client() {
    return client;
  }

  /** The namespace that everything of ours lives in. */
  public String namespace() {
    return client.getOptions().getNamespace();
  }

  /**
   * Asks Temporal for our namespace once.
   *
   * @throws StatusRuntimeException if there was no good answer within two seconds
   */
  void look() {
    service
        .blockingStub()
        .withDeadlineAfter(LOOK.toMillis(), TimeUnit.MILLISECONDS)
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace()).build());
  }

  @Override
  public void stop() {
    service.shutdown();
    if (!service.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
      service.shutdownNow();
    }
    try {
      metrics.close();
    } catch (ScopeCloseException unreported) {
      LOG.warn("The last metrics were not reported", unreported);
    }
  }

  private void await(Duration patience) {
    long start = System.nanoTime();
    while (true) {
      try {
        // Fails by itself after the attempt's time, so this loop is no busy one.
        service.connect(shorter(ATTEMPT, patience));
        look();
        return;
      } catch (StatusRuntimeException failed) {
        Status status = failed.getStatus();
        switch (status.getCode()) {
          case NOT_FOUND ->
              throw problem(
                  "has no namespace " + namespace(), "create it, or correct TEMPORAL_NAMESPACE");
          case UNAUTHENTICATED, PERMISSION_DENIED ->
              throw problem(
                  "refused this process (" + status.getCode() + ")",
                  "correct TEMPORAL_API_KEY or TEMPORAL_TLS_*");
          default -> {
            if (Duration.ofNanos(System.nanoTime() - start).compareTo(patience) >= 0) {
              throw problem(
                  "did not answer within " + patience + " (" + status.getCode() + ")",
                  "start it, or correct TEMPORAL_ADDRESS");
            }
            LOG.warn("Waiting for Temporal at {}: {}", address(), status.getCode());
          }
        }
      }
    }
  }

  private ConfigurationProblem problem(String reason, String remedy) {
    return new ConfigurationProblem("Temporal at " + address(), reason, remedy);
  }

  private String address() {
    return service.getOptions().getTarget();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static ClientConfigProfile profile(Map<String, String> environment) {
    String file = environment.get(CONFIG_FILE);
    // Temporal ignores a named file that is not there, and would then connect to localhost.
    if (file != null && !file.isEmpty() && !Files.isReadable(Path.of(file))) {
      throw new ConfigurationProblem(
          CONFIG_FILE, "names a file that cannot be read", "correct it, or unset it");
    }
    try {
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder()
              .setConfigFileStrict(true)
              .setEnvOverrides(environment)
              .build());
    } catch (IOException | RuntimeException faulty) {
      // The text of the cause may quote a line of the file, and with it a key.
      throw new ConfigurationProblem(
          "Temporal's environment configuration",
          "cannot be read (" + faulty.getClass().getSimpleName() + ")",
          "check TEMPORAL_CONFIG_FILE for unknown keys, and TEMPORAL_PROFILE");
    }
  }

  private static WorkflowServiceStubsOptions serviceOptions(
      ClientConfigProfile profile, TemporalSettings settings, Scope metrics) {
    WorkflowServiceStubsOptions configured;
    try {
      configured = profile.toWorkflowServiceStubsOptions();
    } catch (RuntimeException unusable) {
      throw new ConfigurationProblem(
          "TEMPORAL_TLS_*", "names certificates or keys that cannot be used", "correct them");
    }
    return WorkflowServiceStubsOptions.newBuilder(configured)
        .setMetricsScope(metrics)
        .setRpcTimeout(shorter(configured.getRpcTimeout(), settings.callPatience()))
        .setRpcRetryOptions(
            // Not buildWithDefaultsFrom: that one forgets what was set before.
            RpcRetryOptions.newBuilder(configured.getRpcRetryOptions())
                .setExpiration(settings.callPatience())
                .validateBuildWithDefaults())
        .validateAndBuildWithDefaults();
  }
}
