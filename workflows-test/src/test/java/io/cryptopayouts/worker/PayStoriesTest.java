package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.end;
import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.needing;
import static io.cryptopayouts.worker.Told.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.pockyt.PayRequest;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Call;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Movement;
import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.sandbox.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which pay can be answered, or not. */
class PayStoriesTest {

  private static final Behaviour HANG = new Behaviour.Hang();

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @ValueSource(strings = {"000010", "000020", "000021", "000022", "000023", "000030"})
  void aCodeThatProvesThatItWasNotTakenRefusesThePayout(String code) {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(Endpoint.PAY, new Behaviour.Answer(code, "no")));
    PayoutOrder order = Orders.individual("inv-1");

    PayoutStatus status = rig.payOut(order);

    assertThat(outcome(status)).isEqualTo(Outcome.REFUSED);
    assertThat(end(status).why()).contains(code);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("answersThatProveNothing")
  void anAnswerThatProvesNothingIsAskedAboutAndAdoptedIfItWasTaken(Behaviour answer) {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.after(Endpoint.PAY, answer));
    PayoutOrder order = Orders.individual("inv-1");

    PayoutStatus status = rig.payOut(order);

    assertThat(outcome(status)).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("answersThatProveNothing")
  void anAnswerThatProvesNothingIsSentOnceMoreAfterTheQuietPeriodIfItWasNotTaken(Behaviour answer) {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(Endpoint.PAY, answer));
    PayoutOrder order = Orders.individual("inv-1");

    PayoutStatus status = rig.payOut(order);

