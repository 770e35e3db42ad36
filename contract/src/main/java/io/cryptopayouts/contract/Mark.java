package io.cryptopayouts.contract;

import io.temporal.workflow.Workflow;
import java.util.Map;

/**
 * The memo entry that tells executions started through {@link Payouts} from those started by hand:
 * the Temporal UI's "start like this one" copies everything but the memo. Its value is the id of
 * the execution it belongs to.
 */
public final class Mark {

  /** Name of the memo entry. */
  public static final String MEMO = "payouts";

  /** Name of the memo entry of an invoice that holds its instruction's digest. */
  public static final String DIGEST = "digest";

  private Mark() {}

  /** Whether the execution whose workflow code asks bears the mark. */
  public static boolean isOnThisExecution() {
    return Workflow.getInfo().getWorkflowId().equals(Workflow.getMemo(MEMO, String.class));
  }

  static Map<String, Object> of(String workflowId) {
    return Map.of(MEMO, workflowId);
  }
}
