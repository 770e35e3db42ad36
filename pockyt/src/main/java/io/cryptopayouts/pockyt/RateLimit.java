package io.cryptopayouts.pockyt;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket holding one second's worth of requests, of which the last few are kept for
 * payments. Time is counted in nanoseconds of credit, so nothing is rounded.
 */
final class RateLimit {
  /** How a caller waits; a test puts its own clock forward instead. */
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  private final long cost;
  private final long capacity;
  private final long keptForPay;
  private final long longestWait;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private long credit;
  private long creditedAt;

  RateLimit(
      int perSecond, int keptForPay, Duration longestWait, LongSupplier nanoTime, Pause pause) {
    this.cost = Duration.ofSeconds(1).dividedBy(perSecond).toNanos();
    this.capacity = perSecond * cost;
    this.keptForPay = keptForPay * cost;
    this.longestWait = longestWait.toNanos();
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.credit = capacity;
    this.creditedAt = nanoTime.getAsLong();
  }

  /** Takes one request that moves no money; false if none came free within the longest wait. */
  boolean takeForRead() {
    return take(cost + keptForPay);
  }

  /** Takes one payment; false if none came free within the longest wait. */
  boolean takeForPay() {
    return take(cost);
  }

  private boolean take(long needed) {
    long start = nanoTime.getAsLong();
    while (true) {
      long missing = takeOrMissing(needed);
      if (missing == 0) {
        return true;
      }
      long waited = nanoTime.getAsLong() - start;
      if (waited + missing > longestWait) {
        return false;
      }
      try {
        pause.sleep(Duration.ofNanos(missing));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private synchronized long takeOrMissing(long needed) {
    long now = nanoTime.getAsLong();
    credit = Math.min(capacity, credit + (now - creditedAt));
    creditedAt = now;
    if (credit < needed) {
      return needed - credit;
    }
    credit -= cost;
    return 0;
  }
}
