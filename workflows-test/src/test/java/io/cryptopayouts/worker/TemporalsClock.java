package io.cryptopayouts.worker;

import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Runs with Temporal's skipped time. */
final class TemporalsClock extends Clock {

  private final TestWorkflowEnvironment temporal;

  TemporalsClock(TestWorkflowEnvironment temporal) {
    this.temporal = temporal;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(temporal.currentTimeMillis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
