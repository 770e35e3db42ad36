package io.cryptopayouts.worker;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Durations;
import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutResult;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.pockyt.Pockyt;
import io.cryptopayouts.pockyt.PockytAccount;
import io.cryptopayouts.pockyt.PockytSettings;
import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.sandbox.SimulatorSettings;
import io.grpc.ClientInterceptor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.activity.v1.ActivityOptions;
import io.temporal.api.common.v1.RetryPolicy;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.VersioningOverride;
import io.temporal.api.workflow.v1.WorkflowExecutionOptions;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateActivityOptionsRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionOptionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** The product against a real Temporal server, in real time, with all waits scaled down. */
final class LiveRig implements AutoCloseable {

  static final String PAYLOAD_KEYS = "test:" + "A".repeat(43) + "=";

  /** The smallest set of limits that is still safe by its own rule. */
  static final PaySettings PAY =
      new PaySettings(
          true,
          Duration.ofSeconds(8),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          false);

  final Simulator provider;
  final WorkflowServiceStubs stubs;
  final WorkflowClient client;
  final Payouts payouts;
  final Invoices invoices;
  final Pockyt pockyt;
  private final TemporalServer server;
  private final PaySettings pay;
  private final List<WorkerFactory> workers = new ArrayList<>();
  private final Guide guide;
  private final Sending sending;
  private final Terms terms;
  private final Recording recording;

  private LiveRig(
      TemporalServer server, Simulator provider, PaySettings pay, UnaryOperator<Claims> around) {
    this(server, provider, pay, around, LiveRig::terms, new Recording());
  }

  private LiveRig(
      TemporalServer server,
      Simulator provider,
      PaySettings pay,
      UnaryOperator<Claims> around,
      BiFunction<PockytAccount, PaySettings, Terms> terms,
      Recording recording) {
    this.recording = recording;
    this.server = server;
    this.provider = provider;
    this.pay = pay;
    pockyt = pockyt(provider.url(), pay.callLimit(), Duration.ofSeconds(2));
    stubs = stubs(server.address());
    client = client(stubs, "default", PAYLOAD_KEYS);
    payouts = new Payouts(client, PayoutsSettings.DEFAULT);
    invoices = new Invoices(client);
    this.terms = terms.apply(pockyt.settings().account(), pay);
    ResendBrake brake = new ResendBrake();
    guide =
        new PockytGuide(
            pockyt, invoices, pay, brake, new WorkerMetrics(new SimpleMeterRegistry(), pay));
    sending =
        new GuardedSending(
            pockyt,
            invoices,
            around.apply(invoices::claim),
            pay,
            brake,
            Rig.NOTICE_URL,
            Clock.systemUTC());
    startWorker();
  }

  static Pockyt pockyt(URI provider, Duration payCallLimit, Duration readCallLimit) {
    return Pockyt.connect(
        PockytSettings.of(new PockytAccount(provider, "200043", "300014"))
            .withRequestsPerSecond(1000)
            .withPayCallLimit(payCallLimit)
            .withReadCallLimit(readCallLimit),
        Rig.TOKEN,
        Clock.systemUTC());
  }

  static WorkflowServiceStubs stubs(String address, ClientInterceptor... interceptors) {
    return WorkflowServiceStubs.newConnectedServiceStubs(
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(address)
            .setGrpcClientInterceptors(List.of(interceptors))
            .build(),
        Duration.ofSeconds(30));
  }

