package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.end;
import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.needing;
import static io.cryptopayouts.worker.Told.outcome;
import static io.cryptopayouts.worker.Told.waitsFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts.Delivery;
import io.cryptopayouts.contract.Resolve.Verdict;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider's webhooks change while a payout is open, and what they do not. */
class NoticeStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inv-1",
        "inv-earlynotice-1",
        "inv-dupnotice-1",
        "inv-forgednotice-1",
        "inv-pendingnotice-1",
        "inv-nonotice-1"
      })
  void theProvidersOwnNoticesOverHttpLeadToTheEnd(String invoiceId) {
    Rig rig = stage.rig(Rig.builder().notices());

    assertThat(outcome(rig.payOut(Orders.individual(invoiceId)))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aNoticeEndsTheWaitForTheNextLook() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);
    rig.provider.settle("inv-stuck-1", "success");
    Instant told = rig.now();

    rig.notice(order, Settlement.SUCCESS);
    PayoutStatus status = rig.ended(order);

    assertThat(outcome(status)).isEqualTo(Outcome.PAID);
    assertThat(end(status).at()).isBefore(told.plus(Duration.ofMinutes(1)));
  }

  @Test
  void aNoticeBeforeThePayAnswerIsKept() {
    Rig rig = stage.rig(Rig.builder().callLimit(Duration.ofSeconds(20)));
    GatedCall pay = new GatedCall();
    rig.provider.plan(Fault.after(Endpoint.PAY, pay.behaviour()));
    PayoutOrder order = Orders.individual("inv-stuck-1");
    rig.start(order);

    pay.awaitArrival();
    rig.provider.settle("inv-stuck-1", "success");
    Instant told = rig.now();
    Delivery delivery = rig.notice(order, Settlement.SUCCESS);
    pay.open();
    PayoutStatus status = rig.ended(order);

    assertThat(delivery).isEqualTo(Delivery.PAYOUT);
    assertThat(outcome(status)).isEqualTo(Outcome.PAID);
    assertThat(end(status).at()).isBefore(told.plus(Duration.ofSeconds(30)));
  }

  @Test
  void theSameNoticeEightTimesHasOneEffect() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);
    long before = rig.calls(Endpoint.INQUIRY);

    for (int i = 0; i < 8; i++) {
      rig.notice(order, Settlement.SUCCESS);
    }
    rig.sleep(Duration.ofSeconds(10));

    assertThat(rig.calls(Endpoint.INQUIRY)).isEqualTo(before + 1);
    assertThat(rig.status(order).timeline())
        .extracting(PayoutStatus.Entry::what)
        .containsOnlyOnce("notice: success");
  }

  @Test
  void anOlderNoticeAfterAHigherOneChangesNothing() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);

    rig.notice(order, Settlement.SUCCESS);
    rig.notice(order, Settlement.PENDING);
    PayoutStatus waiting = rig.after(Duration.ofMinutes(10), order);
    PayoutStatus unconfirmed = rig.after(Duration.ofHours(4), order);
    rig.provider.settle("inv-stuck-1", "success");

    assertThat(waitsFor(waiting)).isEqualTo(Party.PROVIDER);
    assertThat(need(unconfirmed)).as("the higher word stands").isEqualTo(Need.NOTICE_UNCONFIRMED);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aNoticeThatInquiryDoesNotConfirmWithinAnHourNeedsAnOperator() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);
    rig.notice(order, Settlement.SUCCESS);

    PayoutStatus soon = rig.after(Duration.ofMinutes(30), order);
    PayoutStatus later = rig.after(Duration.ofHours(4), order);
    rig.provider.settle("inv-stuck-1", "success");

    assertThat(waitsFor(soon)).isEqualTo(Party.PROVIDER);
    assertThat(need(later)).isEqualTo(Need.NOTICE_UNCONFIRMED);
    assertThat(needing(later).detail()).isEqualTo("notice says success, inquiry says pending");
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aNoticeThatContradictsInquiryNeedsAnOperator() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);
    rig.provider.settle("inv-stuck-1", "success");

    rig.notice(order, Settlement.FAILED);
    PayoutStatus status = rig.after(Duration.ofHours(3), order);
    rig.resolve(order, Verdict.PAID);

    assertThat(need(status)).isEqualTo(Need.CONTRADICTION);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.RESOLVED);
  }

  @Test
  void noticesThatContradictEachOtherNeedAnOperator() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);

    rig.notice(order, Settlement.SUCCESS);
    rig.notice(order, Settlement.FAILED);
    rig.provider.settle("inv-stuck-1", "success");

    assertThat(need(rig.after(Duration.ofHours(3), order))).isEqualTo(Need.CONTRADICTION);
  }

  @Test
  void aNoticeWithAnotherTransactionNumberNeedsAnOperator() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);
    rig.provider.settle("inv-stuck-1", "success");

    rig.notice(order, Settlement.SUCCESS, "399999999999999999", "n1");
    PayoutStatus status = rig.after(Duration.ofHours(3), order);

    assertThat(need(status)).isEqualTo(Need.VALUES_DIFFER);
    assertThat(needing(status).detail()).contains("transaction number");
  }

  @ParameterizedTest
  @CsvSource({"26.00, USD", "25.00, EUR"})
  void aNoticeWithAnotherAmountOrCurrencyNeedsAnOperator(BigDecimal amount, String currency) {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);
    rig.provider.settle("inv-stuck-1", "success");

    rig.payouts.notify(
        new Notice(
            "inv-stuck-1",
            rig.transactionNo(order),
            Settlement.SUCCESS,
            amount,
            currency,
            "another value"));
    PayoutStatus status = rig.after(Duration.ofSeconds(10), order);

    assertThat(need(status)).isEqualTo(Need.VALUES_DIFFER);
    assertThat(needing(status).detail()).contains("amount or currency");
    rig.recheck(order);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  /** The signature has neither nonce nor time, so whoever saw a notice can post it for ever. */
  @Test
  void anOldNoticeReplayedAtAnyTimeChangesNothing() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);
    rig.notice(order, Settlement.PENDING);
    PayoutStatus before = rig.after(Duration.ofMinutes(1), order);

    rig.notice(order, Settlement.PENDING);
    PayoutStatus after = rig.after(Duration.ofMinutes(1), order);
    rig.provider.settle("inv-stuck-1", "success");
    rig.notice(order, Settlement.SUCCESS);
    PayoutStatus ended = rig.ended(order);
    rig.notice(order, Settlement.PENDING);
    rig.notice(order, Settlement.SUCCESS);
    rig.sleep(Duration.ofDays(2));

    assertThat(after.state()).isEqualTo(before.state());
    assertThat(after.timeline()).isEqualTo(before.timeline());
    assertThat(outcome(ended)).isEqualTo(Outcome.PAID);
    assertThat(rig.status(order)).isEqualTo(ended);
    assertThat(rig.invoice(order).need()).isNull();
  }

  @Test
  void moneyThatComesBackWhileThePayoutIsOpenNeedsAnOperator() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);
    rig.provider.settle("inv-stuck-1", "success");
    rig.provider.settle("inv-stuck-1", "returned");

    rig.notice(order, Settlement.RETURNED);
    PayoutStatus status = rig.after(Duration.ofHours(3), order);
    rig.resolve(order, Verdict.NOT_PAID);

    assertThat(need(status)).isEqualTo(Need.RETURNED);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.RESOLVED);
  }

  @Test
  void aPayoutThatIsNotSettledInThreeDaysNeedsAnOperatorAndIsStillPaidLater() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);

    PayoutStatus early = rig.after(Duration.ofHours(70), order);
    PayoutStatus late = rig.after(Duration.ofHours(6), order);
    rig.provider.settle("inv-stuck-1", "success");

    assertThat(waitsFor(early)).isEqualTo(Party.PROVIDER);
    assertThat(need(late)).isEqualTo(Need.SETTLEMENT_OVERDUE);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void twoThousandNoticesOfOnePayoutAreSurvived() {
    Rig rig = stage.rig();
    PayoutOrder order = stuck(rig);

    for (int i = 0; i < 2000; i++) {
      rig.notice(order, Settlement.PENDING, rig.transactionNo(order), "n" + i);
    }
    rig.provider.settle("inv-stuck-1", "success");

    PayoutStatus status = rig.ended(order);
    assertThat(outcome(status)).isEqualTo(Outcome.PAID);
    assertThat(status.timeline()).hasSizeLessThanOrEqualTo(PayoutStatus.MOST_ENTRIES);
  }

  /** Taken, and not settled by itself. */
  private static PayoutOrder stuck(Rig rig) {
    PayoutOrder order = Orders.individual("inv-stuck-1");
    rig.start(order);
    rig.sleep(Duration.ofHours(1));
    return order;
  }
}
