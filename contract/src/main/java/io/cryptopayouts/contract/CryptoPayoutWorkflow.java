package io.cryptopayouts.contract;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One payout, from the order to the provider's final word; may live for weeks. Start and find it
 * through {@link Payouts} only: a run that {@code Payouts} did not start refuses to work.
 */
@WorkflowInterface
public interface CryptoPayoutWorkflow {

  /** Pays the order. Ends only as {@link Outcome} says; losing patience never ends it. */
  @WorkflowMethod(name = "CryptoPayoutWorkflow")
  PayoutResult run(PayoutOrder order);

  @UpdateMethod(
      name = "recheck",
      description =
          "Look again now instead of at the next poll. Never sends twice. {\"by\":\"your name\"}")
  String recheck(Recheck recheck);

  @UpdateValidatorMethod(updateName = "recheck")
  void checkRecheck(Recheck recheck);

  @UpdateMethod(
      name = "cancel",
      description =
          "End the payout if nothing was sent; refused once the provider has it. Remembered while"
              + " that is unknown. {\"by\":\"your name\",\"reason\":\"why\"}")
  String cancel(Cancel cancel);

  @UpdateValidatorMethod(updateName = "cancel")
  void checkCancel(Cancel cancel);

  @UpdateMethod(
      name = "hold",
      description =
          "Send nothing until released; the steps before go on. A send under way is not called"
              + " back; refused once the provider has it."
              + " {\"by\":\"your name\",\"reason\":\"why\"}")
  String hold(Hold hold);

  @UpdateValidatorMethod(updateName = "hold")
  void checkHold(Hold hold);

  @UpdateMethod(
      name = "release",
      description =
          "Undo a hold: the payout may be sent. instruction: the digest shown in the details."
              + " {\"by\":\"your name\",\"reason\":\"why\",\"instruction\":\"digest\"}")
  String release(Release release);

  @UpdateValidatorMethod(updateName = "release")
  void checkRelease(Release release);

  @UpdateMethod(
      name = "resolve",
      description =
          "Decide yourself what became of a payout that needs action; ends it as resolved. Asks the"
              + " provider first and is refused if its answer contradicts. verdict: PAID, NOT_PAID"
              + " or WRITTEN_OFF; instruction: the digest shown in the details."
              + " {\"by\":\"your name\",\"verdict\":\"NOT_PAID\",\"reason\":\"why\","
              + "\"evidence\":\"ticket\",\"instruction\":\"digest\"}")
  String resolve(Resolve resolve);

  @UpdateValidatorMethod(updateName = "resolve")
  void checkResolve(Resolve resolve);

  @SignalMethod(
      name = "notice",
      description = "A verified webhook of the provider; sent by the API.")
  void notice(Notice notice);

  @SignalMethod(
      name = "wake",
      description = "Look again now, without an answer: the recheck for batches. No input.")
  void wake();

  @QueryMethod(name = "status", description = "The whole status with its timeline.")
  PayoutStatus status();
}
