package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.Step;

/** What the workflow does next, as decided by {@link Decisions}. */
sealed interface Next {

  /** Goes on with a step, at once. */
  record Go(Step step) implements Next {}

  /** Ends, if the invoice can be sealed. */
  record End(Outcome outcome, String why) implements Next {}

  /** Stays in the step, looks again at this pace, and until then shows who must act. */
  sealed interface Stay extends Next {
    Rhythm rhythm();

    /** Which deadline limits the stay. */
    Limit limit();
  }

  record Wait(Party on, String reason, Rhythm rhythm, Limit limit) implements Stay {}

  /**
   * @param detail what was seen, without personal data; may be null
   */
  record Operator(Need need, String detail, Rhythm rhythm, Limit limit) implements Stay {}

  /** Which of the {@link Pace}s. */
  enum Rhythm {
    REVIEW,
    OUTCOME,
    RETRY
  }

  /** Which of the {@link io.cryptopayouts.contract.Deadlines}. */
  enum Limit {
    COMPLIANCE,
    DOCUMENTS,
    WALLET,
    FUNDS,
    /** Money may be out: no deadline ends this. */
    NONE
  }
}
