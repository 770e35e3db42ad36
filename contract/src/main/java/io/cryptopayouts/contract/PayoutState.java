package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** What a payout does now, in terms of who must act. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PayoutState.InProgress.class, name = "in-progress"),
  @JsonSubTypes.Type(value = PayoutState.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = PayoutState.NeedsAction.class, name = "needs-action"),
  @JsonSubTypes.Type(value = PayoutState.Ended.class, name = "ended")
})
public sealed interface PayoutState {

  /** Where the payout is. */
  Step step();

  /** Since when somebody else must act, or null. */
  default Instant since() {
    return null;
  }

  /** When the present wait ends by itself, or null. */
  default Instant until() {
    return null;
  }

  /** The state in words, without personal data. */
  default String words() {
    return Sentences.of(this);
  }

  /** The service itself is working. */
  record InProgress(Step step) implements PayoutState {}

  /**
   * Somebody else must act; nothing is wrong.
   *
   * @param reason what is waited for, half a sentence
   * @param until when the wait ends by itself, null if it does not
   * @param then what happens at {@code until}, or next
   */
  record Waiting(Step step, Party on, String reason, Instant since, Instant until, String then)
      implements PayoutState {}

  /**
   * An operator must act.
   *
   * @param detail what was seen, without personal data; may be null
   */
  record NeedsAction(
      Step step,
      Need need,
      String detail,
      Instant since,
      Instant until,
      String then,
      List<Action> possible)
      implements PayoutState {
    public NeedsAction {
      possible = List.copyOf(possible);
    }
  }

  /**
   * The end.
   *
   * @param why what led here, half a sentence without personal data
   * @param resolution who decided, if {@link Outcome#RESOLVED}; else null
   */
  record Ended(Outcome outcome, String why, Instant at, Resolve resolution) implements PayoutState {
    @Override
    public Step step() {
      return Step.ENDED;
    }
  }
}
