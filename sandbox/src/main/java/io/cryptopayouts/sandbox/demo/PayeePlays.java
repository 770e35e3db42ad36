package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.contract.Need;

/** The payee is not ready to be paid. */
final class PayeePlays {

  private PayeePlays() {}

  static Situation documents(Stage stage) {
    String payee = "declined";
    String id = stage.order("documents", payee);
    stage.awaitNeed(id, Need.DOCUMENTS);
    return Situation.needsMe(
            "The provider has looked at the payee of " + id + " and declined it.",
            "paid once, if the payee hands in what is missing; or cancelled, with nothing moved",
            Due.of(id, Books.PAID_ONCE, Books.NOTHING_MOVED))
        .paste(approve(stage, payee));
  }

  static Situation review(Stage stage) {
    String payee = "review";
    String id = stage.order("payee", payee);
    stage.awaitWait(id, "compliance");
    return Situation.needsMe(
            "The provider reviews the payee of " + id + ", which may take days.",
            "paid once, as soon as the provider has approved the payee",
            Due.of(id, Books.PAID_ONCE, Books.NOTHING_MOVED))
        .foundBy("PayoutStep=\"compliance\" AND ExecutionStatus=\"Running\"")
        .paste(approve(stage, payee));
  }

  private static String approve(Stage stage, String payee) {
    return stage.curl("payees/" + stage.customer(payee) + "/status", "status", "Activated");
  }
}
