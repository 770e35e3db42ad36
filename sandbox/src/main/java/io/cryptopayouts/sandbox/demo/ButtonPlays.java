package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.PayoutView;

/** Somebody did something to a payout. */
final class ButtonPlays {

  private ButtonPlays() {}

  static Situation cancelInPay(Stage stage) {
    String id = stage.orderTakenInSilence("cancel");
    stage.temporal("cancel", id);
    stage.act(id, "Request Cancellation, while the provider has it and has not answered");
    stage.await(id, "to ask what became of it", told -> told.waitsIn("pay"));
    return Situation.needsMe(
            "Somebody pressed Request Cancellation on " + id + " while it was being paid.",
            "paid once: the cancellation comes too late",
            Due.of(id, Books.PAID_ONCE))
        .foundBy("PayoutStep=\"pay\" AND ExecutionStatus=\"Running\"")
        .task("Do nothing: it looks after itself.");
  }

  static Situation held(Stage stage) {
    String payee = "review";
    String id = stage.order("held", payee);
    stage.awaitWait(id, "compliance");
    stage.operate(id, "hold", Stage.fields("reason", "the payee called: is the wallet right?"));
    stage.payeeStatus(payee, "Activated");
    stage.awaitNeed(id, Need.HELD);
    return Situation.needsMe(
        "An operator holds " + id + ", which is ready to be paid otherwise.",
        "paid once after a release; or cancelled, with nothing moved",
        Due.of(id, Books.PAID_ONCE, Books.NOTHING_MOVED));
  }

  static Situation resetPaid(Stage stage) {
    String id = stage.order("reset");
    stage.awaitEnd(id);
    String paid = stage.run(id);
    return Situation.needsMe(
            id + " is paid. You are to press the button that looks most dangerous.",
            "paid once: the new run finds the payout and adopts it",
            Due.of(id, Books.PAID_ONCE))
        .foundBy("PayoutOutcome=\"paid\"")
        .task("Reset it: More Actions > Reset, to any event.")
        .solvedWhen(() -> !stage.run(id).equals(paid));
  }

  static Situation stoppedOutside(Stage stage) {
    String id = stage.orderTakenInSilence("stopped");
    stage.temporal("terminate", id, "--reason", "drill");
    stage.act(id, "Terminate, while the provider has it and has not answered");
    stage.awaitNeed(id, Need.STOPPED_OUTSIDE);
    return Situation.needsMe(
            "Somebody has terminated " + id + ", and its money may be out.",
            "paid once: after a Reset it asks before it sends",
            Due.of(id, Books.PAID_ONCE))
        .foundBy(PayoutView.CLOSED_BY_HAND.query());
  }
}