    assertThat(outcome(status)).isEqualTo(Outcome.PAID);
    assertSentTwiceUnderOneKeyWithTheQuietPeriodBetween(rig, order);
  }

  static Stream<Named<Behaviour>> answersThatProveNothing() {
    return Stream.of(
        Named.of("000000", new Behaviour.Answer("000000", "system error")),
        Named.of("000080", new Behaviour.Answer("000080", "supplier system error")),
        Named.of("a code nobody knows", new Behaviour.Answer("000099", "what?")),
        Named.of("duplicate", new Behaviour.Answer("000023", "Duplicate request error")),
        Named.of("000040 status", new Behaviour.Answer("000040", "transaction status is wrong")),
        Named.of("500", Behaviour.Status.html(500)),
        Named.of("502", Behaviour.Status.html(502)),
        Named.of("503", Behaviour.Status.html(503, Duration.ofSeconds(1))),
        Named.of("400 without code", Behaviour.Status.html(400)),
        Named.of("404 without code", Behaviour.Status.html(404)),
        Named.of("408 without code", Behaviour.Status.html(408)),
        Named.of("409 without code", Behaviour.Status.html(409)),
        Named.of("429 without code", Behaviour.Status.html(429)),
        Named.of("200 with HTML", Behaviour.Status.html(200)),
        Named.of("302", Behaviour.Status.html(302)),
        Named.of("reset", new Behaviour.Reset()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 17, 60, 150, 250})
  void aResponseCutAnywhereIsAdopted(int bytes) {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.after(Endpoint.PAY, new Behaviour.Cut(bytes)));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Profile.class,
      names = {"DEDUPES", "LAGS"})
  void aTimeoutWithPaymentIsAdopted(Profile profile) {
    Rig rig = stage.rig(Rig.builder().profile(profile));
    rig.provider.plan(Fault.after(Endpoint.PAY, HANG));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Profile.class,
      names = {"DEDUPES", "LAGS"})
  void aTimeoutWithoutPaymentIsSentOnceMoreUnderTheSameKeyAfterTheQuietPeriod(Profile profile) {
    Rig rig = stage.rig(Rig.builder().profile(profile));
    rig.provider.plan(Fault.before(Endpoint.PAY, HANG));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertSentTwiceUnderOneKeyWithTheQuietPeriodBetween(rig, order);
  }

  private static void assertSentTwiceUnderOneKeyWithTheQuietPeriodBetween(
      Rig rig, PayoutOrder order) {
    List<Call> sent = rig.payCalls(order);
    assertThat(sent).hasSize(2);
    assertThat(sent)
        .extracting(Call::requestId)
        .containsOnly(PayoutId.requestId(order.invoiceId().providerInvoice("")).toString());
    assertThat(Duration.between(sent.getFirst().time(), sent.getLast().time()))
        .isGreaterThanOrEqualTo(rig.pay.quiet());
  }

  @Test
  void aSecondUnansweredSendIsTheLastOne() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(Endpoint.PAY, HANG).times(2));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofDays(3), order);

    assertThat(need(status)).isEqualTo(Need.OUTCOME_UNKNOWN);
    assertThat(rig.payCalls(order)).hasSize(2);
  }

  @Test
  void aSecondSendThatIsTakenUnansweredIsAdopted() {
    Rig rig = stage.rig(Rig.builder().profile(Profile.LAGS));
    rig.provider.plan(Fault.before(Endpoint.PAY, HANG));
    rig.provider.plan(Fault.after(Endpoint.PAY, HANG));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(2);
  }

  @Test
  void aRefusalAfterAnUnansweredSendDoesNotRefuseThePayout() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(Endpoint.PAY, HANG));
    rig.provider.plan(Fault.before(Endpoint.PAY, new Behaviour.Answer("000023", "no")));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofDays(1), order);

    assertThat(need(status)).isEqualTo(Need.OUTCOME_UNKNOWN);
    assertThat(rig.payCalls(order)).hasSize(2);
  }

  @Test
  void aShortBalanceAfterAnUnansweredSendIsNotARefusalEither() {
    Rig rig = stage.rig(Rig.builder().profile(Profile.LAGS, Duration.ofMinutes(20)));
    rig.provider.plan(Fault.after(Endpoint.PAY, HANG));
    rig.provider.plan(
        Fault.before(
            Endpoint.PAY, new Behaviour.Answer("000040", "Account balance is not sufficient")));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(2);
  }

  @Test
  void withoutResendsAPersonDecides() {
    Rig rig = stage.rig(Rig.builder().withoutResends());
    rig.provider.plan(Fault.before(Endpoint.PAY, HANG));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofDays(1), order);
    rig.resolve(order, Resolve.Verdict.NOT_PAID);

    assertThat(need(status)).isEqualTo(Need.OUTCOME_UNKNOWN);
    assertThat(rig.payCalls(order)).hasSize(1);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.RESOLVED);
  }

  @Test
  void aHostileProviderIsPaidOnceWithoutResends() {
    Rig rig = stage.rig(Rig.builder().profile(Profile.HOSTILE).withoutResends());
    rig.provider.plan(Fault.after(Endpoint.PAY, HANG));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @Test
  void aHostileProviderIsPaidTwiceWithResendsSoTheHarnessSeesDoublePayments() {
    try (Rig rig = Rig.builder().profile(Profile.HOSTILE).start()) {
      rig.provider.plan(Fault.after(Endpoint.PAY, HANG));
      PayoutOrder order = Orders.individual("inv-1");
      rig.start(order);

      rig.sleep(Duration.ofDays(1));

      assertThat(rig.faults()).contains("payout inv-1 was paid 2 times");
    }
  }

  @Test
  void anEchoThatDiffersIsNeverSuccess() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-wrongamount-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofDays(1), order);

    assertThat(need(status)).isEqualTo(Need.INVOICE_TAKEN);
    assertThat(needing(status).detail()).contains("amount");
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"amount", "currency", "customerNo", "accountToken", "invoiceId"})
  void anEchoThatDiffersInThePayAnswerOnlyIsAskedAbout(String field) {
    Rig rig = stage.rig();
    String other = field.equals("amount") ? "25.01" : "OTHER";
    rig.provider.plan(Fault.after(Endpoint.PAY, new Behaviour.SetField(field, other)));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"amount", "currency", "customerNo", "accountToken", "invoiceId"})
  void anInquiryThatDiffersNeedsAnOperator(String field) {
    Rig rig = stage.rig();
    String other = field.equals("amount") ? "25.01" : "OTHER";
    rig.provider.plan(
        Fault.after(Endpoint.INQUIRY, new Behaviour.SetField(field, other)).forEver());
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofDays(1), order);

    assertThat(need(status)).isEqualTo(Need.VALUES_DIFFER);
    assertThat(needing(status).detail()).contains(field);
  }

  @Test
  void anInvoiceThatSomebodyElsePaidUnderIsNotAdopted() {
    Rig rig = stage.rig();
    PayoutOrder theirs = Orders.individual("inv-1", "cust-1");
    payFromElsewhere(rig, theirs);
    rig.start(theirs);

    PayoutStatus status = rig.after(Duration.ofDays(1), theirs);

    assertThat(need(status)).isEqualTo(Need.INVOICE_TAKEN);
    assertThat(rig.payCalls(theirs)).hasSize(1);
  }

  /** Money that went out under our invoice and of which we hold no record. */
  private static void payFromElsewhere(Rig rig, PayoutOrder order) {
    rig.payOut(Orders.individual("inv-before", "cust-1"));
    Movement before = rig.provider.ledger().movements("inv-before").getFirst();
    rig.pockyt.pay(
        new PayRequest(
            "inv-1",
            PayoutId.requestId("inv-1"),
            before.customerNo(),
            before.accountToken(),
            order.money().amount(),
            "USD",
            Rig.NOTICE_URL,
            null),
        () -> true);
  }

  @Test
  void anInquiryThatIsSteadilyRefusedNeedsAnOperatorAndNothingIsSent() {
    Rig rig = stage.rig();
    rig.provider.plan(
        Fault.before(Endpoint.INQUIRY, new Behaviour.Answer("000022", "no match")).forEver());
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofHours(3), order);
    long asked = rig.calls(Endpoint.INQUIRY);
    rig.provider.behave();

    assertThat(need(status)).isEqualTo(Need.INQUIRY_UNCLEAR);
    assertThat(needing(status).detail()).contains("000022");
    assertThat(asked).as("asked with back-off").isLessThan(100);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void anAcceptedPayoutThatInquiryNeverShowsNeedsAnOperator() {
    Rig rig = stage.rig(Rig.builder().profile(Profile.HOSTILE, Duration.ofDays(2)));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofDays(1), order);

    assertThat(need(status)).isEqualTo(Need.INQUIRY_UNTRUSTED);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void onceInquiryIsNotToBeTrustedNothingIsSentAgain() {
    Rig rig = stage.rig(Rig.builder().profile(Profile.HOSTILE, Duration.ofDays(2)));
    PayoutOrder untrusted = Orders.individual("inv-1");
    rig.start(untrusted);
    rig.sleep(Duration.ofDays(1));
    rig.provider.plan(Fault.after(Endpoint.PAY, HANG));
    PayoutOrder order = Orders.individual("inv-2");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofHours(5), order);

    assertThat(need(status)).isEqualTo(Need.OUTCOME_UNKNOWN);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "-PT1H", "PT3H", "P400D", "-P40D"})
  void aWorkerWhoseClockIsWrongPaysOnce(Duration error) {
    Rig rig = stage.rig(Rig.builder().profile(Profile.LAGS).clockError(error));
    PayoutOrder usual = Orders.individual("inv-1");
    PayoutOrder unanswered = Orders.individual("inv-2");

    assertThat(outcome(rig.payOut(usual))).isEqualTo(Outcome.PAID);
    rig.provider.plan(Fault.after(Endpoint.PAY, HANG));
    assertThat(outcome(rig.payOut(unanswered))).isEqualTo(Outcome.PAID);

    assertThat(rig.payCalls(usual)).hasSize(1);
    assertThat(rig.payCalls(unanswered)).hasSize(1);
  }

  /** As after a long freeze between the question and the claim: its answer is stale by then. */
  @Test
  void aRepeatAsksOnceMoreWhenItIsGrantedAndAdoptsWhatShowsByThen() {
    CompletableFuture<Simulator> provider = new CompletableFuture<>();
    Rig rig =
        stage.rig(
            Rig.builder()
                .profile(Profile.LAGS)
                .claims(claims ->
                    (claim, patience) -> {
                      ClaimAnswer answer = claims.claim(claim, patience);
                      if (answer.equals(new ClaimAnswer.Granted(false))) {
                        provider.join().behave();
                      }
                      return answer;
                    }));
    provider.complete(rig.provider);
    rig.provider.plan(Fault.after(Endpoint.PAY, new Behaviour.Reset()));
    rig.provider.plan(
        Fault.before(Endpoint.INQUIRY, new Behaviour.Answer("000021", "not yet")).forEver());
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.invoice(order).sends()).as("granted").hasSize(2);
    assertThat(rig.payCalls(order)).as("sent").hasSize(1);
  }

  /** As after a long freeze between the grant and the send: what was granted then is stale now. */
  @Test
  void aGrantThatComesAfterItsWindowSendsNothing() {
    PaySettings usual = PaySettings.DEFAULT;
    PaySettings narrow =
        new PaySettings(
            true,
            usual.quiet(),
            usual.lag(),
            Duration.ofMillis(200),
            usual.callLimit(),
            usual.gatewayIdle(),
            Duration.ofMillis(100),
            usual.slack(),
            false);
    AtomicInteger claimed = new AtomicInteger();
    Rig rig =
        stage.rig(
            Rig.builder()
                .pay(narrow)
                .claims(claims ->
                    (claim, patience) -> {
                      ClaimAnswer answer = claims.claim(claim, Duration.ofSeconds(5));
                      if (claimed.incrementAndGet() == 1) {
                        outlast(narrow.sendWindow());
                      }
                      return answer;
                    }));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);
    LiveRig.await("a grant has outlived its window", () -> claimed.get() > 0);

    PayoutStatus status = rig.ended(order);

    assertThat(outcome(status)).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
    assertThat(rig.invoice(order).sends())
        .extracting(Send::state)
        .containsExactly(Send.State.UNSENT, Send.State.ACCEPTED);
  }

  private static void outlast(Duration window) {
    long end = System.nanoTime() + window.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aFailedPayoutEndsAsFailed() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-failed-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.FAILED);
    assertThat(rig.invoice(order).sealed()).isEqualTo(Outcome.FAILED);
  }
}
