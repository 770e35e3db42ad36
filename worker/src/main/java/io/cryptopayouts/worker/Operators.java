package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Acknowledge;
import io.cryptopayouts.contract.Action;
import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.Recheck;
import io.cryptopayouts.contract.Release;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When an operator's action is refused, each time with a sentence that says what to do instead.
 * Validators throw the refusal as it is; handlers turn it into a failure.
 */
final class Operators {

  private static final int LONGEST = 500;

  private Operators() {}

  static void checkRecheck(Recheck recheck) {
    require(recheck != null, "Say who you are: {\"by\":\"your name\"}.");
    text("by", recheck.by());
  }

  static void checkCancel(Cancel cancel, Progress progress) {
    require(cancel != null, "Say who you are: {\"by\":\"your name\",\"reason\":\"why\"}.");
    text("by", cancel.by());
    require(
        cancel.reason() == null || cancel.reason().length() <= LONGEST,
        "reason must have at most " + LONGEST + " characters.");
    require(progress.step != Step.ENDED, "Not cancelled: the payout has ended.");
    require(
        progress.acceptedAt == null,
        "Not cancelled: the provider has the payout, and a payout cannot be called back.");
  }

  static void checkHold(Hold hold, Progress progress) {
    require(hold != null, "Say who you are: {\"by\":\"your name\",\"reason\":\"why\"}.");
    text("by", hold.by());
    text("reason", hold.reason());
    require(progress.step != Step.ENDED, "Not held: the payout has ended.");
    require(
        progress.acceptedAt == null,
        "Not held: the provider has the payout, and a payout cannot be called back.");
    require(progress.hold == null, "Not held: it is held already, and stays so until released.");
  }

  static void checkRelease(Release release, Progress progress) {
    require(
        release != null,
        "Say who you are: {\"by\":\"your name\",\"reason\":\"why\",\"instruction\":\"digest\"}.");
    text("by", release.by());
    text("reason", release.reason());
    require(progress.hold != null, "Not released: the payout is not held.");
    instruction("Not released", release.instruction(), progress);
  }

  static void checkResolve(Resolve resolve, Progress progress, Instant now) {
    require(
        resolve != null,
        "Say what you found: {\"by\",\"verdict\",\"reason\",\"evidence\",\"instruction\"}.");
    text("by", resolve.by());
    text("reason", resolve.reason());
    text("evidence", resolve.evidence());
    require(
        resolve.verdict() != null,
        "Not resolved: verdict is missing; it is PAID, NOT_PAID or WRITTEN_OFF.");
    require(
        progress.state instanceof PayoutState.NeedsAction,
        "Not resolved: the payout does not need an operator now. Cancel or recheck it instead.");
    instruction("Not resolved", resolve.instruction(), progress);
    if (progress.unresolved) {
      Duration wait = Duration.between(now, progress.unresolvedSince.plus(progress.terms.quiet()));
      require(
          !wait.isPositive(),
          "Not resolved: a send is younger than the quiet period; try again in "
              + (wait.toMinutes() + 1)
              + " min.");
    }
  }

  static void checkAcknowledge(Acknowledge acknowledge, InvoiceRecord record) {
    require(acknowledge != null, "Say who you are: {\"by\":\"your name\",\"reason\":\"why\"}.");
    text("by", acknowledge.by());
    text("reason", acknowledge.reason());
    require(record.need() != null, "There is nothing to acknowledge.");
  }

  /** What may be done now; the checks above refuse everything else. */
  static List<Action> possible(Progress progress, boolean needsAction) {
    if (progress.step == Step.ENDED) {
      return List.of();
    }
    List<Action> possible = new ArrayList<>(List.of(Action.RECHECK));
    if (progress.hold != null) {
      possible.add(Action.RELEASE);
    } else if (progress.acceptedAt == null) {
      possible.add(Action.HOLD);
    }
    if (progress.acceptedAt == null && progress.cancel == null) {
      possible.add(Action.CANCEL);
    }
    if (needsAction) {
      possible.add(Action.RESOLVE);
    }
    return possible;
  }

  private static void instruction(String refused, String named, Progress progress) {
    require(
        progress.digest().equals(named),
        refused
            + ": instruction must be the digest shown in the details, "
            + progress.digest()
            + "; a decision for another instruction does not count.");
  }

  private static void text(String field, String value) {
    require(value != null && !value.isBlank(), field + " is missing.");
    require(value.length() <= LONGEST, field + " must have at most " + LONGEST + " characters.");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ActionRefused(sentence);
    }
  }
}
