package io.cryptopayouts.contract;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists payouts by Temporal's visibility, which may lag by seconds. */
final class PayoutLists {

  static final String PAYOUTS = "WorkflowType = '" + Payouts.WORKFLOW + "'";

  /** Payouts that may have come to their own end: then they have an outcome. */
  static final String CLOSED = PAYOUTS + " AND ExecutionStatus IN ('Completed','Canceled')";

  private static final String OPEN = "ExecutionStatus = 'Running' AND ";

  private final WorkflowClient client;
  private final Invoices invoices;
  private final String invoicePrefix;
  private final Function<PayoutId, Optional<WorkflowExecutionMetadata>> newestRun;

  /**
   * @param newestRun the newest run of ours of a payout
   */
  PayoutLists(
      WorkflowClient client,
      Invoices invoices,
      String invoicePrefix,
      Function<PayoutId, Optional<WorkflowExecutionMetadata>> newestRun) {
    this.client = client;
    this.invoices = invoices;
    this.invoicePrefix = invoicePrefix;
    this.newestRun = newestRun;
  }

  List<PayoutSummary> of(Payouts.Listed state, int most) {
    Stream<PayoutSummary> found =
        switch (state) {
          case IN_PROGRESS ->
              open(PAYOUTS + " AND PayoutWaitsFor IS NULL AND PayoutNeeds IS NULL", state);
          case WAITING ->
              open(PAYOUTS + " AND PayoutWaitsFor IS NOT NULL AND PayoutNeeds IS NULL", state);
          case NEEDS_ACTION ->
              Stream.concat(open("PayoutNeeds IS NOT NULL", state), stoppedOutside().stream());
          case ENDED ->
              client
                  .listExecutions(CLOSED + " AND PayoutOutcome IS NOT NULL")
                  .flatMap(run -> summary(run, state, null, null, null, null, saysSent(run)));
        };
    Set<String> seen = new HashSet<>();
    // A payout and its invoice may both need an operator.
    return found.filter(summary -> seen.add(summary.invoiceId())).limit(most).toList();
  }

  /** Payouts, and the records of invoices, that were stopped and not brought back by a Reset. */
  List<PayoutSummary> stoppedOutside() {
    return Stream.concat(stoppedPayouts(), stoppedInvoices()).toList();
  }

  /** Newest runs only: a Reset replaces the run it starts from, which is then stopped too. */
  private Stream<PayoutSummary> stoppedPayouts() {
    return client
        .listExecutions(
            PAYOUTS
                + " AND PayoutOutcome IS NULL"
                + " AND ExecutionStatus IN ('Terminated','Canceled','Failed','TimedOut')")
        .filter(stopped ->
            PayoutId.ofWorkflowId(stopped.getExecution().getWorkflowId())
                .flatMap(newestRun)
                .filter(newest -> newest.getExecution().equals(stopped.getExecution()))
                .isPresent())
        .flatMap(stopped -> stopped(stopped, Need.STOPPED_OUTSIDE));
  }

  /** The watch over what was sent has ended with them. */
  private Stream<PayoutSummary> stoppedInvoices() {
    return client
        .listExecutions("WorkflowType = 'InvoiceWorkflow' AND ExecutionStatus = 'Terminated'")
        .filter(stopped ->
            PayoutId.ofInvoiceWorkflowId(invoicePrefix, stopped.getExecution().getWorkflowId())
                .filter(id -> invoices.isStopped(id.providerInvoice(invoicePrefix)))
                .isPresent())
        .flatMap(stopped -> stopped(stopped, Need.INVOICE_UNUSABLE));
  }

  private Stream<PayoutSummary> open(String query, Payouts.Listed state) {
    return client
        .listExecutions(OPEN + query)
        .flatMap(run -> {
          SearchAttributes known = run.getTypedSearchAttributes();
          return summary(
              run,
              state,
              known.get(PayoutAttributes.WAITS_FOR),
              known.get(PayoutAttributes.NEEDS),
              Payouts.instant(known.get(PayoutAttributes.WAIT_SINCE)),
              Payouts.instant(known.get(PayoutAttributes.DEADLINE)),
              saysSent(run));
        });
  }

  /**
   * A run that was reset before it was stopped has forgotten what was sent: its invoice has not.
   */
  private Stream<PayoutSummary> stopped(WorkflowExecutionMetadata run, Need need) {
    boolean mayHaveSent =
        saysSent(run)
            || ofWorkflowId(run.getExecution().getWorkflowId())
                .filter(id -> invoices.shown(id.providerInvoice(invoicePrefix)).mayHaveGranted())
                .isPresent();
    return summary(
        run, Payouts.Listed.NEEDS_ACTION, null, need.word(), run.getCloseTime(), null, mayHaveSent);
  }

  private static boolean saysSent(WorkflowExecutionMetadata run) {
    return Boolean.TRUE.equals(run.getTypedSearchAttributes().get(PayoutAttributes.MAY_SENT));
  }

  /** The payout of this execution, which is its own or its invoice's. */
  private Optional<PayoutId> ofWorkflowId(String workflowId) {
    return PayoutId.ofWorkflowId(workflowId)
        .or(() -> PayoutId.ofInvoiceWorkflowId(invoicePrefix, workflowId));
  }

  private Stream<PayoutSummary> summary(
      WorkflowExecutionMetadata run,
      Payouts.Listed state,
      String waitsFor,
      String needs,
      Instant since,
      Instant until,
      boolean mayHaveSent) {
    SearchAttributes known = run.getTypedSearchAttributes();
    return ofWorkflowId(run.getExecution().getWorkflowId())
        .map(id ->
            new PayoutSummary(
                id.invoiceId(),
                state.word(),
                known.get(PayoutAttributes.STEP),
                waitsFor,
                needs,
                known.get(PayoutAttributes.OUTCOME),
                known.get(PayoutAttributes.CUSTOMER),
                since,
                until,
                known.get(PayoutAttributes.PROVIDER_NO),
                mayHaveSent))
        .stream();
  }
}
