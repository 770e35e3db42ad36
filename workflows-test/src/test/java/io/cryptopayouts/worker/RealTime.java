package io.cryptopayouts.worker;

import io.cryptopayouts.worker.Scenario.Length;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How long the times of a scenario take where they pass for real: every limit of the product lies
 * where the scenario has it, and what is between two of them stays between.
 */
final class RealTime {

  /** As short as a busy machine can keep, and safe by its own rule with two seconds to spare. */
  static final PaySettings PAY =
      new PaySettings(
          true,
          Duration.ofSeconds(12),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          false);

  /** How long the provider may be unusable. */
  static final Duration PATIENCE = Duration.ofSeconds(16);

  private static final PaySettings USUAL = PaySettings.DEFAULT;

  private static final NavigableMap<Duration, Duration> LIMITS =
      new TreeMap<>(
          Map.of(
              Duration.ZERO,
              Duration.ZERO,
              USUAL.sendWindow(),
              PAY.sendWindow(),
              USUAL.activityLimit(),
              PAY.activityLimit(),
              USUAL.quiet(),
              PAY.quiet(),
              Duration.ofHours(1),
              PATIENCE,
              Duration.ofDays(1),
              PATIENCE.multipliedBy(24)));

  private RealTime() {}

  static Duration of(Length length) {
    Duration time = length.duration();
    Map.Entry<Duration, Duration> before = LIMITS.floorEntry(time);
    Map.Entry<Duration, Duration> after = LIMITS.higherEntry(time);
    double share =
        (double) time.minus(before.getKey()).toMillis()
            / after.getKey().minus(before.getKey()).toMillis();
    Duration between = after.getValue().minus(before.getValue());
    return before.getValue().plusMillis(Math.round(share * between.toMillis()));
  }

  /** A lag that the guarantee allows for, or one that outlasts the quiet period by far. */
  static Duration lag(Length length) {
    return length.duration().compareTo(USUAL.lag()) > 0
        ? of(length).multipliedBy(2)
        : proportional(length, USUAL.lag(), PAY.lag());
  }

  /** How long a request is under way after its caller has given up. */
  static Duration underWay(Length length) {
    return proportional(length, USUAL.gatewayIdle(), PAY.gatewayIdle());
  }

  private static Duration proportional(Length length, Duration usual, Duration real) {
    return Duration.ofMillis(length.millis() * real.toMillis() / usual.toMillis());
  }
}
