package io.cryptopayouts.worker;

import io.cryptopayouts.api.ApiApplication;
import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.sandbox.SimulatorSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Temporal, provider, API and worker, each as it ships, with all waits scaled down. */
final class Installation implements AutoCloseable {

  static final String API_KEY = "drill-key-0123456789-abcdef";
  static final String PAYLOAD_KEYS = "drill:" + "A".repeat(43) + "=";

  final Path folder;
  final TemporalServer temporal;
  final Simulator provider;
  final int apiPort = TemporalServer.freePort();
  final int apiAdminPort = TemporalServer.freePort();
  final int workerAdminPort = TemporalServer.freePort();
  final WorkflowClient client;
  final Payouts payouts;
  private final WorkflowServiceStubs stubs;
  private Child worker;
  private Child api;

  private Installation(Path folder) {
    this.folder = folder;
    temporal = TemporalServer.start(folder);
    provider =
        Simulator.start(
            SimulatorSettings.builder()
                .profile(Profile.LAGS)
                .lag(Duration.ofMillis(500))
                .settleDelay(Duration.ofMillis(500))
                .token(Rig.TOKEN)
                .build());
    stubs =
        WorkflowServiceStubs.newConnectedServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.address()).build(),
            Duration.ofSeconds(10));
    client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setDataConverter(PayoutConverter.of(PayloadKeys.parse(PAYLOAD_KEYS)))
                .build());
    payouts = new Payouts(client, PayoutsSettings.DEFAULT);
  }

  static Installation start(Path folder) {
    return new Installation(folder);
  }

  void startWorker() {
    startWorker(Map.of());
  }

  /**
   * @param further variables for its environment
   */
  void startWorker(Map<String, String> further) {
    worker = worker(further, workerAdminPort);
  }

  /** One more, beside the first. */
  Child startAnotherWorker() {
    int port = TemporalServer.freePort();
    return worker(Map.of("PAYOUTS_WORKER_ADMIN_PORT", String.valueOf(port)), port);
  }

  private Child worker(Map<String, String> further, int adminPort) {
    Map<String, String> environment = environment();
    environment.putAll(further);
    return Child.start(
        WorkerApplication.class, environment, adminPort, folder.resolve("worker.log"));
  }

  void startApi() {
    api = Child.start(ApiApplication.class, environment(), apiAdminPort, folder.resolve("api.log"));
  }

  boolean workerIsHealthy() {
    return Child.isHealthy(workerAdminPort);
  }

  Child worker() {
    return worker;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("TEMPORAL_ADDRESS", temporal.address());
    environment.put("POCKYT_BASE_URL", provider.url().toString());
    environment.put("POCKYT_MERCHANT_NO", "200043");
    environment.put("POCKYT_STORE_NO", "300014");
    environment.put("POCKYT_API_TOKEN", Rig.TOKEN);
    environment.put("PUBLIC_URL", "http://127.0.0.1:" + apiPort);
    environment.put("PAYOUTS_PAYLOAD_KEYS", PAYLOAD_KEYS);
    environment.put("PAYOUTS_API_KEYS", "drill:" + API_KEY);
    environment.put("PAYOUTS_API_PORT", String.valueOf(apiPort));
    environment.put("PAYOUTS_API_ADMIN_PORT", String.valueOf(apiAdminPort));
    environment.put("PAYOUTS_WORKER_ADMIN_PORT", String.valueOf(workerAdminPort));
    environment.put("PAYOUTS_CENSUS_INTERVAL", "PT0.5S");
    environment.put("PAYOUTS_REQUESTS_PER_SECOND", "200");
    environment.put("PAYOUTS_READ_CALL_LIMIT", "PT40S");
    environment.put("PAYOUTS_PAY_SEND_WINDOW", "PT3S");
    environment.put("PAYOUTS_PAY_CLAIM_PATIENCE", "PT2S");
    environment.put("PAYOUTS_PAY_CALL_LIMIT", "PT15S");
    environment.put("PAYOUTS_PAY_GATEWAY_IDLE", "PT1S");
    environment.put("PAYOUTS_PAY_LAG", "PT1S");
    environment.put("PAYOUTS_PAY_SLACK", "PT2S");
    environment.put("PAYOUTS_PAY_QUIET", "PT20S");
    environment.put("PAYOUTS_REVIEW_POLL_FIRST", "PT0.5S");
    environment.put("PAYOUTS_REVIEW_POLL_MOST", "PT2S");
    environment.put("PAYOUTS_OUTCOME_POLL_FIRST", "PT0.5S");
    environment.put("PAYOUTS_OUTCOME_POLL_MOST", "PT1S");
    environment.put("PAYOUTS_RETRY_POLL_FIRST", "PT0.5S");
    environment.put("PAYOUTS_DISPATCH_LIMIT", "PT20S");
    return environment;
  }

  @Override
  public void close() {
    if (api != null) {
      api.close();
    }
    if (worker != null) {
      worker.close();
    }
    stubs.shutdownNow();
    provider.close();
    temporal.close();
  }
}
