package io.cryptopayouts.pockyt;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A time in which the provider turns calls away with HTTP 429 or 503. No read leaves while it
 * lasts, but for one at a time, to find out whether it is over: a read that is held was certainly
 * not sent. Payments are never held, but what they are answered counts. Shared by all calls of one
 * client; safe for use by several threads.
 *
 * <p>Waits one second at first, twice as long each time that a read finds the storm still on, or as
 * long as the provider asks for if that is longer, and never more than a minute.
 */
final class Storm {
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final long longestCall;
  private final LongSupplier nanoTime;
  private Duration wait = Duration.ZERO;
  private boolean probing;
  private long until;

  /**
   * @param longestCall how long the answer to a read may take
   */
  Storm(Duration longestCall, LongSupplier nanoTime) {
    this.longestCall = longestCall.toNanos();
    this.nanoTime = nanoTime;
  }

  /** How long no read may leave; zero if one may. */
  synchronized Duration held() {
    long left = until - nanoTime.getAsLong();
    return wait.isZero() || left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  /** The same for a read that leaves at once if it may: in a storm it is the only one. */
  synchronized Duration leave() {
    Duration held = held();
    if (held.isZero() && !wait.isZero()) {
      probing = true;
      until = nanoTime.getAsLong() + longestCall;
    }
    return held;
  }

  /** Takes what came of a call that left. */
  synchronized void heard(Reply reply) {
    if (reply.isTurnedAway()) {
      turnedAway(reply.retryAfter());
    } else if (reply.isAnswered() && probing) {
      wait = Duration.ZERO;
      probing = false;
    }
  }

  private void turnedAway(Duration retryAfter) {
    long now = nanoTime.getAsLong();
    // Of those that left together before the storm was known only the first makes the wait longer.
    if (wait.isZero() || probing) {
      wait = atMost(longer(SHORTEST_WAIT, wait.multipliedBy(2)));
      probing = false;
      until = now;
    }
    long end = now + (retryAfter == null ? wait : atMost(longer(wait, retryAfter))).toNanos();
    until = end - until > 0 ? end : until;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration atMost(Duration duration) {
    return duration.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : duration;
  }
}
