package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.contract.Wallet;
import io.cryptopayouts.pockyt.PayAnswer;
import io.cryptopayouts.pockyt.PayRequest;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Movement;
import io.cryptopayouts.sandbox.Profile;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * The money invariants, one by one: each holds, and each is shown to be seen broken once its guard
 * is taken out. A harness that cannot see a double payment proves nothing.
 */
class InvariantsTest {

  private static final Behaviour HANG = new Behaviour.Hang();

  @RegisterExtension final Stage stage = new Stage();

  // 1. Never pay twice.

  @Test
  void neverPayTwice() {
    // Inquiry shows nothing for minutes and the provider takes every repeat: only the claim helps.
    Rig rig =
        stage.rig(Rig.builder().profile(Profile.LAGS).sending((it, guarded) -> ranTwice(guarded)));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @Test
  void neverPayTwiceIsSeenBrokenWithoutTheClaim() {
    try (Rig rig =
        Rig.builder()
            .profile(Profile.LAGS)
            .claims(claims -> (claim, patience) -> new ClaimAnswer.Granted(true))
            .sending((it, guarded) -> ranTwice(guarded))
            .start()) {
      rig.start(Orders.individual("inv-1"));
      rig.sleep(Duration.ofDays(1));

      assertThat(rig.faults()).contains("payout inv-1 was paid 2 times");
    }
  }

  /** As after a Reset: the server dispatches the same activity again, without workflow code. */
  private static Sending ranTwice(Sending sending) {
    return command -> {
      PayResult first = sending.pay(command);
      sending.pay(command);
      return first;
    };
  }

  // 2. Unknown is not failed.

  @Test
  void unknownIsNotFailed() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.after(Endpoint.PAY, HANG));

