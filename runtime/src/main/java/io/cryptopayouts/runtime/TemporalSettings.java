package io.cryptopayouts.runtime;

import java.time.Duration;

/**
 * How long a process waits for Temporal. Where Temporal is, is not said here: that is Temporal's
 * own environment configuration, so that its command line and this service agree.
 *
 * @param startPatience how long a start waits for Temporal to answer before it fails
 * @param callPatience how long one call is retried while Temporal does not answer
 */
public record TemporalSettings(Duration startPatience, Duration callPatience) {

  public TemporalSettings {
    if (startPatience == null || startPatience.isNegative()) {
      throw new ConfigurationProblem(
          "temporal.startPatience", "is missing or negative", "write a duration such as PT1M");
    }
    if (callPatience == null || !callPatience.isPositive()) {
      throw new ConfigurationProblem(
          "temporal.callPatience", "is missing or not positive", "write a duration such as PT10S");
    }
  }
}
