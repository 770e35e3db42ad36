package io.cryptopayouts.worker;

import io.cryptopayouts.contract.PayoutAttributes;
import io.cryptopayouts.contract.Step;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.internal.common.SearchAttributesUtil;
import java.util.Locale;

/** Where a payout is when something happens to it. */
enum Place {
  PAYEE,
  COMPLIANCE,
  WALLET,
  FUNDS,
  /** Ready to be sent, and put off. */
  READY,
  /** In {@code pay}. */
  SENDING,
  /** A send was not answered. */
  UNANSWERED,
  SETTLEMENT,
  ENDED,
  /** The execution was stopped from outside. */
  STOPPED,
  /** In a quick step, whichever. */
  STEPS;

  static Place at(Point point) {
    return point.isInPay() ? SENDING : STEPS;
  }

  /**
   * As Temporal shows the payout's run.
   *
   * @param unanswered whether a send was not answered
   */
  static Place of(WorkflowExecutionInfo run, boolean unanswered) {
    return switch (run.getStatus()) {
      case WORKFLOW_EXECUTION_STATUS_TERMINATED -> STOPPED;
      case WORKFLOW_EXECUTION_STATUS_RUNNING ->
          switch (step(run)) {
            case PAYEE -> PAYEE;
            case COMPLIANCE -> COMPLIANCE;
            case WALLET -> WALLET;
            case FUNDS -> FUNDS;
            case PAY -> unanswered ? UNANSWERED : READY;
            case SETTLEMENT -> SETTLEMENT;
            case ENDED -> ENDED;
          };
      default -> ENDED;
    };
  }

  private static Step step(WorkflowExecutionInfo run) {
    String word =
        SearchAttributesUtil.decodeTyped(run.getSearchAttributes()).get(PayoutAttributes.STEP);
    return word == null ? Step.PAYEE : Step.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
