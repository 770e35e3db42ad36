package io.cryptopayouts.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The short time in which a granted send must be written. Looked at by two clocks, because each can
 * lie: the wall clock may be set back, the monotonic one may stand still while the machine sleeps.
 */
final class SendWindow {

  private final Clock clock;
  private final Instant wallEnd;
  private final long start;
  private final long nanos;

  private SendWindow(Clock clock, Duration length) {
    this.clock = clock;
    this.wallEnd = clock.instant().plus(length);
    this.start = System.nanoTime();
    this.nanos = length.toNanos();
  }

  static SendWindow opening(Clock clock, Duration length) {
    return new SendWindow(clock, length);
  }

  boolean isOpen() {
    return clock.instant().isBefore(wallEnd) && System.nanoTime() - start < nanos;
  }
}
