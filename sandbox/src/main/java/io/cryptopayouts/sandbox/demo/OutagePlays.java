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
}
