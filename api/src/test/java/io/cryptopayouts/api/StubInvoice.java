package io.cryptopayouts.api;

import io.cryptopayouts.contract.Acknowledge;
import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.InvoiceWorkflow;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.SendOutcome;
import io.cryptopayouts.contract.Settlement;
import io.temporal.workflow.Workflow;
import java.util.List;

/** An invoice's record that keeps the status of the last notice until it is acknowledged. */
public final class StubInvoice implements InvoiceWorkflow {

  private Settlement status;
  private boolean acknowledged;

  @Override
  public InvoiceView keep(String providerInvoice) {
    Workflow.await(() -> acknowledged);
    Workflow.await(Workflow::isEveryHandlerFinished);
    return view();
  }

  @Override
  public ClaimAnswer claim(Claim claim) {
    return new ClaimAnswer.Unusable("a stub");
  }

  @Override
  public SealAnswer seal(Seal seal) {
    return new SealAnswer.Sealed(seal.outcome());
  }

  @Override
  public String acknowledge(Acknowledge acknowledge) {
    acknowledged = true;
    return acknowledge.by() + " has seen it";
  }

  @Override
  public void checkAcknowledge(Acknowledge acknowledge) {}

  @Override
  public void told(SendOutcome outcome) {}

  @Override
  public void found(Found found) {}

  @Override
  public void notice(Notice notice) {
    status = notice.status();
  }

  @Override
  public void payoutStopped() {}

  @Override
  public void wake() {}

  @Override
  public InvoiceView view() {
    return new InvoiceView("stub", null, null, List.of(), null, status, null, null);
  }
}
