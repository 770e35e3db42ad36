package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables of what follows from what is known. Every expectation is written by hand, as {@link #said}
 * says it.
 */
class DecisionsTest {

  private static final Instant THEN = Instant.parse("2026-03-01T09:00:00Z");
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration INSTANT_BEFORE = Duration.ofMillis(1);
  private static final String ASKING = "wait provider outcome none";
  private static final String SETTLING = "wait provider review none";

  private static final Terms TERMS =
      new Terms(
          "https://provider.example",
          "200043",
          "300014",
          "",
          "USD",
          Deadlines.UNSET,
          new Pace(Duration.ofMinutes(1), Duration.ofHours(2)),
          new Pace(Duration.ofSeconds(10), Duration.ofMinutes(5)),
          new Pace(Duration.ofSeconds(1), Duration.ofMinutes(5)),
          PATIENCE,
          Duration.ofHours(1),
          Duration.ofHours(72),
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofSeconds(90),
          Duration.ofDays(1),
          Duration.ofDays(30));

  /** A decision in a few words; why and what was seen are looked at where they matter. */
  private static String said(Next next) {
    return switch (next) {
      case Next.Go go -> "go " + go.step().word();
      case Next.End end -> "end " + end.outcome().word();
      case Next.Wait wait ->
          "wait " + wait.on().word() + " " + word(wait.rhythm()) + " " + word(wait.limit());
      case Next.Operator operator ->
          "operator "
              + operator.need().word()
              + " "
              + word(operator.rhythm())
              + " "
              + word(operator.limit());
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String detail(Next next) {
    return ((Next.Operator) next).detail();
  }

  // Payee and compliance

  private static PayeeAnswer known(Standing.Kind kind) {
    return new PayeeAnswer.Known("2000305", new Standing(kind, "Word"), "INDIVIDUAL", "US");
  }

  @ParameterizedTest
  @EnumSource(Standing.Kind.class)
  void aKnownPayeeGoesToCompliance(Standing.Kind kind) {
    assertThat(said(Decisions.payee(known(kind)))).isEqualTo("go compliance");
  }

  static Stream<Arguments> otherPayees() {
    return Stream.of(
        Arguments.of(new PayeeAnswer.Unknown(), "operator payee-unknown review compliance", null),
        Arguments.of(
            new PayeeAnswer.LooksAlike("the name differs"),
            "operator payee-conflict review compliance",
            "the name differs"),
        Arguments.of(
            new PayeeAnswer.Refused("000017"),
            "operator payee-refused review compliance",
            "code 000017"));
  }

  @ParameterizedTest
  @MethodSource("otherPayees")
  void anyOtherPayeeNeedsAnOperatorInBothSteps(PayeeAnswer answer, String expected, String detail) {
    for (Next next : List.of(Decisions.payee(answer), Decisions.compliance(answer))) {
      assertThat(said(next)).isEqualTo(expected);
      assertThat(detail(next)).isEqualTo(detail);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, go wallet",
    "IN_REVIEW, wait provider review compliance",
    "UNSIGNED, wait payee review compliance",
    "DECLINED, operator documents review documents",
    "DEACTIVATED, end refused",
  })
  void complianceGoesByThePayeesStanding(Standing.Kind kind, String expected) {
    assertThat(said(Decisions.compliance(known(kind)))).isEqualTo(expected);
  }

  @Test
  void thereIsARowForEveryStanding() {
    assertThat(Standing.Kind.values()).hasSize(5);
  }

  @Test
  void aStrangeStatusIsWaitedForAndShownAsItIs() {
    PayeeAnswer strange =
        new PayeeAnswer.Known(
            "1", new Standing(Standing.Kind.IN_REVIEW, "Onhold"), "INDIVIDUAL", "US");

    assertThat(((Next.Wait) Decisions.compliance(strange)).reason())
        .isEqualTo("payee status Onhold");
  }

  // Wallet

  static Stream<Arguments> wallets() {
    return Stream.of(
        Arguments.of(new WalletStanding.Usable("201"), "go funds"),
        Arguments.of(new WalletStanding.Pending("pending"), "wait provider review wallet"),
        Arguments.of(new WalletStanding.Invalid(), "operator wallet-invalid review wallet"),
        Arguments.of(new WalletStanding.NotListed(), "operator wallet-unknown review wallet"),
        Arguments.of(new WalletStanding.Refused("7"), "operator wallet-refused review wallet"));
  }

  @ParameterizedTest
  @MethodSource("wallets")
  void theWalletGoesByItsStanding(WalletStanding standing, String expected) {
    assertThat(said(Decisions.wallet(standing))).isEqualTo(expected);
  }

  @Test
  void whatTheProviderSaidOfTheWalletIsShown() {
    assertThat(((Next.Wait) Decisions.wallet(new WalletStanding.Pending("queued"))).reason())
        .isEqualTo("wallet status queued");
    assertThat(detail(Decisions.wallet(new WalletStanding.Refused("000099"))))
        .isEqualTo("code 000099");
  }

  @Test
  void aMisfitNamesTheField() {
    Next next = Decisions.misfit(new WalletFit.Misfit("walletTag2", "is required"));

    assertThat(said(next)).isEqualTo("operator wallet-field review wallet");
    assertThat(detail(next)).isEqualTo("walletTag2 is required");
  }

  @Test
  void aRefusedConfigurationShowsTheCode() {
    Next next = Decisions.configurationRefused(new WalletFit.Refused("000010"));

    assertThat(said(next)).isEqualTo("operator wallet-refused review wallet");
    assertThat(detail(next)).isEqualTo("code 000010");
  }

  // Funds

  @ParameterizedTest
  @CsvSource({
    "ENOUGH, false, go pay",
    "UNREADABLE, false, go pay",
    "SHORT, false, wait payer review funds",
    "SHORT, true, wait payer review funds",
    "ENOUGH, true, operator funds-unclear review funds",
    "UNREADABLE, true, operator funds-unclear review funds",
  })
  void theBalanceIsAdviceUntilPayWasRefusedForIt(
      Funds funds, boolean refusedBefore, String expected) {
    assertThat(said(Decisions.funds(funds, refusedBefore))).isEqualTo(expected);
  }

  // Pay

  private static Decisions.PayFacts payFacts(boolean unresolved, boolean impatient) {
    Instant end = THEN.plus(PATIENCE);
    return new Decisions.PayFacts(
        unresolved, 1, THEN, impatient ? end : end.minus(INSTANT_BEFORE), PATIENCE);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "accepted,               go settlement",
    "adopted,                go settlement",
    "refused,                end refused",
    "refused for funds,      go funds",
    "unknown,                wait provider outcome none",
    "unknown since just now, wait provider outcome none",
    "sealed REFUSED,         end refused",
    "sealed CANCELLED,       end cancelled",
    "sealed EXPIRED,         end expired",
    "sealed PAID,            operator contradiction review none",
    "sealed FAILED,          operator contradiction review none",
    "sealed RESOLVED,        operator contradiction review none",
  })
  void anAnswerOfPayDecidesWhateverWasBefore(String answer, String expected) {
    PayResult result =
        switch (answer) {
          case "accepted" -> new PayResult.Accepted("T1", false);
          case "adopted" -> new PayResult.Accepted("T1", true);
          case "refused" -> new PayResult.Refused("000091", false);
          case "refused for funds" -> new PayResult.Refused("000040", true);
          case "unknown" -> new PayResult.Unknown(THEN);
          case "unknown since just now" -> new PayResult.Unknown(null);
          default -> new PayResult.Sealed(Outcome.valueOf(answer.substring("sealed ".length())));
        };

    for (boolean unresolved : new boolean[] {false, true}) {
      for (boolean impatient : new boolean[] {false, true}) {
        assertThat(said(Decisions.pay(result, payFacts(unresolved, impatient))))
            .as("unresolved %s, impatient %s", unresolved, impatient)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1} / {2}")
  @CsvSource({
    "PAYEE_NOT_PAYABLE,    go compliance, go compliance",
    "WALLET_NOT_PAYABLE,   go wallet, go wallet",
    "HELD,                 operator sends-held review none, operator sends-held review none",
    "ACCOUNT_CHANGED,      operator account-changed review none,"
        + " operator account-changed review none",
    "INVOICE_TAKEN,        operator invoice-taken review none, operator invoice-taken review none",
    "INSTRUCTION_CHANGED,  operator instruction-changed review none,"
        + " operator instruction-changed review none",
    "INVOICE_UNUSABLE,     operator invoice-unusable review none,"
        + " operator invoice-unusable review none",
    "INQUIRY_UNCLEAR,      wait provider retry none, operator inquiry-unclear review none",
    "PROVIDER_UNAVAILABLE, wait provider retry none, operator pay-blocked retry none",
    "NO_CLAIM,             wait provider retry none, operator pay-blocked retry none",
    "NOT_WRITTEN,          wait provider retry none, operator pay-blocked retry none",
    "NOT_DISPATCHED,       wait provider retry none, operator pay-blocked retry none",
    "LOST,                 wait provider retry none, operator pay-blocked retry none",
  })
  void notSentGoesByItsReasonAndByPatience(
      PayResult.Why why, String whilePatient, String whenImpatient) {
    PayResult notSent = new PayResult.NotSent(why, "seen");

    assertThat(said(Decisions.pay(notSent, payFacts(false, false)))).isEqualTo(whilePatient);
    assertThat(said(Decisions.pay(notSent, payFacts(false, true)))).isEqualTo(whenImpatient);
  }

  @Test
  void thereIsARowForEveryReasonOfNotSent() {
    assertThat(PayResult.Why.values()).hasSize(13);
  }

  @ParameterizedTest
  @EnumSource(PayResult.Why.class)
  void besideAnUnansweredSendNotSentNeverLeadsAway(PayResult.Why why) {
    for (boolean impatient : new boolean[] {false, true}) {
      Next next = Decisions.pay(new PayResult.NotSent(why, null), payFacts(true, impatient));

      assertThat(said(next)).isEqualTo("operator outcome-unknown review none");
    }
  }

  @Test
  void whyItCannotBeSentIsShown() {
    assertThat(
            detail(
                Decisions.pay(
                    new PayResult.NotSent(PayResult.Why.NO_CLAIM, null), payFacts(true, false))))
        .isEqualTo("it cannot be sent again: no claim");
    assertThat(
            detail(
                Decisions.pay(
                    new PayResult.NotSent(PayResult.Why.NOT_WRITTEN, "WINDOW_CLOSED"),
                    payFacts(false, true))))
        .isEqualTo("not written (WINDOW_CLOSED)");
    assertThat(
            detail(
                Decisions.pay(
                    new PayResult.NotSent(PayResult.Why.INVOICE_TAKEN, "amount differs"),
                    payFacts(false, false))))
        .isEqualTo("amount differs");
    assertThat(
            ((Next.End)
                    Decisions.pay(new PayResult.Refused("000091", false), payFacts(false, false)))
                .why())
        .isEqualTo("the provider refused it, code 000091");
  }

  @Test
  void aProviderThatDisagreesWithItselfOnWhoIsPayableIsAskedAgainWithPausesThenBlocks() {
    for (PayResult.Why why :
        List.of(PayResult.Why.PAYEE_NOT_PAYABLE, PayResult.Why.WALLET_NOT_PAYABLE)) {
      PayResult notPayable = new PayResult.NotSent(why, null);

      assertThat(Decisions.pay(notPayable, new Decisions.PayFacts(false, 2, THEN, THEN, PATIENCE)))
          .isInstanceOf(Next.Wait.class);
      assertThat(
              Decisions.pay(
                  notPayable,
                  new Decisions.PayFacts(false, 2, THEN, THEN.plus(PATIENCE), PATIENCE)))
          .isInstanceOfSatisfying(
              Next.Operator.class,
              operator -> assertThat(operator.need()).isEqualTo(Need.PAY_BLOCKED));
    }
  }

  @Test
  void anUnpaidEndThatWasSealedBeforeStays() {
    Next.End expired = new Next.End(Outcome.EXPIRED, "why");

    assertThat(((Next.End) Decisions.sealed(expired, Outcome.CANCELLED)).outcome())
        .isEqualTo(Outcome.CANCELLED);
    assertThat(Decisions.sealed(expired, Outcome.EXPIRED)).isEqualTo(expired);
  }

  @Test
  void anEndThatSaysOtherThanTheFirstNeedsAnOperator() {
    Next next = Decisions.sealed(new Next.End(Outcome.FAILED, "why"), Outcome.PAID);

    assertThat(said(next)).isEqualTo("operator contradiction review none");
    assertThat(detail(next)).isEqualTo("it had ended paid before, and would end failed");
    assertThat(said(Decisions.sealed(new Next.End(Outcome.PAID, "why"), Outcome.RESOLVED)))
        .isEqualTo("operator contradiction review none");
    assertThat(said(Decisions.sealed(new Next.End(Outcome.PAID, "why"), Outcome.CANCELLED)))
        .isEqualTo("operator contradiction review none");
  }

  @Test
  void anOperatorsDecisionIsTheEndWhateverWasBefore() {
    Next.End resolved = new Next.End(Outcome.RESOLVED, "why");

    assertThat(Decisions.sealed(resolved, Outcome.PAID)).isEqualTo(resolved);
  }

  @Test
  void whatNobodyButAnOperatorCanSettleIsHandedToOne() {
    assertThat(said(Decisions.held())).isEqualTo("operator held review none");
    assertThat(said(Decisions.recordLost())).isEqualTo("operator invoice-unusable review none");
    assertThat(said(Decisions.noticeDiffers())).isEqualTo("operator values-differ review none");
  }

  // Lost

  private static InvoiceView invoice(String transactionNo, Settlement shown, Send... sends) {
    return new InvoiceView("inv-1", null, null, List.of(sends), transactionNo, shown, null, null);
  }

  private static Send send(String token, Send.State state) {
    return new Send(token, THEN, false, state, null);
  }

  static Stream<Arguments> lost() {
    PayResult nothing = new PayResult.NotSent(PayResult.Why.LOST, null);
    return Stream.of(
        Arguments.of("no record", null, nothing),
        Arguments.of("no send", invoice(null, null), nothing),
        Arguments.of("unsent", invoice(null, null, send("a", Send.State.UNSENT)), nothing),
        Arguments.of("refused", invoice(null, null, send("a", Send.State.REFUSED)), nothing),
        Arguments.of(
            "open", invoice(null, null, send("a", Send.State.OPEN)), new PayResult.Unknown(THEN)),
        Arguments.of(
            "accepted",
            invoice("T1", null, send("a", Send.State.ACCEPTED)),
            new PayResult.Accepted("T1", false)),
        Arguments.of(
            "open and accepted",
            invoice("T1", null, send("a", Send.State.OPEN), send("b", Send.State.ACCEPTED)),
            new PayResult.Accepted("T1", false)),
        Arguments.of(
            "refused, but shown by inquiry",
            invoice("T1", Settlement.PENDING, send("a", Send.State.REFUSED)),
            new PayResult.Accepted("T1", false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lost")
  void aLostPayIsWhatTheInvoiceRecorded(String name, InvoiceView view, PayResult expected) {
    assertThat(Decisions.lost(view)).isEqualTo(expected);
  }

  // Unanswered

  private static Decisions.UnknownFacts open(int notFound, Instant now, boolean mayResend) {
    return new Decisions.UnknownFacts(notFound, 0, false, true, THEN, mayResend, now);
  }

  @ParameterizedTest(name = "not found {0} times, {1} ms from quiet, may resend {2}: {3}")
  @CsvSource({
    "1,  0, true,  wait provider outcome none",
    "2,  0, true,  wait provider outcome none",
    "2,  1, true,  wait provider outcome none",
    "2,  0, false, wait provider outcome none",
    "3, -1, true,  wait provider outcome none",
    "3, -1, false, wait provider outcome none",
    "99, -1, true, wait provider outcome none",
    "3,  0, true,  go pay",
    "3,  1, true,  go pay",
    "4,  0, true,  go pay",
    "3,  0, false, operator outcome-unknown review none",
    "99, 9, false, operator outcome-unknown review none",
  })
  void notFoundCountsThreeTimesAndAfterTheQuietPeriod(
      int notFound, long millisFromQuiet, boolean mayResend, String expected) {
    assertThat(
            said(
                Decisions.unanswered(
                    new Inquiry.NotFound(),
                    open(notFound, THEN.plusMillis(millisFromQuiet), mayResend))))
        .isEqualTo(expected);
  }

  @Test
  void notFoundLeadsToSettlementOnceTheInvoiceKnowsItWasTaken() {
    for (boolean open : new boolean[] {false, true}) {
      assertThat(
              said(
                  Decisions.unanswered(
                      new Inquiry.NotFound(),
                      new Decisions.UnknownFacts(9, 0, true, open, THEN, true, THEN))))
          .isEqualTo("go settlement");
    }
  }

  @Test
  void whateverInquirySaysTheSettlementStepLooksAtWhatTheInvoiceKnowsWasTaken() {
    for (Inquiry shown : List.of(new Inquiry.Differs("amount"), new Inquiry.Unclear("000010"))) {
      assertThat(
              said(
                  Decisions.unanswered(
                      shown, new Decisions.UnknownFacts(0, 1, true, false, null, false, THEN))))
          .isEqualTo("go settlement");
    }
  }

  @Test
  void notFoundWithNothingOpenIsSentAtOnce() {
    assertThat(
            said(
                Decisions.unanswered(
                    new Inquiry.NotFound(),
                    new Decisions.UnknownFacts(1, 0, false, false, null, false, THEN))))
        .isEqualTo("go pay");
  }

  @ParameterizedTest
  @EnumSource(Settlement.class)
  void foundLeadsToSettlementWhateverItsStatus(Settlement status) {
    assertThat(said(Decisions.unanswered(new Inquiry.Found("T1", status), open(0, THEN, true))))
        .isEqualTo("go settlement");
  }

  @Test
  void foundWithOtherValuesNeedsAnOperator() {
    Next next = Decisions.unanswered(new Inquiry.Differs("amount"), open(0, THEN, true));

    assertThat(said(next)).isEqualTo("operator invoice-taken review none");
    assertThat(detail(next)).isEqualTo("amount differs");
  }

  @ParameterizedTest
  @CsvSource({
    "1, wait provider outcome none",
    "2, wait provider outcome none",
    "3, operator inquiry-unclear review none",
    "4, operator inquiry-unclear review none",
  })
  void anUnclearInquiryIsAskedAgainThreeTimesAndNeverCountsAsNotFound(int times, String expected) {
    Decisions.UnknownFacts facts =
        new Decisions.UnknownFacts(9, times, false, true, THEN, true, THEN.plusSeconds(1));

    assertThat(said(Decisions.unanswered(new Inquiry.Unclear("000010"), facts)))
        .isEqualTo(expected);
  }

  // Settlement

  private static final Instant FLAGGED = THEN.plus(TERMS.settlementFlag());

  private static Decisions.SettlementFacts accepted(Instant now) {
    return noticed(null, null, now);
  }

  private static Decisions.SettlementFacts noticed(Settlement noticed, Instant at, Instant now) {
    return new Decisions.SettlementFacts(
        "T1", noticed, noticed == null ? null : "T1", at, THEN, now, TERMS);
  }

  @ParameterizedTest(name = "shown {0}, noticed {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # shown | noticed  | notice fresh    | notice 1 h old     | 72 h, fresh        | 72 h, 1 h old
          PENDING  | -        | SETTLING        | SETTLING           | SETTLEMENT_OVERDUE | SETTLEMENT_OVERDUE
          PENDING  | PENDING  | SETTLING        | SETTLING           | SETTLEMENT_OVERDUE | SETTLEMENT_OVERDUE
          PENDING  | SUCCESS  | SETTLING        | NOTICE_UNCONFIRMED | SETTLING           | NOTICE_UNCONFIRMED
          PENDING  | FAILED   | SETTLING        | NOTICE_UNCONFIRMED | SETTLING           | NOTICE_UNCONFIRMED
          PENDING  | RETURNED | SETTLING        | NOTICE_UNCONFIRMED | SETTLING           | NOTICE_UNCONFIRMED
          SUCCESS  | -        | PAID            | PAID               | PAID               | PAID
          SUCCESS  | PENDING  | PAID            | PAID               | PAID               | PAID
          SUCCESS  | SUCCESS  | PAID            | PAID               | PAID               | PAID
          SUCCESS  | FAILED   | CONTRADICTION   | CONTRADICTION      | CONTRADICTION      | CONTRADICTION
          SUCCESS  | RETURNED | SETTLING        | NOTICE_UNCONFIRMED | SETTLING           | NOTICE_UNCONFIRMED
          FAILED   | -        | FAILED          | FAILED             | FAILED             | FAILED
          FAILED   | PENDING  | FAILED          | FAILED             | FAILED             | FAILED
          FAILED   | SUCCESS  | CONTRADICTION   | CONTRADICTION      | CONTRADICTION      | CONTRADICTION
          FAILED   | FAILED   | FAILED          | FAILED             | FAILED             | FAILED
          FAILED   | RETURNED | SETTLING        | NOTICE_UNCONFIRMED | SETTLING           | NOTICE_UNCONFIRMED
          RETURNED | -        | RETURNED        | RETURNED           | RETURNED           | RETURNED
          RETURNED | PENDING  | RETURNED        | RETURNED           | RETURNED           | RETURNED
          RETURNED | SUCCESS  | RETURNED        | RETURNED           | RETURNED           | RETURNED
          RETURNED | FAILED   | RETURNED        | RETURNED           | RETURNED           | RETURNED
          RETURNED | RETURNED | RETURNED        | RETURNED           | RETURNED           | RETURNED
          """)
  void settlementGoesByInquiryAndANoticeIsAHint(
      Settlement shown,
      Settlement noticed,
      String fresh,
      String old,
      String overdueFresh,
      String overdueOld) {
    Instant young = FLAGGED.minus(INSTANT_BEFORE);
    Duration confirm = TERMS.settlementConfirm();
    Duration almost = confirm.minus(INSTANT_BEFORE);

    assertThat(settled(shown, noticed, young.minus(almost), young)).isEqualTo(fresh);
    assertThat(settled(shown, noticed, young.minus(confirm), young)).isEqualTo(old);
    assertThat(settled(shown, noticed, FLAGGED.minus(almost), FLAGGED)).isEqualTo(overdueFresh);
    assertThat(settled(shown, noticed, FLAGGED.minus(confirm), FLAGGED)).isEqualTo(overdueOld);
  }

  private static String settled(Settlement shown, Settlement noticed, Instant at, Instant now) {
    Next next =
        Decisions.settlement(
            new Inquiry.Found("T1", shown), noticed(noticed, noticed == null ? null : at, now));
    return switch (next) {
      case Next.End end -> end.outcome().name();
      case Next.Operator operator -> operator.need().name();
      case Next.Wait wait -> said(wait).equals(SETTLING) ? "SETTLING" : said(wait);
      case Next.Go go -> said(go);
    };
  }

  @Test
  void bothPiecesOfEvidenceAreShown() {
    assertThat(
            detail(
                Decisions.settlement(
                    new Inquiry.Found("T1", Settlement.SUCCESS),
                    noticed(Settlement.FAILED, THEN, THEN))))
        .isEqualTo("notice says failed, inquiry says success");
    assertThat(
            detail(
                Decisions.settlement(
                    new Inquiry.Found("T1", Settlement.PENDING),
                    noticed(Settlement.SUCCESS, THEN, THEN.plus(TERMS.settlementConfirm())))))
        .isEqualTo("notice says success, inquiry says pending");
  }

  @ParameterizedTest
  @EnumSource(Settlement.class)
  void anotherTransactionNumberIsNeverSuccess(Settlement shown) {
    Inquiry inquiry = new Inquiry.Found("T2", shown);

    assertThat(said(Decisions.settlement(inquiry, accepted(THEN))))
        .isEqualTo("operator values-differ review none");
    assertThat(
            said(
                Decisions.settlement(
                    inquiry,
                    new Decisions.SettlementFacts(
                        null, Settlement.SUCCESS, "T1", THEN, THEN, THEN, TERMS))))
        .isEqualTo("operator values-differ review none");
  }

  @Test
  void aNumberThatWasNeverToldDoesNotDiffer() {
    assertThat(
            said(
                Decisions.settlement(
                    new Inquiry.Found("T1", Settlement.SUCCESS),
                    new Decisions.SettlementFacts(
                        null, Settlement.SUCCESS, null, THEN, THEN, THEN, TERMS))))
        .isEqualTo("end paid");
    assertThat(
            said(Decisions.settlement(new Inquiry.Found(null, Settlement.SUCCESS), accepted(THEN))))
        .isEqualTo("end paid");
  }

  @Test
  void anAcceptedPayoutWithOtherValuesNeedsAnOperatorAtOnce() {
    Next next = Decisions.settlement(new Inquiry.Differs("currency"), accepted(THEN));

    assertThat(said(next)).isEqualTo("operator values-differ review none");
    assertThat(detail(next)).isEqualTo("currency differs");
  }

  @Test
  void anAcceptedPayoutNotFoundAfterTheQuietPeriodMeansInquiryIsNotToBeTrusted() {
    Instant quiet = THEN.plus(TERMS.quiet());

    assertThat(
            said(
                Decisions.settlement(
                    new Inquiry.NotFound(), accepted(quiet.minus(INSTANT_BEFORE)))))
        .isEqualTo(SETTLING);
    assertThat(said(Decisions.settlement(new Inquiry.NotFound(), accepted(quiet))))
        .isEqualTo("operator inquiry-untrusted review none");
  }

  @Test
  void anUnclearInquiryOfAnAcceptedPayoutIsFlaggedLate() {
    assertThat(
            said(
                Decisions.settlement(
                    new Inquiry.Unclear("7"), accepted(FLAGGED.minus(INSTANT_BEFORE)))))
        .isEqualTo(SETTLING);
    assertThat(said(Decisions.settlement(new Inquiry.Unclear("7"), accepted(FLAGGED))))
        .isEqualTo("operator inquiry-unclear review none");
  }

  @Test
  void whileMoneyMayBeOutNoDeadlineEndsTheWait() {
    assertThat(said(Decisions.settling())).isEqualTo(SETTLING);
    assertThat(said(Decisions.pay(new PayResult.Unknown(THEN), payFacts(true, true))))
        .isEqualTo(ASKING);
  }

  // The watch after the end

  @ParameterizedTest(name = "ended {0} {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # ended   | verdict     | PENDING       | SUCCESS       | FAILED        | RETURNED
          PAID      | -           | CONTRADICTION | -             | CONTRADICTION | RETURNED
          FAILED    | -           | CONTRADICTION | CONTRADICTION | -             | RETURNED
          REFUSED   | -           | CONTRADICTION | CONTRADICTION | -             | RETURNED
          CANCELLED | -           | CONTRADICTION | CONTRADICTION | -             | RETURNED
          EXPIRED   | -           | CONTRADICTION | CONTRADICTION | -             | RETURNED
          RESOLVED  | PAID        | -             | -             | CONTRADICTION | RETURNED
          RESOLVED  | NOT_PAID    | CONTRADICTION | CONTRADICTION | -             | RETURNED
          RESOLVED  | WRITTEN_OFF | -             | CONTRADICTION | -             | RETURNED
          """)
  void whatInquiryShowsAfterTheEndIsHeldAgainstIt(
      Outcome ended, Resolve.Verdict verdict, Need pending, Need success, Need failed, Need back) {
    for (Settlement shown : Settlement.values()) {
      Need expected =
          switch (shown) {
            case PENDING -> pending;
            case SUCCESS -> success;
            case FAILED -> failed;
            case RETURNED -> back;
          };
      assertThat(Decisions.watched(ended, verdict, new Inquiry.Found("T1", shown)).orElse(null))
          .as("shown %s", shown)
          .isEqualTo(expected);
    }
    assertThat(Decisions.watched(ended, verdict, new Inquiry.Differs("amount")))
        .contains(Need.VALUES_DIFFER);
    assertThat(Decisions.watched(ended, verdict, new Inquiry.NotFound())).isEmpty();
    assertThat(Decisions.watched(ended, verdict, new Inquiry.Unclear("7"))).isEmpty();
  }

  // An operator's verdict

  @ParameterizedTest(name = "{0} when the provider shows {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          PAID        | PENDING  | -
          PAID        | SUCCESS  | -
          PAID        | FAILED   | the provider shows it as failed; recheck instead
          PAID        | RETURNED | -
          PAID        | NotFound | the provider does not show it at all; ask it, or resolve as NOT_PAID
          PAID        | Differs  | -
          PAID        | Unclear  | -
          NOT_PAID    | PENDING  | the provider shows it as pending; recheck instead
          NOT_PAID    | SUCCESS  | the provider shows it as success; recheck instead
          NOT_PAID    | FAILED   | -
          NOT_PAID    | RETURNED | -
          NOT_PAID    | NotFound | -
          NOT_PAID    | Differs  | the provider shows a payout with another amount; ask it whose that is
          NOT_PAID    | Unclear  | the provider does not say whether it has it; try again later
          WRITTEN_OFF | PENDING  | -
          WRITTEN_OFF | SUCCESS  | -
          WRITTEN_OFF | FAILED   | -
          WRITTEN_OFF | RETURNED | -
          WRITTEN_OFF | NotFound | -
          WRITTEN_OFF | Differs  | -
          WRITTEN_OFF | Unclear  | -
          """)
  void aVerdictStandsUnlessTheProviderShowsOtherwise(
      Resolve.Verdict verdict, String shown, String refusal) {
    Inquiry inquiry =
        switch (shown) {
          case "NotFound" -> new Inquiry.NotFound();
          case "Differs" -> new Inquiry.Differs("amount");
          case "Unclear" -> new Inquiry.Unclear("7");
          default -> new Inquiry.Found("T1", Settlement.valueOf(shown));
        };

    assertThat(Decisions.contradiction(verdict, inquiry).orElse(null)).isEqualTo(refusal);
  }
}
