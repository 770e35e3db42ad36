package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutAttributes;
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
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * The whole product in one process under skipped time: workflows, activities, the real provider
 * client over real HTTP to the simulator, whose clock is Temporal's.
 */
final class Rig implements AutoCloseable {

  static final String TOKEN = "5cbfb079f15b150122261c8537086d77a";
  static final String NOTICE_URL = "https://payouts.example.com/webhooks/pockyt";

  final TestWorkflowEnvironment temporal;
  final Simulator provider;
  final Pockyt pockyt;
  final WorkflowClient client;
  final Payouts payouts;
  final Invoices invoices;
  final PaySettings pay;
  final Terms terms;

  private Rig(Builder builder) {
    temporal = TestWorkflowEnvironment.newInstance(environment());
    provider =
        Simulator.start(
            SimulatorSettings.builder()
                .profile(builder.profile)
                .lag(builder.lag)
                .settleDelay(Duration.ofMinutes(1))
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
            Clock.systemUTC());
    client = temporal.getWorkflowClient();
    payouts = new Payouts(client, PayoutsSettings.DEFAULT);
    invoices = new Invoices(client);
    terms = terms(account, builder.pay);
    ResendBrake brake = new ResendBrake();
    Guide guide = new PockytGuide(pockyt, invoices, pay, brake, java.time.Clock.systemUTC());
    Sending sending =
        new GuardedSending(
            pockyt, invoices, invoices::claim, pay, brake, NOTICE_URL, Clock.systemUTC());
    PayoutWorker.register(
        temporal.getWorkerFactory(), guide, builder.sending.apply(sending), terms);
    temporal.start();
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

  private static TestEnvironmentOptions environment() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build())
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(
                        PayoutConverter.of(PayloadKeys.parse("test:" + "A".repeat(43) + "=")))
                    .build());
    for (SearchAttributeKey<?> key : PayoutAttributes.ALL) {
      options.registerSearchAttribute(key.getName(), key.getValueType());
    }
    return options.build();
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
    private UnaryOperator<Sending> sending = UnaryOperator.identity();

    Builder profile(Profile other, Duration itsLag) {
      profile = other;
      lag = itsLag;
      return this;
    }

    Builder pay(PaySettings other) {
      pay = other;
      return this;
    }

    Builder sending(UnaryOperator<Sending> around) {
      sending = around;
      return this;
    }

    Rig start() {
      return new Rig(this);
    }
  }

  /** Starts a payout and waits, in skipped time, until it has ended. */
  PayoutStatus payOut(PayoutOrder order) {
    payouts.start(order, "test");
    return ended(order.invoiceId());
  }

  PayoutStatus ended(PayoutId id) {
    return stub(id).getResult(PayoutResult.class).status();
  }

  PayoutStatus status(PayoutId id) {
    return payouts.find(id).orElseThrow();
  }

  WorkflowStub stub(PayoutId id) {
    return client.newUntypedWorkflowStub(id.workflowId());
  }

  void sleep(Duration duration) {
    temporal.sleep(duration);
  }

  @Override
  public void close() {
    temporal.close();
    pockyt.close();
    provider.close();
  }
}
