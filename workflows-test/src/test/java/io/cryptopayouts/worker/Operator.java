package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Acknowledge;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Recheck;
import io.cryptopayouts.contract.Release;
import io.cryptopayouts.contract.Resolve;

/** Does what an operator may do, with words that say nothing. */
record Operator(Payouts payouts) {

  private static final String NAME = "operator";

  String recheck(PayoutOrder order) {
    return payouts.recheck(order.invoiceId(), new Recheck(NAME));
  }

  String cancel(PayoutOrder order) {
    return payouts.cancel(order.invoiceId(), new Cancel(NAME, "not wanted any more"));
  }

  String hold(PayoutOrder order) {
    return payouts.hold(order.invoiceId(), new Hold(NAME, "why"));
  }

  /** For the instruction that is shown now. */
  String release(PayoutOrder order) {
    return payouts.release(order.invoiceId(), new Release(NAME, "why", instruction(order)));
  }

  /** For the instruction that is shown now. */
  String resolve(PayoutOrder order, Resolve.Verdict verdict) {
    return resolve(order, verdict, instruction(order));
  }

  String resolve(PayoutOrder order, Resolve.Verdict verdict, String instruction) {
    return payouts.resolve(
        order.invoiceId(),
        new Resolve(NAME, verdict, "asked the provider", "ticket 1", instruction));
  }

  String acknowledge(PayoutOrder order) {
    return payouts.acknowledge(order.invoiceId(), new Acknowledge(NAME, "booked the money back"));
  }

  private String instruction(PayoutOrder order) {
    return payouts.find(order.invoiceId()).orElseThrow().instruction();
  }
}
