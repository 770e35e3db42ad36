package io.cryptopayouts.contract;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The record of what was sent under one provider invoice, and its single writer. It stands outside
 * of the payout's run, so that no reset, cancellation or second start of the payout undoes it: who
 * wants to send must be granted the claim here. Reached through {@link Invoices} only.
 */
@WorkflowInterface
public interface InvoiceWorkflow {

  /** Keeps the invoice until it is sealed and watched to its end. */
  @WorkflowMethod(name = "InvoiceWorkflow")
  InvoiceView keep(String providerInvoice);

  /**
   * Asks for the right to send once. Granted to this token only, if the invoice is not sealed, its
   * digest is the same and every earlier send is unsent or refused; or, where re-sends are allowed,
   * if the only open send is older than the quiet period: once per invoice, ever.
   */
  @UpdateMethod(name = "claim", description = "Asked by the pay activity only.")
  ClaimAnswer claim(Claim claim);

  /** Ends sending for good. Refused while that would call a possible payment unpaid. */
  @UpdateMethod(name = "seal", description = "Asked by the payout only.")
  SealAnswer seal(Seal seal);

  @UpdateMethod(
      name = "acknowledge",
      description =
          "You have dealt with what this closed payout's invoice reports, such as returned money."
              + " {\"by\":\"your name\",\"reason\":\"what was done\"}")
  String acknowledge(Acknowledge acknowledge);

  @UpdateValidatorMethod(updateName = "acknowledge")
  void checkAcknowledge(Acknowledge acknowledge);

  /** What became of a granted send. */
  @SignalMethod(name = "told", description = "Told by the pay activity only.")
  void told(SendOutcome outcome);

  /** Inquiry showed this invoice's payout at the provider, with our values. */
  @SignalMethod(name = "found", description = "Told by the payout's activities only.")
  void found(Found found);

  @SignalMethod(name = "notice", description = "A late or orphan webhook; sent by the API.")
  void notice(Notice notice);

  /** The payout's execution was stopped from outside while money may be out. */
  @SignalMethod(
      name = "payoutStopped",
      description = "Sent by the search for payouts that were stopped outside. No input.")
  void payoutStopped();

  @SignalMethod(name = "wake", description = "Look again now. No input.")
  void wake();

  @QueryMethod(name = "view", description = "What was sent under this invoice.")
  InvoiceView view();
}
