package io.cryptopayouts.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptopayouts.contract.CryptoPayoutWorkflow;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutAttributes;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.runtime.StartCommand;
import io.dropwizard.core.Application;
import io.dropwizard.testing.DropwizardTestSupport;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.util.VirtualThreads;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The real API on real ports, with an in-memory Temporal and stub workflows behind it. */
final class RunningApi implements BeforeAllCallback, AfterAllCallback {

  static final String SHOP_KEY = "shop-key-0123456789abcdef";
  static final String OPS_KEY = "ops-key-0123456789abcdef";
  static final String NOTICE_TOKEN = "5cbfb079f15b150122261c8537086d77a";
  static final String OLD_NOTICE_TOKEN = "an-older-notice-token";

  static final String KEYS = "k1:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> further;
  private TestServer.PortBoundTestServer temporal;
  private WorkerFactory workers;
  private WorkflowServiceStubs service;
  private WorkflowClient client;
  private DropwizardTestSupport<ApiConfiguration> server;

  RunningApi() {
    this(Map.of());
  }

  /**
   * @param further variables for the API's environment
   */
  RunningApi(Map<String, String> further) {
    this.further = further;
  }

  static Map<String, String> environment(int temporalPort) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TEMPORAL_ADDRESS", "127.0.0.1:" + temporalPort);
    environment.put("PAYOUTS_API_PORT", "0");
    environment.put("PAYOUTS_API_ADMIN_PORT", "0");
    environment.put("PAYOUTS_API_KEYS", "shop:" + SHOP_KEY + ",ops:" + OPS_KEY);
    environment.put("PAYOUTS_PAYLOAD_KEYS", KEYS);
    environment.put("PAYOUTS_PERSONAL_DATA", "ops");
    environment.put("POCKYT_API_TOKEN", NOTICE_TOKEN);
    environment.put("POCKYT_API_TOKEN_OLD", OLD_NOTICE_TOKEN);
    environment.put("PAYOUTS_TEMPORAL_CALL_PATIENCE", "PT1S");
    environment.put("PAYOUTS_TEMPORAL_START_PATIENCE", "PT20S");
    environment.put("PAYOUTS_PATIENCE", "PT20S");
    environment.put("PAYOUTS_LOG_LEVEL", "WARN");
    return environment;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    int port = freePort();
    temporal = TestServer.createPortBoundServer(port, true);
    service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:" + port).build());
    registerSearchAttributes(port);
    client =
        WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder()
                .setDataConverter(PayoutConverter.of(PayloadKeys.parse(KEYS)))
                .build());
    workers = WorkerFactory.newInstance(client);
    Worker worker =
        workers.newWorker(
            Payouts.TASK_QUEUE,
            WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(20_000).build());
    worker.registerWorkflowImplementationTypes(StubPayout.class, StubInvoice.class);
    workers.start();
    server =
        new DropwizardTestSupport<>(ApiApplication.class, StartCommand.packaged("api.yml")) {
          @Override
          public Application<ApiConfiguration> newApplication() {
            Map<String, String> environment = environment(port);
            environment.putAll(further);
            return new ApiApplication(environment);
          }
        };
    server.before();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.after();
    workers.shutdownNow();
    service.shutdownNow();
    stopTemporal();
  }

  void stopTemporal() {
    temporal.close();
  }

  /** The workflow itself, past the API. */
  CryptoPayoutWorkflow payout(String invoiceId) {
    return client.newWorkflowStub(CryptoPayoutWorkflow.class, new PayoutId(invoiceId).workflowId());
  }

  /** What the invoice's record knows. */
  InvoiceView invoice(String providerInvoice) throws Exception {
    return new Invoices(client).view(providerInvoice, PATIENCE).orElseThrow();
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path).header("Authorization", "Bearer " + SHOP_KEY));
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Authorization", "Bearer " + OPS_KEY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> notify(String contentType, String body) throws Exception {
    return send(
        request("/webhooks/pockyt")
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(PATIENCE);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> admin(String path) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getAdminPort() + path)));
  }

  boolean answersOnVirtualThreads() {
    return VirtualThreads.isUseVirtualThreads(
        server.getEnvironment().getApplicationContext().getServer().getThreadPool());
  }

  int port() {
    return server.getLocalPort();
  }

  JsonNode json(HttpResponse<String> response) throws IOException {
    return json.readTree(response.body());
  }

  private static void registerSearchAttributes(int port) {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + port)
                .validateAndBuildWithDefaults());
    Map<String, IndexedValueType> attributes = new HashMap<>();
    PayoutAttributes.ALL.forEach(key -> attributes.put(key.getName(), key.getValueType()));
    operator
        .blockingStub()
        .addSearchAttributes(
            AddSearchAttributesRequest.newBuilder()
                .setNamespace("default")
                .putAllSearchAttributes(attributes)
                .build());
    operator.shutdownNow();
  }
}
