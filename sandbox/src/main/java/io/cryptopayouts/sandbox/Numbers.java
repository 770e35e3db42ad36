package io.cryptopayouts.sandbox;

import java.time.Instant;

/**
 * Makes the provider's numbers: digits in the lengths Pockyt's examples show, never the same again.
 */
final class Numbers {
  private static final long EIGHTEEN_DIGITS = 300_000_000_000_000_000L;

  private long next;

  /**
   * Starts from the time, so that a simulator started anew does not repeat the numbers of the last
   * one.
   */
  Numbers(Instant start) {
    next = EIGHTEEN_DIGITS + start.toEpochMilli() * 10_000;
  }

  String customerNo() {
    return "2000" + next++;
  }

  String accountToken() {
    return "2010" + next++;
  }

  String transactionNo() {
    return Long.toString(next++);
  }
}
