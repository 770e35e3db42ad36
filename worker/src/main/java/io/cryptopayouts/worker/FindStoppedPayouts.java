package io.cryptopayouts.worker;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Looks for payouts whose execution was stopped from outside, such as terminated, while money may
 * be out, so that the provider is asked and an operator told. Started by a Temporal schedule.
 */
@WorkflowInterface
public interface FindStoppedPayouts {

  @WorkflowMethod(name = "FindStoppedPayouts")
  StoppedPayouts run();
}
