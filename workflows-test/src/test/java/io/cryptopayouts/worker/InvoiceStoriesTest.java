package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.needing;
import static io.cryptopayouts.worker.Told.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.Action;
import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts.Delivery;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The invoice's own record: the watch after the end, late and orphan notices. */
class InvoiceStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void moneyThatComesBackAfterTheEndNeedsAnOperatorUntilAcknowledged() {
    Rig rig = stage.rig();
    PayoutOrder order = paid(rig);
    rig.provider.settle("inv-1", "returned");

    Delivery delivery = rig.notice(order, Settlement.RETURNED);
    PayoutStatus returned = rig.after(Duration.ofMinutes(1), order);
    rig.acknowledge(order);
    PayoutStatus acknowledged = rig.after(Duration.ofDays(2), order);

    assertThat(delivery).isEqualTo(Delivery.INVOICE);
    assertThat(need(returned)).isEqualTo(Need.RETURNED);
    assertThat(needing(returned).possible()).containsExactly(Action.ACKNOWLEDGE);
    assertThat(outcome(acknowledged)).isEqualTo(Outcome.PAID);
  }

  @Test
  void theDailyWatchSeesMoneyComeBackWithoutANotice() {
    Rig rig = stage.rig();
    PayoutOrder order = paid(rig);
    rig.provider.settle("inv-1", "returned");

    assertThat(need(rig.after(Duration.ofDays(2), order))).isEqualTo(Need.RETURNED);
  }

  @Test
  void aRepeatOfTheLateNoticeAfterAcknowledgingNeedsNobody() {
    Rig rig = stage.rig();
    PayoutOrder order = paid(rig);
    rig.provider.settle("inv-1", "returned");
    rig.notice(order, Settlement.RETURNED);
    rig.sleep(Duration.ofMinutes(1));
    rig.acknowledge(order);

    rig.notice(order, Settlement.RETURNED);

    assertThat(outcome(rig.after(Duration.ofDays(2), order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aLateNoticeThatInquiryDoesNotShowNeedsAnOperator() {
    Rig rig = stage.rig();
    PayoutOrder order = paid(rig);

    rig.notice(order, Settlement.FAILED);

    assertThat(need(rig.after(Duration.ofMinutes(1), order))).isEqualTo(Need.NOTICE_UNCONFIRMED);
  }

  @Test
  void aRepeatOfTheLastNoticeAfterTheEndNeedsNobody() {
    Rig rig = stage.rig();
    PayoutOrder order = paid(rig);

    rig.notice(order, Settlement.SUCCESS);

    assertThat(outcome(rig.after(Duration.ofMinutes(1), order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void nothingIsThereToAcknowledge() {
    Rig rig = stage.rig();
    PayoutOrder order = paid(rig);

    assertThatThrownBy(() -> rig.acknowledge(order)).isInstanceOf(ActionRefused.class);
  }

  @Test
  void anInvoiceWhosePayoutWasStoppedWithMoneyOutAsksForAnOperatorInTheEnd() {
    // Not on the stage: what was stopped from outside has no end to check.
    try (Rig rig = Rig.builder().start()) {
      PayoutOrder order = Orders.individual("inv-1");
      rig.provider.plan(Fault.after(Endpoint.PAY, Behaviour.Status.html(502)));
      rig.provider.plan(Fault.before(Endpoint.INQUIRY, new Behaviour.Answer("000021", "none")));
      rig.start(order);
      rig.sleep(Duration.ofSeconds(5));
      rig.stub(order).terminate("by mistake");

      rig.sleep(Duration.ofDays(31));

      assertThat(rig.invoices.need("inv-1")).contains(Need.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void theWatchEndsAMonthAfterTheLastWord() {
    Rig rig = stage.rig();
    PayoutOrder order = paid(rig);

    rig.sleep(Duration.ofDays(35));
    long asked = rig.calls(Endpoint.INQUIRY);
    rig.sleep(Duration.ofDays(35));

    InvoiceView kept =
        rig.client
            .newUntypedWorkflowStub(PayoutId.invoiceWorkflowId("inv-1"))
            .getResult(InvoiceView.class);
    assertThat(kept.sealed()).isEqualTo(Outcome.PAID);
    assertThat(rig.calls(Endpoint.INQUIRY)).isEqualTo(asked);
    assertThat(outcome(rig.status(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aNoticeLongAfterTheWatchNeedsAnOperator() {
    Rig rig = stage.rig();
    PayoutOrder order = paid(rig);
    rig.sleep(Duration.ofDays(35));

    rig.notice(order, Settlement.RETURNED);
    PayoutStatus status = rig.after(Duration.ofMinutes(1), order);

    assertThat(need(status)).isEqualTo(Need.ORPHAN_NOTICE);
    assertThat(needing(status).possible()).containsExactly(Action.ACKNOWLEDGE);
  }

  @Test
  void anOrphanNoticeMakesItsInvoiceUnusableForALaterPayout() {
    Rig rig = stage.rig();
    rig.payouts.notify(orphan("inv-1"));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofHours(1), order);

    assertThat(need(status)).isEqualTo(Need.INVOICE_UNUSABLE);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
  }

  @Test
  void aNoticeOfAForeignInvoiceIsNotOurs() {
    Rig rig = stage.rig();

    assertThat(rig.payouts.notify(orphan("THEIRS_1"))).isEqualTo(Delivery.NOT_OURS);
  }

  private static Notice orphan(String invoice) {
    return new Notice(
        invoice, "300000000000000001", Settlement.SUCCESS, new BigDecimal("25.00"), "USD", "f1");
  }

  /** Paid an hour ago; the watch has just begun. */
  private static PayoutOrder paid(Rig rig) {
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);
    assertThat(outcome(rig.after(Duration.ofHours(1), order))).isEqualTo(Outcome.PAID);
    return order;
  }
}
