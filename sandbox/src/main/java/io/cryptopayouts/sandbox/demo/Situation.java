package io.cryptopayouts.sandbox.demo;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What an operator finds when the stage of a drill is set.
 *
 * @param happened in one or two sentences
 * @param view the query of the view that shows it
 * @param task what to do, where that is more than the runbook's row
 * @param end how it is expected to end
 * @param outside lines to paste, by which provider or payee do their part
 * @param dues the payouts; the first is the one to look at
 * @param solved what must hold, besides that every payout has ended
 */
record Situation(
    String happened,
    String view,
    String task,
    String end,
    List<String> outside,
    List<Due> dues,
    BooleanSupplier solved) {

  private static final String NEEDS_ME = "PayoutNeeds IS NOT NULL AND ExecutionStatus=\"Running\"";

  Situation {
    outside = List.copyOf(outside);
    dues = List.copyOf(dues);
  }

  /** Found in the view <i>needs me</i>. */
  static Situation needsMe(String happened, String end, Due... dues) {
    return new Situation(
        happened, NEEDS_ME, "Follow the runbook's row.", end, List.of(), List.of(dues), () -> true);
  }

  Situation foundBy(String query) {
    return new Situation(happened, query, task, end, outside, dues, solved);
  }

  Situation task(String other) {
    return new Situation(happened, view, other, end, outside, dues, solved);
  }

  Situation paste(String... lines) {
    return new Situation(happened, view, task, end, List.of(lines), dues, solved);
  }

  Situation solvedWhen(BooleanSupplier condition) {
    return new Situation(happened, view, task, end, outside, dues, condition);
  }
}
