package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** How a payout was seen to end, in order. */
final class Ends {

  private final Set<Outcome> seen = new LinkedHashSet<>();

  void add(Outcome end) {
    seen.add(end);
  }

  /** What is wrong with how it stands at last. */
  Optional<String> fault(PayoutStatus last) {
    return switch (last.state()) {
      case PayoutState.Ended end ->
          mayStandAs(end.outcome()) ? Optional.empty() : Optional.of("had ended " + seen);
      case PayoutState.NeedsAction needing -> Optional.empty();
      case PayoutState.InProgress now -> Optional.of("is lost: " + last.sentence());
      case PayoutState.Waiting wait -> Optional.of("is lost: " + last.sentence());
    };
  }

  /**
   * Whether it may stand as ended so. Besides an operator's decision there is one end; that
   * decision undone by hand, there is only the one before it.
   */
  boolean mayStandAs(Outcome last) {
    long others = seen.stream().filter(end -> end != Outcome.RESOLVED).count();
    boolean goesBack = last != Outcome.RESOLVED && seen.contains(Outcome.RESOLVED);
    return others <= 1 && (!goesBack || seen.iterator().next() == last);
  }

  @Override
  public String toString() {
    return seen.toString();
  }
}
