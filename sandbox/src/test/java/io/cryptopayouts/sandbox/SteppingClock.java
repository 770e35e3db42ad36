package io.cryptopayouts.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until told to go on. */
final class SteppingClock implements InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2025-01-15T10:20:30Z"));

  @Override
  public Instant instant() {
    return now.get();
  }

  void forward(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }
}
