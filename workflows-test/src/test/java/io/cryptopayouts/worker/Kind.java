package io.cryptopayouts.worker;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can happen in a {@link Scenario}. */
enum Kind {
  /** The worker dies: the activity never answers, and another worker goes on. */
  CRASH(Where.AT_POINTS),
  /** The worker stands still for so long, then goes on where it was. */
  FREEZE(
      Where.AT_POINTS,
      "PT4S",
      "PT9S",
      "PT11S",
      "PT31S",
      "PT89S",
      "PT91S",
      "PT3M",
      "PT16M",
      "PT21M",
      "PT31M"),
  /** The worker comes back with another configuration. */
  SWAP(Where.ANYWHERE, "no-resend", "hold", "usual"),
  /** Another worker takes over with nothing but the histories, and the one before finishes. */
  UPGRADE(Where.ANYWHERE),

  /** What the provider, or the network, makes of the next {@code pay}. */
  PAY(
      Where.ARMED,
      "request-lost",
      "answer-lost",
      "answer-cut",
      "502-taken",
      "502-untaken",
      "503-untaken",
      "500-envelope-taken",
      "000000-taken",
      "000000-untaken",
      "000080-taken",
      "999999-taken",
      "duplicate-taken",
      "000010-untaken",
      "000030-untaken",
      "000040-untaken",
      "999999-untaken"),
  /** The next {@code pay} reaches the provider only so long after the caller has given up. */
  PAY_SLOW(Where.ARMED, "PT1S", "PT29S", "PT61S", "PT119S"),
  /** What the next inquiry answers instead. */
  INQUIRY(Where.ARMED, "000000", "000030", "999999", "502"),
  /** The provider answers no question for so long. */
  OUTAGE(Where.BY_TIME, "PT30S", "PT5M", "PT61M"),
  /** The next claim is granted and its answer lost, or it arrives only after it was given back. */
  CLAIM(Where.ARMED, "answer-lost", "late"),

  /** Compliance changes its mind. */
  PAYEE(Where.ANYWHERE, "Activated", "Underreview", "Declined", "Deactivated"),
  WALLET(Where.ANYWHERE, "Activated", "Pending", "Invalid"),
  BALANCE(Where.ANYWHERE, "0.00", "24.99", "1000.00"),
  /** The provider settles what it took. */
  SETTLE(Where.ANYWHERE, "success", "failed", "returned"),
  /** A notice under the provider's signature, true or not. */
  NOTICE(Where.ANYWHERE, "pending", "success", "failed", "returned", "other-amount"),
  /** The same signed notice three times. */
  NOTICE_REPEATED(Where.ANYWHERE, "success", "failed", "returned"),
  /** Somebody else pays under our invoice. */
  FOREIGN(Where.BY_TIME),
  /** A notice under no valid signature. */
  NOTICE_FORGED(Where.ANYWHERE, "success", "failed", "returned"),

  /** Temporal's own Cancel, the UI's primary button. */
  TEMPORAL_CANCEL(Where.ANYWHERE),
  TERMINATE(Where.ANYWHERE),
  /** Started again by hand: with our mark, without, or with it in place of the running one. */
  START(Where.ANYWHERE, "marked", "unmarked", "replacing"),
  /** To the workflow task at this share of the history. */
  RESET(Where.ANYWHERE, "0", "0.3", "0.6", "0.9", "1"),
  /** {@code pay} is dispatched again without a line of workflow code. */
  RERUN(Where.ANYWHERE),
  /**
   * "Update options": the server gives up the {@code pay} that goes on, or runs it once more in its
   * place, or the versioning is another.
   */
  OPTIONS(Where.ANYWHERE, "less-time", "more-attempts", "versioning"),
  /** The invoice's own record is touched. */
  INVOICE(Where.ANYWHERE, "terminate", "reset"),

  /** The caller posts the order once more, or another one under the same name. */
  POST(Where.ANYWHERE, "same", "other"),
  CANCEL(Where.ANYWHERE),
  HOLD(Where.ANYWHERE),
  RELEASE(Where.ANYWHERE),
  RECHECK(Where.ANYWHERE),
  WAKE(Where.ANYWHERE),
  RESOLVE(Where.ANYWHERE, "PAID", "NOT_PAID", "WRITTEN_OFF"),
  ACKNOWLEDGE(Where.ANYWHERE);

  /** When a kind can happen. */
  private enum Where {
    AT_POINTS,
    BY_TIME,
    ANYWHERE,
    /** From its moment on it waits for the next call it can spoil. */
    ARMED
  }

  private static final Set<Place> IN_ACTIVITIES = EnumSet.of(Place.SENDING, Place.STEPS);
  private static final Set<Place> IN_ANY = EnumSet.complementOf(EnumSet.of(Place.STEPS));

  private final Where where;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> choices;

  Kind(Where where, String... choices) {
    this.where = where;
    this.choices = List.of(choices);
  }

  /** What it may be used with; empty if nothing. */
  List<String> choices() {
    return choices;
  }

  /** Whether it waits for the call that it spoils. */
  boolean isArmed() {
    return where == Where.ARMED;
  }

  boolean byTime() {
    return where != Where.AT_POINTS;
  }

  boolean atPoint(Point point) {
    return switch (where) {
      case AT_POINTS -> true;
      case BY_TIME, ARMED -> false;
      case ANYWHERE -> point.isInPay();
    };
  }

  /** Where a payout can be hit by it. */
  Set<Place> places() {
    return switch (where) {
      case AT_POINTS -> IN_ACTIVITIES;
      case BY_TIME, ANYWHERE -> IN_ANY;
      case ARMED ->
          this == INQUIRY
              ? EnumSet.of(Place.SENDING, Place.UNANSWERED, Place.SETTLEMENT)
              : EnumSet.of(Place.SENDING);
    };
  }
}
