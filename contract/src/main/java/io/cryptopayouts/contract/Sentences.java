package io.cryptopayouts.contract;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Says a status in one sentence. Holds no foreign text that could be personal or markup. */
final class Sentences {

  private Sentences() {}

  static String of(PayoutStatus status) {
    String what = status.money() == null ? "" : status.money() + " for ";
    return "Payout "
        + status.invoiceId()
        + " ("
        + what
        + status.payee()
        + ") "
        + of(status.state())
        + ".";
  }

  static String of(PayoutState state) {
    return switch (state) {
      case PayoutState.InProgress now -> "is in progress: " + now.step().word();
      case PayoutState.Waiting wait ->
          "waits for the "
              + wait.on().word()
              + since(wait.since())
              + " ("
              + wait.step().word()
              + ": "
              + wait.reason()
              + ")"
              + until(wait.until(), wait.then());
      case PayoutState.NeedsAction need ->
          "needs an operator"
              + since(need.since())
              + " ("
              + need.step().word()
              + ": "
              + need.need().sentence()
              + (need.detail() == null ? "" : "; " + need.detail())
              + ")"
              + until(need.until(), need.then());
      case PayoutState.Ended end -> ended(end);
    };
  }

  private static String ended(PayoutState.Ended end) {
    if (end.resolution() != null) {
      return "was resolved as "
          + end.resolution().verdict().word()
          + " by "
          + end.resolution().by()
          + " at "
          + time(end.at());
    }
    return "ended "
        + end.outcome().word()
        + (end.at() == null ? "" : " at " + time(end.at()))
        + (end.why() == null ? "" : ": " + end.why());
  }

  private static String until(Instant until, String then) {
    if (then == null) {
      return "";
    }
    return until == null ? "; then " + then : "; at " + time(until) + " " + then;
  }

  private static String since(Instant since) {
    return since == null ? "" : " since " + time(since);
  }

  static String time(Instant instant) {
    return instant == null ? "?" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
