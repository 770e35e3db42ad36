package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.sandbox.Trigger;
import java.math.BigDecimal;

/** Money is short, out of sight, or comes back. */
final class MoneyPlays {

  private static final BigDecimal TOO_LITTLE = new BigDecimal("10.00");

  private MoneyPlays() {}

  static Situation funds(Stage stage) {
    stage.balance(TOO_LITTLE);
    String id = stage.order("funds", "payee-funds", new BigDecimal("50.00"));
    stage.awaitWait(id, "funds");
    return Situation.needsMe(
            "The balance at the provider is below the amount of " + id + ".",
            "paid once, as soon as the balance is topped up",
            Due.of(id, Books.PAID_ONCE, Books.NOTHING_MOVED))
        .foundBy("PayoutWaitsFor=\"payer\" AND ExecutionStatus=\"Running\"")
        .paste(stage.curl("topup", "amount", "1000"));
  }

  static Situation unanswered(Stage stage) {
    String id = stage.orderTakenInSilence("pay");
    stage.await(id, "to ask what became of it", told -> told.waitsIn("pay"));
    return Situation.needsMe(
            "The provider has taken " + id + ", but its answer never came.",
            "paid once: inquiry shows it, so it is adopted and not sent again",
            Due.of(id, Books.PAID_ONCE))
        .foundBy("PayoutStep=\"pay\" AND ExecutionStatus=\"Running\"")
        .task("Do nothing: it looks after itself.");
  }

  static Situation outcomeUnknown(Stage stage) {
    String id = stage.name("outcome");
    ObjectNode hang = Stage.fields("behaviour", "hang").put("when", "before");
    stage.fault("pay", id, "2", hang);
    stage.order("outcome");
    stage.act(id, "two sends will stay without an answer, which takes about a minute");
    stage.awaitNeed(id, Need.OUTCOME_UNKNOWN);
    return Situation.needsMe(
        id
            + " was sent, not answered, sent once more, and again not answered. The provider shows"
            + " no such payout.",
        "resolved as not paid, with nothing moved",
        Due.of(id, Books.NOTHING_MOVED));
  }

  static Situation valuesDiffer(Stage stage) {
    String id = stage.name("values");
    ObjectNode other = Stage.fields("behaviour", "set").put("name", "amount").put("value", "0.01");
    stage.fault("inquiry", id, "ever", other);
    stage.order("values");
    stage.awaitNeed(id, Need.VALUES_DIFFER);
    return Situation.needsMe(
        "The provider accepted " + id + ", but shows it with another amount.",
        "resolved as paid, after the provider said so; paid once",
        Due.of(id, Books.PAID_ONCE));
  }

  static Situation returned(Stage stage) {
    String id = stage.order(Trigger.RETURNED.word());
    stage.awaitNeed(id, Need.RETURNED);
    return Situation.needsMe(
            id + " was paid, and then the money came back.",
            "acknowledged; paid once and returned",
            Due.of(id, Books.RETURNED))
        .inRecordOf(id);
  }

  static Situation orphanNotice(Stage stage) {
    String other = stage.order("elsewhere");
    stage.awaitEnd(other);
    String id = stage.name("orphan");
    ObjectNode notice =
        Stage.fields("status", "success").put("invoiceId", id).put("transactionNo", "9" + id);
    stage.provider("payouts/" + other + "/notice", notice);
    stage.awaitNeed(id, Need.ORPHAN_NOTICE);
    return Situation.needsMe(
            "The provider reports " + id + " as paid, which nobody has ordered here.",
            "acknowledged; nothing was moved by this system",
            Due.of(id, Books.NOTHING_MOVED))
        .inRecordOf(id);
  }
}
