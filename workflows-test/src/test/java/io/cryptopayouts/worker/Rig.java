package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutAttributes;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutResult;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.pockyt.CallListener;
import io.cryptopayouts.pockyt.Pockyt;
import io.cryptopayouts.pockyt.PockytAccount;
import io.cryptopayouts.pockyt.PockytSettings;
import io.cryptopayouts.sandbox.Call;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Movement;
import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.sandbox.SimulatorSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.converter.DataConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The whole product in one process under skipped time: workflows, activities, the real provider
 * client over real HTTP to the simulator, whose clock is Temporal's.
 */
final class Rig implements AutoCloseable {

  static final String TOKEN = "5cbfb079f15b150122261c8537086d77a";

  /** How long a provider that lags keeps a payout from inquiry. */
  static final Duration LAG = Duration.ofMinutes(5);

  /** Where notices go that no story wants: nobody listens. */
  static final String NOTICE_URL = "http://127.0.0.1:1/webhooks/pockyt";

  static final String RUNBOOK = "http://localhost:8080/runbook";

  final TestWorkflowEnvironment temporal;
  final Simulator provider;
  final Pockyt pockyt;

  /** Lets time pass while it waits for a result. */
  final WorkflowClient client;

  /** Lets no time pass by itself. */
  final WorkflowClient patient;

  final Payouts payouts;
  final Operator operator;
  final Invoices invoices;
  final PaySettings pay;
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final Terms terms;

  /** The guarded one, to run it again as a Reset does. */
  final Sending sending;

  private final List<PayoutOrder> orders = new ArrayList<>();
  private final Map<PayoutId, Outcome> ends = new HashMap<>();
  private final NoticeDoor notices;
  private final Claims claims;

  /** The worker's, which may be wrong. */
  private final Clock clock;

  private final ResendBrake brake = new ResendBrake();
  private final WorkerMetrics told;
  private final Recording recording = new Recording();

  private Rig(Builder builder) {
    temporal = TestWorkflowEnvironment.newInstance(environment(builder.converter, recording));
    provider =
        Simulator.start(
            builder
                .simulator
                .apply(SimulatorSettings.builder().settleDelay(Duration.ofMinutes(1)))
                .profile(builder.profile)
                .lag(builder.lag)
                .token(TOKEN)
                .clock(() -> Instant.ofEpochMilli(temporal.currentTimeMillis()))
                .build());
    pay = builder.pay;
    PockytAccount account = new PockytAccount(provider.url(), "200043", "300014");
    pockyt =
        Pockyt.connect(
            PockytSettings.of(account)
                .withRequestsPerSecond(1000)
                .withPayCallLimit(builder.callLimit)
                .withReadCallLimit(builder.callLimit),
            TOKEN,
            Clock.offset(Clock.systemUTC(), builder.clockError),
            () -> TimeUnit.MILLISECONDS.toNanos(temporal.currentTimeMillis()),
            builder.calls);
    client = temporal.getWorkflowClient();
    patient =
        WorkflowClient.newInstance(
            client.getWorkflowServiceStubs(),
            client.getOptions().toBuilder().setInterceptors().build());
    payouts = new Payouts(patient, PayoutsSettings.DEFAULT);
    operator = new Operator(payouts);
    invoices = new Invoices(patient);
    terms = terms(account, builder.pay);
    notices = builder.notices ? NoticeDoor.open(payouts, TOKEN) : null;
    told = new WorkerMetrics(metrics, pay);
    told.watch(brake);
    clock = Clock.offset(new TemporalsClock(temporal), builder.clockError);
    claims = builder.claims.apply(invoices::claim);
    sending = sending(pay, clock);
    PayoutWorker.register(
        temporal.getWorkerFactory(),
        builder.guide.apply(guide(pay)),
        builder.sending.apply(this, sending),
        new StoppedSearching(payouts, invoices, ""),
        terms,
        new OperatorView(RUNBOOK, pay.hold()));
    temporal.start();
  }

  /** The quick steps as a worker of this configuration does them. */
  Guide guide(PaySettings settings) {
    return new PockytGuide(pockyt, invoices, settings, brake, told);
  }

  /** {@code pay} as a worker of this configuration does it. */
  Sending sending(PaySettings settings, Clock clock) {
    return new GuardedSending(pockyt, invoices, claims, settings, brake, noticeUrl(), clock);
  }

