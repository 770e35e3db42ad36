package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutView;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What an operator finds when the stage of a drill is set.
 *
 * @param happened in one or two sentences
 * @param view the query of the view that shows it
 * @param task what to do, where that is more than the runbook's row
 * @param end how it is expected to end
 * @param outside lines to paste, by which provider or payee do their part
 * @param dues the payouts
 * @param executions the ids of the workflows to look at
 * @param solved what must hold, besides that every payout has ended
 */
record Situation(
    String happened,
    String view,
    String task,
    String end,
    List<String> outside,
    List<Due> dues,
    List<String> executions,
    BooleanSupplier solved) {

  Situation {
    outside = List.copyOf(outside);
    dues = List.copyOf(dues);
    executions = List.copyOf(executions);
  }

  /** Found in the view <i>needs me</i>. */
  static Situation needsMe(String happened, String end, Due... dues) {
    List<String> payouts =
        Stream.of(dues).map(due -> new PayoutId(due.invoiceId()).workflowId()).toList();
    return new Situation(
        happened,
        PayoutView.NEEDS_ME.query(),
        "Follow the runbook's row.",
        end,
        List.of(),
        List.of(dues),
        payouts,
        () -> true);
  }

  Situation foundBy(String query) {
    return new Situation(happened, query, task, end, outside, dues, executions, solved);
  }

  Situation task(String other) {
    return new Situation(happened, view, other, end, outside, dues, executions, solved);
  }

  Situation paste(String... lines) {
    return new Situation(happened, view, task, end, List.of(lines), dues, executions, solved);
  }

  /** At the record of an invoice, as its payout has ended or is not known. */
  Situation inRecordOf(String invoiceId) {
    List<String> record = List.of(PayoutId.invoiceWorkflowId(invoiceId));
    return new Situation(happened, view, task, end, outside, dues, record, solved);
  }

  Situation solvedWhen(BooleanSupplier condition) {
    return new Situation(happened, view, task, end, outside, dues, executions, condition);
  }
}
