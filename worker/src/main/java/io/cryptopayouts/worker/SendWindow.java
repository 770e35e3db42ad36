package io.cryptopayouts.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The short time in which a granted send must be written. Looked at by two clocks, because each can
 * lie: the wall clock may be set back, the monotonic one may stand still while the machine sleeps.
 */
final class SendWindow {

  private final Clock clock;
  private final Instant wallEnd;
  private final LongSupplier monotonic;
  private final long start;
  private final long nanos;

  /**
   * @param monotonic nanoseconds since some moment
   */
  SendWindow(Clock clock, LongSupplier monotonic, Duration length) {
    this.clock = clock;
    this.wallEnd = clock.instant().plus(length);
    this.monotonic = monotonic;
    this.start = monotonic.getAsLong();
    this.nanos = length.toNanos();
  }

  static SendWindow opening(Clock clock, Duration length) {
    return new SendWindow(clock, System::nanoTime, length);
  }

  boolean isOpen() {
    return clock.instant().isBefore(wallEnd) && monotonic.getAsLong() - start < nanos;
  }
}
