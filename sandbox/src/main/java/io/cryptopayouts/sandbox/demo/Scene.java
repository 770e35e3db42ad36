package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.sandbox.PayeeTrigger;
import io.cryptopayouts.sandbox.Trigger;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * One payout of the demo.
 *
 * @param invoiceId makes the simulator misbehave by its words
 * @param customerCode likewise
 * @param shows what is to be seen
 * @param expected how it ends
 */
record Scene(
    String invoiceId, String customerCode, BigDecimal amount, String shows, Outcome expected) {

  static final BigDecimal BALANCE = new BigDecimal("1000.00");
  static final BigDecimal TOP_UP = new BigDecimal("6000.00");

  /** The whole play. */
  record Cast(
      Scene straight,
      Scene review,
      Scene topUp,
      Scene timeout,
      Scene refused,
      Scene lostNotice,
      Scene killed) {

    /** In the order of the table. */
    List<Scene> all() {
      return List.of(straight, review, topUp, timeout, refused, lostNotice, killed);
    }
  }

  /**
   * @param run put behind every id, for a Temporal server that has seen the demo before; may be
   *     empty
   */
  static Cast cast(String run) {
    String reviewed = PayeeTrigger.REVIEW.name().toLowerCase(Locale.ROOT);
    return new Cast(
        scene("demo-straight", "ada", run, "25.00", "goes straight through", Outcome.PAID),
        scene(
            "demo-review", reviewed, run, "40.00", "payee in review, then approved", Outcome.PAID),
        scene("demo-topup", "ben", run, "5000.00", "balance short, then topped up", Outcome.PAID),
        scene(
            "demo-" + Trigger.TIMEOUT_PAID.word(),
            "eve",
            run,
            "60.00",
            "pay is taken but never answered",
            Outcome.PAID),
        scene(
            "demo-" + Trigger.REFUSED.word(),
            "fay",
            run,
            "15.00",
            "the provider refuses pay",
            Outcome.REFUSED),
        scene(
            "demo-" + Trigger.NONOTICE.word(),
            "gil",
            run,
            "30.00",
            "the webhook is lost",
            Outcome.PAID),
        scene(
            "demo-" + Trigger.SLOW.word() + "-kill9",
            "joy",
            run,
            "75.00",
            "worker killed with -9 amid pay",
            Outcome.PAID));
  }

  private static Scene scene(
      String name, String payee, String run, String amount, String shows, Outcome expected) {
    return new Scene(name + run, "cust-" + payee + run, new BigDecimal(amount), shows, expected);
  }

  Order order() {
    return new Order(invoiceId, customerCode, amount);
  }
}
