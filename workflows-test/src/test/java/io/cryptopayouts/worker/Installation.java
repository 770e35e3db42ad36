package io.cryptopayouts.worker;

import io.cryptopayouts.api.ApiApplication;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.sandbox.Delivery;
import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.sandbox.SimulatorSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Temporal, provider, API and workers, each as it ships, with all waits scaled down and a network
 * of ours between each two of them.
 */
final class Installation implements AutoCloseable {

  /** Asks for the outcome so seldom that only a notice can settle a payout in a test's time. */
  static final Map<String, String> SETTLED_BY_NOTICE_ONLY =
      Map.of("PAYOUTS_REVIEW_POLL_FIRST", "PT10M", "PAYOUTS_REVIEW_POLL_MOST", "PT10M");

  static final String API_KEY = "drill-key-0123456789-abcdef";
  static final String PAYLOAD_KEYS = "drill:" + "A".repeat(43) + "=";
  private static final Duration LAG = Duration.ofMillis(500);

  final Path folder;
  final TemporalServer temporal;
  final Simulator provider;
  final TcpProxy workerToTemporal;
  final TcpProxy apiToTemporal;
  final TcpProxy workerToProvider;
  final TcpProxy providerToApi;
  final int apiPort = TemporalServer.freePort();
  final int apiAdminPort = TemporalServer.freePort();
  final WorkflowClient client;
  final Payouts payouts;
  private final Map<String, String> changes;
  private final WorkflowServiceStubs stubs;
  private final List<Child> workers = new ArrayList<>();
  private Child api;

  private Installation(
      Path folder, Map<String, String> changes, UnaryOperator<SimulatorSettings.Builder> provided) {
    this.folder = folder;
    this.changes = changes;
    temporal = TemporalServer.start(folder);
    provider =
        Simulator.start(
            provided
                .apply(
                    SimulatorSettings.builder()
                        .profile(Profile.LAGS)
                        .lag(LAG)
                        .settleDelay(Duration.ofMillis(500))
                        // A notice is sent again after two seconds.
                        .timeFactor(450)
                        .token(Rig.TOKEN))
                .build());
    workerToTemporal = TcpProxy.before(temporal.port());
    apiToTemporal = TcpProxy.before(temporal.port());
    workerToProvider = TcpProxy.before(provider.url().getPort());
    providerToApi = TcpProxy.before(apiPort);
    stubs = LiveRig.stubs(temporal.address());
    client = LiveRig.client(stubs, "default", PAYLOAD_KEYS);
    payouts = new Payouts(client, PayoutsSettings.DEFAULT);
  }

  static Installation start(Path folder) {
    return start(folder, Map.of());
  }

  /**
   * @param changes of the processes' environment
   */
  static Installation start(Path folder, Map<String, String> changes) {
    return start(folder, changes, UnaryOperator.identity());
  }

  /**
   * @param changes of the processes' environment
   * @param provided what the provider is like
   */
  static Installation start(
      Path folder, Map<String, String> changes, UnaryOperator<SimulatorSettings.Builder> provided) {
    return new Installation(folder, changes, provided);
  }

  /** One more; the latest is {@link #worker()}. */
  Child startWorker() {
    return startWorker(Map.of());
  }

  /**
   * @param further variables for its environment
   */
  Child startWorker(Map<String, String> further) {
    launchWorker(further).awaitHealth();
    return worker();
  }

  Child startApi() {
    launchApi().awaitHealth();
    return api;
  }

  /** The same, whether it can serve or not. */
  Child launchWorker(Map<String, String> further) {
    int adminPort = TemporalServer.freePort();
    Map<String, String> environment = environment(workerToTemporal);
    environment.put("PAYOUTS_WORKER_ADMIN_PORT", String.valueOf(adminPort));
    environment.putAll(further);
    Child worker =
        Child.launch(
            WorkerApplication.class,
            environment,
            adminPort,
            folder.resolve("worker-" + workers.size() + ".log"));
    workers.add(worker);
    return worker;
  }

  /** The same, whether it can serve or not. */
  Child launchApi() {
    api =
        Child.launch(
            ApiApplication.class,
            environment(apiToTemporal),
            apiAdminPort,
            folder.resolve("api.log"));
    return api;
  }

  Child worker() {
    return workers.getLast();
  }

  Child api() {
    return api;
  }

  /** Starts a payout and waits until the provider has said that it took it, and shows it. */
  PayoutOrder accepted(String invoice) {
    PayoutOrder order = Orders.individual(invoice);
    payouts.start(order, "drill");
    LiveRig.await(
        "the provider's answer is known",
        () ->
            payouts
                .find(order.invoiceId())
                .orElseThrow()
                .timeline()
                .toString()
                .contains("the provider accepted it"));
    Instant shown = provider.ledger().movements(invoice).getFirst().time().plus(LAG);
    LiveRig.await("inquiry shows it", () -> Instant.now().isAfter(shown));
    return order;
  }

  /** The HTTP status of every answer to a notice about this payout; 0 for none. */
  List<Integer> answersToNotices(PayoutOrder order) {
    return provider.deliveries().stream()
        .filter(delivery -> delivery.invoiceId().equals(order.invoiceId().invoiceId()))
        .map(Delivery::httpStatus)
        .toList();
  }

  /** What is wrong with a payout that has ended paid; empty if nothing is. */
  List<String> faultsOfPaid(PayoutOrder order) {
    return Oracle.faults(provider, payouts, client, order, Outcome.PAID);
  }

  private Map<String, String> environment(TcpProxy toTemporal) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TEMPORAL_ADDRESS", toTemporal.address());
    environment.put("POCKYT_BASE_URL", workerToProvider.url().toString());
    environment.put("POCKYT_MERCHANT_NO", "200043");
    environment.put("POCKYT_STORE_NO", "300014");
    environment.put("POCKYT_API_TOKEN", Rig.TOKEN);
    environment.put("PUBLIC_URL", providerToApi.url().toString());
    environment.put("PAYOUTS_PAYLOAD_KEYS", PAYLOAD_KEYS);
    environment.put("PAYOUTS_API_KEYS", "drill:" + API_KEY);
    environment.put("PAYOUTS_API_PORT", String.valueOf(apiPort));
    environment.put("PAYOUTS_API_ADMIN_PORT", String.valueOf(apiAdminPort));
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
    environment.putAll(changes);
    return environment;
  }

  @Override
  public void close() {
    if (api != null) {
      api.close();
    }
    workers.forEach(Child::close);
    stubs.shutdownNow();
    List.of(workerToTemporal, apiToTemporal, workerToProvider, providerToApi)
        .forEach(TcpProxy::close);
    provider.close();
    temporal.close();
  }
}
