package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;

/** What a status says, or a failure that shows what it says instead. */
final class Told {

  private Told() {}

  static Outcome outcome(PayoutStatus status) {
    return end(status).outcome();
  }

  static boolean has(PayoutStatus status, Outcome outcome) {
    return status.state() instanceof PayoutState.Ended end && end.outcome() == outcome;
  }

  static PayoutState.Ended end(PayoutStatus status) {
    if (status.state() instanceof PayoutState.Ended end) {
      return end;
    }
    throw new AssertionError("not ended: " + status.sentence());
  }

  static Need need(PayoutStatus status) {
    return needing(status).need();
  }

  static PayoutState.NeedsAction needing(PayoutStatus status) {
    if (status.state() instanceof PayoutState.NeedsAction needing) {
      return needing;
    }
    throw new AssertionError("needs nobody: " + status.sentence());
  }

  static Party waitsFor(PayoutStatus status) {
    return waiting(status).on();
  }

  static PayoutState.Waiting waiting(PayoutStatus status) {
    if (status.state() instanceof PayoutState.Waiting waiting) {
      return waiting;
    }
    throw new AssertionError("does not wait: " + status.sentence());
  }
}
