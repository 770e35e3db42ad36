package io.cryptopayouts.worker;

import java.util.Locale;

/**
 * A named place in the work on one payout.
 *
 * @param activity the step, as Temporal knows it
 * @param invoiceId of the one payout whose work is struck
 * @param strike what happens to the worker process there
 */
record CrashPoint(String activity, Place place, String invoiceId, Strike strike) {

  /** Where in a step. */
  enum Place {
    /** The step was entered and has done nothing. */
    BEFORE_CALL,
    /** It has done all it does, and nothing was returned. */
    AFTER_CALL,
    /** It has returned, and Temporal was not told. */
    BEFORE_COMPLETION,
    /** Temporal has taken that it is done. */
    AFTER_COMPLETION,
    /** Only of {@code pay}: everything was read, the claim was not asked for. */
    CLAIMING,
    /** Only of {@code pay}: the claim was granted, nothing was sent. */
    GRANTED,
    /** Only of {@code pay}: the provider has answered, the invoice was not told. */
    ANSWERED,
    /** Only of {@code pay}: the invoice was told the answer. */
    TOLD;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What happens there. */
  enum Strike {
    /** The process is gone at once, as by a power cut. */
    HALT,
    /** The process stands still until it is let go on. */
    STAND_STILL
  }

  static CrashPoint parse(String text) {
    String[] words = text.split("/", -1);
    return new CrashPoint(words[0], Place.valueOf(words[1]), words[2], Strike.valueOf(words[3]));
  }

  /** As {@link #parse} reads it. */
  String text() {
    return String.join("/", activity, place.name(), invoiceId, strike.name());
  }

  /** What the process says last, or before it stands still. */
  String said() {
    return "struck at " + text();
  }

  /** What it says when that step is over all the same. */
  String saidAfterwards() {
    return "went on after " + text();
  }
}
