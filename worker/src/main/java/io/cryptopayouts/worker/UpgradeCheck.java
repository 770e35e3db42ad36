package io.cryptopayouts.worker;

import io.cryptopayouts.contract.CryptoPayoutWorkflow;
import io.cryptopayouts.contract.InvoiceWorkflow;
import io.cryptopayouts.runtime.ConfigurationProblem;
import io.cryptopayouts.runtime.Secrets;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether every payout and invoice that is open on a server goes on under the workflows at hand.
 * One history at a time is fetched and replayed; nothing is changed, and no work is taken.
 */
final class UpgradeCheck {

  private static final String OPEN =
      "ExecutionStatus = 'Running' AND WorkflowType IN ('%s', '%s')"
          .formatted(
              CryptoPayoutWorkflow.class.getSimpleName(), InvoiceWorkflow.class.getSimpleName());

  private static final int PROGRESS_EVERY = 500;

  private final WorkflowClient client;
  private final Replay replay;
  private final Consumer<String> tell;

  /**
   * @param tell takes one line for each that breaks, and the progress
   */
  UpgradeCheck(WorkflowClient client, Replay replay, Consumer<String> tell) {
    this.client = client;
    this.replay = replay;
    this.tell = tell;
  }

  /**
   * @param replayed how many were looked at
   * @param broken how many of them would get stuck
   */
  record Finding(long replayed, long broken) {

    boolean isGood() {
      return broken == 0;
    }

    String sentence() {
      return isGood()
          ? "Open payouts and invoices: " + replayed + ". All go on under this version."
          : broken
              + " of "
              + replayed
              + " open payouts and invoices would get stuck under this version. Do not deploy it:"
              + " keep the old course for them with Workflow.getVersion.";
    }
  }

  /**
   * @throws ConfigurationProblem if a payload's key is not at hand, which says nothing about the
   *     version
   * @throws StatusRuntimeException if the server does not answer
   */
  Finding run() {
    long replayed = 0;
    long broken = 0;
    Iterator<WorkflowExecutionMetadata> open = client.listExecutions(OPEN).iterator();
    while (open.hasNext()) {
      WorkflowExecutionMetadata execution = open.next();
      Optional<WorkflowExecutionHistory> history = history(execution);
      if (history.isEmpty()) {
        continue;
      }
      Optional<String> why = whyItBreaks(history.get());
      if (why.isPresent()) {
        broken++;
        tell.accept(execution.getExecution().getWorkflowId() + ": " + why.get());
      }
      replayed++;
      if (replayed % PROGRESS_EVERY == 0) {
        tell.accept("... " + replayed + " replayed, " + broken + " would get stuck");
      }
    }
    return new Finding(replayed, broken);
  }

  private Optional<String> whyItBreaks(WorkflowExecutionHistory history) {
    if (!Replay.hasBegun(history)) {
      return Optional.empty();
    }
    Optional<String> why = replay.whyItBreaks(history);
    if (why.filter(text -> text.contains(Secrets.PAYLOAD_KEYS)).isPresent()) {
      throw new ConfigurationProblem(
          history.getWorkflowExecution().getWorkflowId() + " cannot be read: " + why.get());
    }
    return why;
  }

  /** Empty if it has ended, and was deleted, since it was listed. */
  private Optional<WorkflowExecutionHistory> history(WorkflowExecutionMetadata execution) {
    try {
      return Optional.of(
          client.fetchHistory(
              execution.getExecution().getWorkflowId(), execution.getExecution().getRunId()));
    } catch (WorkflowNotFoundException gone) {
      return Optional.empty();
    } catch (StatusRuntimeException failed) {
      if (failed.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw failed;
    }
  }
}
