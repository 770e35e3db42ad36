package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.contract.Need;
import java.util.List;

/** A part of the whole is away. */
final class OutagePlays {

  private static final List<String> READS =
      List.of("register", "retrieve", "update", "configurations", "accounts", "inquiry", "balance");

  private OutagePlays() {}

  static Situation providerDown(Stage stage) {
    for (String endpoint : READS) {
      stage.fault(
          endpoint,
          "",
          "ever",
          Stage.fields("behaviour", "status").put("code", "503").put("when", "before"));
    }
    stage.act("", "the provider answers every read with 503");
    String id = stage.order("provider");
    stage.awaitNeed(id, Need.PROVIDER_UNAVAILABLE);
    return Situation.needsMe(
            "The provider gives no usable answer, so " + id + " and all others stand still.",
            "paid once, as soon as the provider is back",
            Due.of(id, Books.PAID_ONCE, Books.NOTHING_MOVED))
        .paste("curl -X DELETE " + stage.environment().simulatorUrl() + "/admin/faults");
  }

  static Situation workerDown(Stage stage) {
    String payee = "review";
    String id = stage.order("worker", payee);
    stage.awaitWait(id, "compliance");
    stage.kill("worker");
    stage.payeeStatus(payee, "Activated");
    stage.await(id, "to have no worker", told -> told.sentence().contains("no worker answers"));
    return Situation.needsMe(
            "The last worker is dead. The payee of " + id + " is approved, but nobody looks.",
            "paid once, as soon as a worker is there",
            Due.of(id, Books.PAID_ONCE))
        .foundBy("ExecutionStatus=\"Running\"")
        .task("Follow the runbook's row; here a worker is started by ./payouts restart worker");
  }

  static Situation temporalDown(Stage stage) {
    String id = stage.order("temporal");
    stage.awaitTaken(id);
    stage.kill("temporal");
    stage.awaitAnswer(id, 503);
    return Situation.needsMe(
            "Temporal is dead, and its UI with it; the money of " + id + " is under way.",
            "paid once, as soon as Temporal is back",
            Due.of(id, Books.PAID_ONCE))
        .task("Follow the runbook's row; here Temporal is started by ./payouts restart temporal");
  }

  static Situation restored(Stage stage) {
    String paid = stage.order("restored-paid", "a-review");
    String open = stage.order("restored-open", "b-review");
    stage.awaitWait(paid, "compliance");
    stage.awaitWait(open, "compliance");
    stage.backUp();
    stage.payeeStatus("a-review", "Activated");
    stage.awaitEnd(paid);
    stage.kill("worker");
    stage.restore();
    stage.payeeStatus("b-review", "Activated");
    stage.await(paid, "to be open again", told -> told.waitsIn("compliance"));
    return Situation.needsMe(
            "Temporal's database is lost and was restored from a backup: it does not know that "
                + paid
                + " has been paid. "
                + open
                + " is still to be paid. No worker runs yet.",
            "with the first one resolved as paid and the second one paid; each paid once",
            Due.of(paid, Books.PAID_ONCE),
            Due.of(open, Books.PAID_ONCE))
        .task(
            "Follow the runbook's row. Here workers are started by\n"
                + "  ./payouts restart worker PAYOUTS_HOLD_SENDS=true, in the end by ./payouts"
                + " restart worker");
  }
}
