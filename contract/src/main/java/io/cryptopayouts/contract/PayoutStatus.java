package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything the outside may know of a payout; holds no personal data but what the caller put into
 * {@code metadata}.
 *
 * @param payee the caller's customer code, or the provider's number of the payee
 * @param instruction digest of what is (to be) sent; {@code resolve} must name it
 * @param mayHaveSent whether money may be out: true from just before the first send, for ever
 * @param transactionNo the provider's number of the payout, null until known
 * @param remarks what else must be known before acting, each half a sentence: that it is held, that
 *     its run was reset, that this installation holds all sends
 * @param timeline what happened, oldest first, at most {@link #MOST_ENTRIES}
 */
public record PayoutStatus(
    PayoutId invoiceId,
    Money money,
    String payee,
    PayoutState state,
    String instruction,
    boolean mayHaveSent,
    String transactionNo,
    List<String> remarks,
    List<Entry> timeline,
    @Personal Map<String, String> metadata) {

  /** Longer timelines keep their first entries and the latest. */
  public static final int MOST_ENTRIES = 100;

  public PayoutStatus {
    remarks = remarks == null ? List.of() : List.copyOf(remarks);
    timeline = timeline == null ? List.of() : List.copyOf(timeline);
    metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
  }

  /** One line of the timeline. */
  public record Entry(Instant at, String what) {}

  /** The status as one sentence, without personal data. */
  @JsonProperty
  public String sentence() {
    return Sentences.of(this);
  }

  /**
   * The same with what its invoice's record shows: that knows what was sent before a Reset took the
   * run's memory, and what it reports after the payout has ended outranks how it ended.
   */
  PayoutStatus merged(Invoices.Shown record) {
    PayoutState now =
        state instanceof PayoutState.Ended
            ? record.need().<PayoutState>map(PayoutStatus::afterTheEnd).orElse(state)
            : state;
    return new PayoutStatus(
        invoiceId,
        money,
        payee,
        now,
        instruction,
        mayHaveSent || record.mayHaveGranted(),
        transactionNo,
        remarks,
        timeline,
        metadata);
  }

  private static PayoutState.NeedsAction afterTheEnd(Need need) {
    return new PayoutState.NeedsAction(
        Step.ENDED,
        need,
        "after the payout had ended",
        null,
        null,
        null,
        List.of(Action.ACKNOWLEDGE));
  }
}
