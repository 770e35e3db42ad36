package io.cryptopayouts.worker;

import java.time.Duration;

/**
 * How often a wait looks again by itself.
 *
 * @param first the first interval; each further one doubles
 * @param most the longest
 */
record Pace(Duration first, Duration most) {

  Duration interval(int polls) {
    Duration interval = first;
    for (int i = 0; i < polls && interval.compareTo(most) < 0; i++) {
      interval = interval.multipliedBy(2);
    }
    return interval.compareTo(most) < 0 ? interval : most;
  }
}
