package io.cryptopayouts.sandbox.demo;

import java.util.List;
import java.util.Optional;

/**
 * A situation to be practised.
 *
 * @param word as it is typed, and as the runbook's row is called
 * @param shows what is to be seen, in half a sentence
 */
public record Drill(String word, String shows, Play play) {

  /** All there are, the harmless ones first. */
  public static final List<Drill> ALL =
      List.of(
          new Drill(
              "waits-compliance", "a payee waits for the provider's review", PayeePlays::review),
          new Drill("documents", "the provider declined a payee", PayeePlays::documents),
          new Drill("waits-funds", "the balance is short", MoneyPlays::funds),
          new Drill(
              "provider-down", "the provider gives no usable answer", OutagePlays::providerDown),
          new Drill("worker-down", "no worker runs", OutagePlays::workerDown),
          new Drill("temporal-down", "Temporal is gone", OutagePlays::temporalDown),
          new Drill("held", "an operator holds a payout", ButtonPlays::held),
          new Drill("waits-pay", "a send was taken and not answered", MoneyPlays::unanswered),
          new Drill(
              "outcome-unknown",
              "two sends were not answered and a person decides",
              MoneyPlays::outcomeUnknown),
          new Drill("values-differ", "the provider shows another amount", MoneyPlays::valuesDiffer),
          new Drill("returned", "the money came back after it was paid", MoneyPlays::returned),
          new Drill("orphan-notice", "a notice of an unknown payout", MoneyPlays::orphanNotice),
          new Drill("cancel-in-pay", "cancelled while it is being paid", ButtonPlays::cancelInPay),
          new Drill("reset-paid", "a paid payout is reset", ButtonPlays::resetPaid),
          new Drill(
              "stopped-outside", "terminated while its money is out", ButtonPlays::stoppedOutside),
          new Drill(
              "restored", "Temporal's database was restored from a backup", OutagePlays::restored));

  static Optional<Drill> ofWord(String word) {
    return ALL.stream().filter(drill -> drill.word.equals(word)).findFirst();
  }
}