  /** Where the provider's notices go. */
  String noticeUrl() {
    return notices == null ? NOTICE_URL : notices.url();
  }

  static Terms terms(PockytAccount account, PaySettings pay) {
    return new Terms(
        account.baseUrl().toString(),
        account.merchantNo(),
        account.storeNo(),
        "",
        "USD",
        new Deadlines(
            Duration.ofDays(30), Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(7)),
        new Pace(Duration.ofMinutes(1), Duration.ofHours(2)),
        new Pace(Duration.ofSeconds(10), Duration.ofMinutes(5)),
        new Pace(Duration.ofSeconds(1), Duration.ofMinutes(5)),
        Duration.ofHours(1),
        Duration.ofHours(1),
        Duration.ofHours(72),
        pay.quiet(),
        Duration.ofMinutes(1),
        pay.activityLimit(),
        Duration.ofDays(1),
        Duration.ofDays(30));
  }

  private static TestEnvironmentOptions environment(DataConverter converter, Recording recording) {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder()
                    .setUsingVirtualWorkflowThreads(true)
                    .setWorkerInterceptors(recording.interceptors())
                    .build())
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(converter).build());
    for (SearchAttributeKey<?> key : PayoutAttributes.ALL) {
      options.registerSearchAttribute(key.getName(), key.getValueType());
    }
    return options.build();
  }

  static PaySettings altered(PaySettings usual, boolean resend, boolean hold) {
    return new PaySettings(
        resend,
        usual.quiet(),
        usual.lag(),
        usual.sendWindow(),
        usual.callLimit(),
        usual.gatewayIdle(),
        usual.claimPatience(),
        usual.slack(),
        hold);
  }

  static Rig start() {
    return builder().start();
  }

  static Builder builder() {
    return new Builder();
  }

  static final class Builder {
    private Profile profile = Profile.DEDUPES;
    private Duration lag = Duration.ZERO;
    private PaySettings pay = PaySettings.DEFAULT;
    private Duration callLimit = Duration.ofSeconds(2);
    private Duration clockError = Duration.ZERO;
    private boolean notices;
    private CallListener calls = (endpoint, end) -> {};
    private DataConverter converter =
        PayoutConverter.of(PayloadKeys.parse("test:" + "A".repeat(43) + "="));
    private UnaryOperator<SimulatorSettings.Builder> simulator = UnaryOperator.identity();
    private UnaryOperator<Guide> guide = UnaryOperator.identity();
    private UnaryOperator<Claims> claims = UnaryOperator.identity();
    private BiFunction<Rig, Sending, Sending> sending = (rig, guarded) -> guarded;

    Builder profile(Profile other) {
      return profile(other, other == Profile.HOSTILE ? Duration.ofHours(1) : LAG);
    }

    Builder profile(Profile other, Duration itsLag) {
      profile = other;
      lag = itsLag;
      return this;
    }

    Builder pay(PaySettings other) {
      pay = other;
      return this;
    }

    /** An unanswered send is never repeated. */
    Builder withoutResends() {
      return pay(altered(PaySettings.DEFAULT, false, false));
    }

    /** Nothing is sent at all. */
    Builder holding() {
      return pay(altered(PaySettings.DEFAULT, true, true));
    }

    /** How long a call may take, by the real clock. */
    Builder callLimit(Duration other) {
      callLimit = other;
      return this;
    }

    /** By how much every clock that the worker reads is wrong. */
    Builder clockError(Duration other) {
      clockError = other;
      return this;
    }

    /** The provider's own notices arrive, over HTTP and verified. */
    Builder notices() {
      notices = true;
      return this;
    }

    /** Hears how each call to the provider ended, before anything is made of it. */
    Builder calls(CallListener listener) {
      calls = listener;
      return this;
    }

    Builder converter(DataConverter other) {
      converter = other;
      return this;
    }

    Builder simulator(UnaryOperator<SimulatorSettings.Builder> more) {
      simulator = more;
      return this;
    }

    Builder guide(UnaryOperator<Guide> around) {
      guide = around;
      return this;
    }

    Builder claims(UnaryOperator<Claims> around) {
      claims = around;
      return this;
    }

    Builder sending(BiFunction<Rig, Sending, Sending> around) {
      sending = around;
      return this;
    }

    Rig start() {
      return new Rig(this);
    }
  }

  /** Starts a payout, and holds it to the oracle when the story is over. */
  Payouts.Started start(PayoutOrder order) {
    orders.add(order);
    return payouts.start(order, "test");
  }

  /** Starts a payout and waits, in skipped time, until it has ended. */
  PayoutStatus payOut(PayoutOrder order) {
    start(order);
    return ended(order);
  }

  /** Waits, in skipped time, until the payout has ended. */
  PayoutStatus ended(PayoutOrder order) {
    PayoutStatus status = result(order);
    ends.put(order.invoiceId(), Told.outcome(status));
    return status;
  }

  private PayoutStatus result(PayoutOrder order) {
    try {
      return stub(order).getResult(PayoutResult.class).status();
    } catch (WorkflowFailedException canceled) {
      // However it ended, after Temporal's Cancel the SDK closes it as canceled.
      return status(order);
    }
  }

  /** How the payout stands after so much skipped time. */
  PayoutStatus after(Duration duration, PayoutOrder order) {
    sleep(duration);
    return status(order);
  }

  PayoutStatus status(PayoutOrder order) {
    return payouts.find(order.invoiceId()).orElseThrow();
  }

  WorkflowStub stub(PayoutOrder order) {
    return client.newUntypedWorkflowStub(order.invoiceId().workflowId());
  }

  InvoiceView invoice(PayoutOrder order) {
    try {
      return invoices
          .view(order.invoiceId().providerInvoice(""), Duration.ofSeconds(10))
          .orElseThrow();
    } catch (TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }

  void sleep(Duration duration) {
    temporal.sleep(duration);
  }

  String recheck(PayoutOrder order) {
    return operator.recheck(order);
  }

  String cancel(PayoutOrder order) {
    return operator.cancel(order);
  }

  /** Resolves for the instruction that is shown now. */
  String resolve(PayoutOrder order, Resolve.Verdict verdict) {
    return operator.resolve(order, verdict);
  }

  String resolve(PayoutOrder order, Resolve.Verdict verdict, String instruction) {
    return operator.resolve(order, verdict, instruction);
  }

  String acknowledge(PayoutOrder order) {
    return operator.acknowledge(order);
  }

  /** A verified notice as the API passes it on. */
  Payouts.Delivery notice(PayoutOrder order, Settlement status) {
    return notice(order, status, transactionNo(order), "n1");
  }

  Payouts.Delivery notice(
      PayoutOrder order, Settlement status, String transactionNo, String nonce) {
    String invoice = order.invoiceId().providerInvoice("");
    return payouts.notify(
        new Notice(
            invoice,
            transactionNo,
            status,
            order.money().amount(),
            order.money().currency(),
            invoice + status + transactionNo + nonce));
  }

  /** The provider's number of what it took, or a made-up one if it took nothing. */
  String transactionNo(PayoutOrder order) {
    return transactionNo(provider, order);
  }

  static String transactionNo(Simulator provider, PayoutOrder order) {
    return provider.ledger().movements(order.invoiceId().invoiceId()).stream()
        .map(Movement::transactionNo)
        .findFirst()
        .orElse("100000000000000001");
  }

  /** Whose payee the latest call named. */
  String customerNo() {
    return provider.calls().stream()
        .map(Call::customerNo)
        .filter(number -> !number.isEmpty())
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  long calls(Endpoint endpoint) {
    return provider.calls(endpoint.path());
  }

  List<Call> payCalls(PayoutOrder order) {
    return provider.calls().stream()
        .filter(call -> call.path().equals(Endpoint.PAY.path()))
        .filter(call -> call.invoiceId().equals(order.invoiceId().invoiceId()))
        .toList();
  }

  long taken(PayoutOrder order) {
    return provider.ledger().taken(order.invoiceId().invoiceId());
  }

  Instant now() {
    return Instant.ofEpochMilli(temporal.currentTimeMillis());
  }

  /** Every payout that was started, against what really moved. */
  List<String> faults() {
    return orders.stream()
        .distinct()
        .flatMap(order -> Oracle.faults(this, order, ends.get(order.invoiceId())).stream())
        .toList();
  }

  @Override
  public void close() {
    recording.write(client);
    temporal.close();
    pockyt.close();
    provider.close();
    if (notices != null) {
      notices.close();
    }
  }
}
