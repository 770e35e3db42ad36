package io.cryptopayouts.api;

import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.CryptoPayoutWorkflow;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutResult;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Recheck;
import io.cryptopayouts.contract.Release;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Step;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A payout that waits for compliance until it is cancelled. */
public final class StubPayout implements CryptoPayoutWorkflow {

  private final PayoutOrder order;
  private final List<PayoutStatus.Entry> timeline = new ArrayList<>();
  private PayoutState state =
      new PayoutState.Waiting(
          Step.COMPLIANCE,
          Party.PROVIDER,
          "the provider reviews the payee",
          Instant.parse("2026-01-02T03:04:05Z"),
          Instant.parse("2026-02-01T03:04:05Z"),
          "the payout expires unpaid");
  private boolean ended;

  @WorkflowInit
  public StubPayout(PayoutOrder order) {
    this.order = order;
  }

  @Override
  public PayoutResult run(PayoutOrder given) {
    Workflow.await(() -> ended);
    Workflow.await(Workflow::isEveryHandlerFinished);
    return new PayoutResult("cancelled", status());
  }

  @Override
  public String recheck(Recheck recheck) {
    return recheck.by() + " asked to look again";
  }

  @Override
  public void checkRecheck(Recheck recheck) {}

  @Override
  public String cancel(Cancel cancel) {
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    state =
        new PayoutState.Ended(Outcome.CANCELLED, cancel.by() + ": " + cancel.reason(), now, null);
    ended = true;
    return "cancelled";
  }

  @Override
  public void checkCancel(Cancel cancel) {
    if ("too late".equals(cancel.reason())) {
      throw new ActionRefused("the provider has it already");
    }
  }

  @Override
  public String hold(Hold hold) {
    return hold.by() + " holds it: " + hold.reason();
  }

  @Override
  public void checkHold(Hold hold) {}

  @Override
  public String release(Release release) {
    return release.by() + " released " + release.instruction();
  }

  @Override
  public void checkRelease(Release release) {}

  @Override
  public String resolve(Resolve resolve) {
    if (resolve.reason().equals("too early")) {
      throw ActionRefused.failure("a send is still open");
    }
    return resolve.by() + " decided " + resolve.verdict().word() + ", see " + resolve.evidence();
  }

  @Override
  public void checkResolve(Resolve resolve) {}

  @Override
  public void notice(Notice notice) {
    timeline.add(
        new PayoutStatus.Entry(
            Instant.ofEpochMilli(Workflow.currentTimeMillis()),
            "notice: "
                + notice.status().word()
                + " "
                + notice.amount().toPlainString()
                + " "
                + notice.currency()));
  }

  @Override
  public void wake() {}

  @Override
  public PayoutStatus status() {
    return new PayoutStatus(
        order.invoiceId(),
        order.money(),
        order.payee().reference(),
        state,
        "digest-1",
        false,
        "305469836617940464",
        List.of(),
        timeline,
        order.metadata());
  }
}