    assertThat(outcome(rig.payOut(Orders.individual("inv-1")))).isEqualTo(Outcome.PAID);
  }

  @Test
  void unknownIsNotFailedIsSeenBrokenWhereATimeoutIsARefusal() {
    try (Rig rig = Rig.builder().sending((it, guarded) -> unguarded(it, "0.00")).start()) {
      rig.provider.plan(Fault.after(Endpoint.PAY, HANG));

      rig.payOut(Orders.individual("inv-1"));

      assertThat(rig.faults()).contains("payout inv-1 says refused, and the ledger says taken");
    }
  }

  // 3. Accepted is not paid.

  @Test
  void acceptedIsNotPaid() {
    Rig rig = stage.rig();

    assertThat(outcome(rig.payOut(Orders.individual("inv-failed-1")))).isEqualTo(Outcome.FAILED);
  }

  @Test
  void acceptedIsNotPaidIsSeenBrokenWhereNobodyAsksForTheFinalWord() {
    try (Rig rig = Rig.builder().guide(Believing::new).start()) {
      rig.payOut(Orders.individual("inv-failed-1"));
      rig.sleep(Duration.ofHours(1));

      assertThat(rig.faults()).contains("payout inv-failed-1 says paid, and the ledger does not");
    }
  }

  /** Takes for final what was only accepted. */
  private static final class Believing extends AlteredGuide {

    Believing(Guide guide) {
      super(guide);
    }

    @Override
    public Inquiry inquirePayout(
        Instruction instruction, Instant acceptedAt, boolean shownBefore, Instant askedAt) {
      return super.inquirePayout(instruction, acceptedAt, shownBefore, askedAt)
              instanceof Inquiry.Found found
          ? new Inquiry.Found(found.transactionNo(), Settlement.SUCCESS)
          : new Inquiry.Found(null, Settlement.SUCCESS);
    }

    @Override
    public Inquiry watchPayout(Instruction instruction) {
      return inquirePayout(instruction, null, false, null);
    }
  }

  // 4. Never lose a payout.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cust-1",
        "cust-review-1",
        "cust-unverified-1",
        "cust-declined-1",
        "cust-deactivated-1",
        "cust-walletpending-1",
        "cust-walletinvalid-1",
        "cust-flips-1"
      })
  void neverLoseAPayout(String customerCode) {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-stuck-1", customerCode);
    rig.start(order);

    rig.sleep(Duration.ofDays(1));

    assertThat(rig.faults()).isEmpty();
    rig.sleep(Duration.ofDays(60));
  }

  @Test
  void neverLoseAPayoutIsSeenBrokenWhereTheWorkflowCannotGoOn() throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(2);
    try (Rig rig = Rig.builder().guide(guide -> new Speechless(guide, stuck)).start()) {
      rig.start(Orders.individual("inv-1"));

      assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(rig.faults()).contains("payout inv-1 is at rest and says it is in progress");
    }
  }

  /**
   * Gives an answer that no branch of the workflow takes, so that its task fails again and again.
   */
  private static final class Speechless extends AlteredGuide {

    private final CountDownLatch asked;

    Speechless(Guide guide, CountDownLatch asked) {
      super(guide);
      this.asked = asked;
    }

    @Override
    public Funds checkFunds(BigDecimal amount) {
      asked.countDown();
      return null;
    }
  }

  // 5. No pay to an ineligible payee.

  @Test
  void noPayToAnIneligiblePayee() {
    Rig rig = stage.rig();
    rig.provider.plan(
        Fault.after(Endpoint.CREATE_WALLET, new Behaviour.PayeeStatus("Underreview")));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    rig.sleep(Duration.ofDays(1));

    assertThat(rig.calls(Endpoint.PAY)).isZero();
  }

  @Test
  void noPayToAnIneligiblePayeeIsSeenBrokenWithoutTheLookBeforeThePay() {
    try (Rig rig = Rig.builder().sending((it, guarded) -> unguarded(it, "0.00")).start()) {
      rig.provider.plan(
          Fault.after(Endpoint.CREATE_WALLET, new Behaviour.PayeeStatus("Underreview")));
      rig.start(Orders.individual("inv-1"));

      rig.sleep(Duration.ofDays(1));

      assertThat(rig.calls(Endpoint.PAY)).isPositive();
    }
  }

  // 6. A notice is a hint.

  @Test
  void aNoticeIsAHint() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-stuck-1");
    rig.start(order);
    rig.sleep(Duration.ofMinutes(10));

    rig.notice(order, Settlement.SUCCESS);
    PayoutStatus status = rig.after(Duration.ofDays(1), order);

    assertThat(need(status)).isEqualTo(Need.NOTICE_UNCONFIRMED);
  }

  @Test
  void aNoticeIsAHintIsSeenBrokenWhereInquiryDoesNotConfirmIt() {
    try (Rig rig = Rig.builder().guide(Believing::new).start()) {
      PayoutOrder order = Orders.individual("inv-stuck-1");
      rig.start(order);
      rig.sleep(Duration.ofSeconds(20));

      rig.notice(order, Settlement.SUCCESS);
      rig.sleep(Duration.ofHours(1));

      assertThat(rig.faults()).contains("payout inv-stuck-1 says paid, and the ledger does not");
    }
  }

  // 7. No secret and no personal data in the clear.

  @Test
  void noPersonalDataInTheClear() {
    Rig rig = stage.rig();

    assertThat(leaksOfATroubledLife(rig)).isEmpty();
  }

  @Test
  void noPersonalDataInTheClearIsSeenBrokenWithoutEncryption() {
    try (Rig rig =
        Rig.builder()
            .converter(
                DefaultDataConverter.newDefaultInstance()
                    .withPayloadConverterOverrides(
                        new JacksonJsonPayloadConverter(PayoutConverter.json())))
            .start()) {
      assertThat(leaksOfATroubledLife(rig))
          .contains("Canaryfirst", "canary@example.com", Canary.ADDRESS, "canarytag");
    }
  }

  /** What is to be found nowhere. */
  private static final class Canary {
    static final String ADDRESS = "0x52908400098527886E0F7030069857D2E4169EE7";

    static final List<String> ALL =
        List.of(
            "Canaryfirst",
            "Canarylast",
            "canary@example.com",
            "1977-07-07",
            "5550123456789",
            "Canarycountry",
            "Canarycity",
            "Canarystreet",
            "Canaryfloor",
            "98765-4321",
            "canary-ssn",
            "Canarycompany",
            ADDRESS,
            "canarytag",
            "canarymeta",
            Rig.TOKEN);

    static PayoutOrder order(String invoiceId, Payee.ProfileType type) {
      boolean business = type == Payee.ProfileType.BUSINESS;
      return new PayoutOrder(
          new PayoutId(invoiceId),
          Money.of("25.00", "USD"),
          new Payee.Details(
              "cust-" + invoiceId,
              type,
              business ? "2.canary@example.com" : "canary@example.com",
              "Canaryfirst",
              "Canarylast",
              "1977-07-07",
              "5550123456789",
              "US",
              "Canarycountry",
              "NY",
              "Canarycity",
              "Canarystreet",
              "Canaryfloor",
              "98765-4321",
              business
                  ? Payee.GovernmentIdType.BUSINESS_REGISTRATION_CERT
                  : Payee.GovernmentIdType.SSN,
              business ? "canary-ssn-2" : "canary-ssn",
              business ? "Canarycompany" : null),
          new Wallet.Address("ETH - Ethereum", ADDRESS, "canarytag", Map.of()),
          null,
          null,
          Map.of("reference", "canarymeta"));
    }
  }

  /** Every canary that shows anywhere after two payouts with every kind of trouble. */
  private static List<String> leaksOfATroubledLife(Rig rig) {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    root.setLevel(Level.INFO);
    log.start();
    root.addAppender(log);
    StringBuilder everything = new StringBuilder();
    try {
      PayoutOrder one = Canary.order("inv-1", Payee.ProfileType.INDIVIDUAL);
      PayoutOrder two = Canary.order("inv-2", Payee.ProfileType.BUSINESS);
      rig.provider.plan(Fault.after(Endpoint.REGISTER, new Behaviour.Reset()));
      rig.provider.plan(Fault.before(Endpoint.BALANCE, Behaviour.Status.html(503)).times(3));
      rig.provider.plan(
          Fault.before(
              Endpoint.CREATE_WALLET,
              new Behaviour.Answer("000023", "Canaryfirst Canarylast at " + Canary.ADDRESS)));
      rig.provider.plan(Fault.before(Endpoint.PAY, new Behaviour.Reset()));
      for (PayoutOrder order : List.of(one, two)) {
        rig.start(order);
        everything.append(details(rig, order.invoiceId().workflowId()));
        rig.sleep(Duration.ofMinutes(1));
        everything.append(details(rig, order.invoiceId().workflowId()));
        rig.ended(order);
        everything.append(rig.status(order).sentence());
        for (String id :
            List.of(
                order.invoiceId().workflowId(),
                PayoutId.invoiceWorkflowId(order.invoiceId().providerInvoice("")))) {
          everything.append(rig.client.fetchHistory(id).getHistory());
          everything.append(
              rig.client.newUntypedWorkflowStub(id).describe().getWorkflowExecutionInfo());
          everything.append(details(rig, id));
        }
      }
    } finally {
      root.detachAppender(log);
      root.setLevel(before);
    }
    for (ILoggingEvent event : List.copyOf(log.list)) {
      everything.append(event.getFormattedMessage()).append('\n');
      if (event.getThrowableProxy() != null) {
        everything.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    String text = everything.toString();
    List<String> leaks = new ArrayList<>();
    for (String canary : Canary.ALL) {
      if (text.contains(canary)) {
        leaks.add(canary);
      }
    }
    return leaks;
  }

  private static String details(Rig rig, String workflowId) {
    return rig.client
        .newUntypedWorkflowStub(workflowId)
        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
        .toString();
  }

  // 8. Money is exact.

  @ParameterizedTest
  @ValueSource(strings = {"0.01", "0.10", "1", "25.1", "99.99", "1000", "9999.99", "10000.00"})
  void moneyIsExact(String amount) {
    Rig rig = stage.rig();
    PayoutOrder order = paying(amount);

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.provider.ledger().movements("inv-1"))
        .extracting(Movement::amount)
        .allSatisfy(moved -> assertThat(moved).isEqualByComparingTo(amount));
  }

  @Test
  void moneyIsExactIsSeenBrokenWhereACentIsAdded() {
    try (Rig rig = Rig.builder().sending((it, guarded) -> unguarded(it, "0.01")).start()) {
      rig.start(paying("25.00"));
      rig.sleep(Duration.ofDays(1));

      assertThat(rig.faults()).contains("payout inv-1 paid another amount");
    }
  }

  private static PayoutOrder paying(String amount) {
    PayoutOrder order = Orders.individual("inv-1");
    return new PayoutOrder(
        order.invoiceId(),
        Money.of(amount, "USD"),
        order.payee(),
        order.wallet(),
        null,
        null,
        Map.of());
  }

  /** A pay without any guard: no look, no claim, a timeout is a refusal, and money is added. */
  private static Sending unguarded(Rig rig, String added) {
    return command -> {
      Instruction instruction = command.instruction();
      PayAnswer answer =
          rig.pockyt.pay(
              new PayRequest(
                  instruction.providerInvoice(),
                  PayoutId.requestId(instruction.providerInvoice()),
                  instruction.customerNo(),
                  instruction.accountToken(),
                  instruction.money().amount().add(new BigDecimal(added)),
                  instruction.money().currency(),
                  Rig.NOTICE_URL,
                  null),
              () -> true);
      return answer instanceof PayAnswer.Accepted accepted
          ? new PayResult.Accepted(accepted.payment().transactionNo(), false)
          : new PayResult.Refused("no answer", false);
    };
  }
}