  static WorkflowClient client(WorkflowServiceStubs stubs, String namespace, String payloadKeys) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(namespace)
            .setDataConverter(PayoutConverter.of(PayloadKeys.parse(payloadKeys)))
            .build());
  }

  private static Terms terms(PockytAccount account, PaySettings pay) {
    return terms(
        account,
        pay,
        new Pace(Duration.ofMillis(300), Duration.ofSeconds(1)),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10));
  }

  /** All waits scaled down, but for deadlines. */
  static Terms terms(
      PockytAccount account,
      PaySettings pay,
      Pace outcomePace,
      Duration dispatchLimit,
      Duration watchInterval,
      Duration watch) {
    Pace pace = new Pace(Duration.ofMillis(300), Duration.ofSeconds(2));
    return new Terms(
        account.baseUrl().toString(),
        account.merchantNo(),
        account.storeNo(),
        "",
        "USD",
        new Deadlines(
            Duration.ofDays(30), Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(7)),
        pace,
        outcomePace,
        pace,
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        Duration.ofDays(3),
        pay.quiet(),
        dispatchLimit,
        pay.activityLimit(),
        watchInterval,
        watch);
  }

  static LiveRig start(TemporalServer server) {
    return start(server, UnaryOperator.identity());
  }

  static LiveRig start(TemporalServer server, PaySettings pay) {
    return new LiveRig(server, provider(), pay, UnaryOperator.identity());
  }

  static LiveRig start(TemporalServer server, UnaryOperator<Claims> around) {
    return new LiveRig(server, provider(), PAY, around);
  }

  /** For drills that tell the same story hundreds of times: their histories are not recorded. */
  static LiveRig unrecorded(TemporalServer server, PaySettings pay) {
    return new LiveRig(
        server, provider(), pay, UnaryOperator.identity(), LiveRig::terms, Recording.none());
  }

  /** Looks again no sooner than in production. */
  static LiveRig unhurried(TemporalServer server) {
    return new LiveRig(
        server, provider(), PAY, UnaryOperator.identity(), Rig::terms, new Recording());
  }

  /** One that protects against nothing, and is quick. */
  static Simulator provider() {
    return Simulator.start(
        SimulatorSettings.builder()
            .profile(Profile.LAGS)
            .lag(Duration.ofMillis(500))
            .settleDelay(Duration.ofMillis(200))
            .token(Rig.TOKEN)
            .build());
  }

  /** Another process with the same provider; this one has been {@link #stop stopped}. */
  LiveRig again(boolean hold) {
    return new LiveRig(
        server, provider, Rig.altered(PAY, PAY.resend(), hold), UnaryOperator.identity());
  }

  /** Stops everything but the provider. */
  void stop() {
    workers.forEach(LiveRig::stop);
    recording.write(client);
    stubs.shutdownNow();
    pockyt.close();
  }

  void startWorker() {
    startWorker(Versioning.NONE);
  }

  /** One more, which may be of another build. */
  void startWorker(Versioning versioning) {
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true)
                .setWorkerInterceptors(recording.interceptors())
                .build());
    PayoutWorker.register(
        factory,
        guide,
        sending,
        new StoppedSearching(payouts, invoices, ""),
        terms,
        new OperatorView(Rig.RUNBOOK, pay.hold()),
        versioning);
    factory.start();
    workers.add(factory);
  }

  /** The one that was started first. */
  void stopWorker() {
    stop(workers.removeFirst());
  }

  private static void stop(WorkerFactory worker) {
    worker.shutdownNow();
    worker.awaitTermination(10, TimeUnit.SECONDS);
  }

  PayoutStatus payOut(PayoutOrder order) {
    payouts.start(order, "test");
    return ended(order.invoiceId());
  }

  PayoutStatus ended(PayoutId id) {
    try {
      return client
          .newUntypedWorkflowStub(id.workflowId())
          .getResult(60, TimeUnit.SECONDS, PayoutResult.class)
          .status();
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError("not ended in time: " + payouts.find(id), late);
    }
  }

  WorkflowExecution execution(PayoutId id) {
    return client.newUntypedWorkflowStub(id.workflowId()).describe().getExecution();
  }

  List<HistoryEvent> history(WorkflowExecution execution) {
    return history(client, execution);
  }

  private static List<HistoryEvent> history(WorkflowClient client, WorkflowExecution execution) {
    return client.fetchHistory(execution.getWorkflowId(), execution.getRunId()).getEvents();
  }

  List<Long> workflowTasks(WorkflowExecution execution) {
    return workflowTasks(client, execution);
  }

  /** To which a Reset may go. */
  static List<Long> workflowTasks(WorkflowClient client, WorkflowExecution execution) {
    return history(client, execution).stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
        .map(HistoryEvent::getEventId)
        .toList();
  }

  /** As the Temporal UI's Reset button does, signals and updates re-applied. */
  void reset(WorkflowExecution execution, long workflowTask) {
    reset(stubs, execution, workflowTask);
  }

  static void reset(WorkflowServiceStubs stubs, WorkflowExecution execution, long workflowTask) {
    stubs
        .blockingStub()
        .resetWorkflowExecution(
            ResetWorkflowExecutionRequest.newBuilder()
                .setNamespace("default")
                .setWorkflowExecution(execution)
                .setWorkflowTaskFinishEventId(workflowTask)
                .setReason("drill")
                .setRequestId(UUID.randomUUID().toString())
                .build());
  }

  /** The {@code pay} in flight has no time left, and so many attempts in all. */
  static void updatePay(WorkflowServiceStubs stubs, WorkflowExecution execution, int attempts) {
    stubs
        .blockingStub()
        .updateActivityOptions(
            UpdateActivityOptionsRequest.newBuilder()
                .setNamespace("default")
                .setExecution(execution)
                .setType("pay")
                .setActivityOptions(
                    ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Durations.fromMillis(1))
                        .setRetryPolicy(RetryPolicy.newBuilder().setMaximumAttempts(attempts)))
                .setUpdateMask(
                    FieldMask.newBuilder()
                        .addPaths("start_to_close_timeout")
                        .addPaths("retry_policy.maximum_attempts"))
                .build());
  }

  static void updateVersioning(WorkflowServiceStubs stubs, WorkflowExecution execution) {
    stubs
        .blockingStub()
        .updateWorkflowExecutionOptions(
            UpdateWorkflowExecutionOptionsRequest.newBuilder()
                .setNamespace("default")
                .setWorkflowExecution(execution)
                .setWorkflowExecutionOptions(
                    WorkflowExecutionOptions.newBuilder()
                        .setVersioningOverride(
                            VersioningOverride.newBuilder().setAutoUpgrade(true)))
                .setUpdateMask(FieldMask.newBuilder().addPaths("versioning_override"))
                .build());
  }

  WorkflowStub stub(WorkflowExecution execution) {
    return client.newUntypedWorkflowStub(
        WorkflowTargetOptions.newBuilder().setWorkflowExecution(execution).build(),
        Optional.of("CryptoPayoutWorkflow"));
  }

  long taken(PayoutId id) {
    return provider.ledger().taken(id.invoiceId());
  }

  /** Waits, in real time, until something observable has happened. */
  static void await(String what, BooleanSupplier happened) {
    await(what, Duration.ofSeconds(45), happened);
  }

  static void await(String what, Duration patience, BooleanSupplier happened) {
    Instant end = Instant.now().plus(patience);
    while (!happened.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("did not happen in time: " + what);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() {
    stop();
    provider.close();
  }
}
