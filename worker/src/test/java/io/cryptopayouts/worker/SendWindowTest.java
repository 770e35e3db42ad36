package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SendWindowTest {

  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final AtomicReference<Instant> time = new AtomicReference<>(START);
  private final Clock wall = ((InstantSource) time::get).withZone(ZoneOffset.UTC);

  @Test
  void itIsOpenUntilItsEndByTheWallClock() {
    SendWindow window = SendWindow.opening(wall, LONG);

    assertThat(window.isOpen()).isTrue();
    time.set(START.plus(LONG).minusNanos(1));
    assertThat(window.isOpen()).isTrue();
    time.set(START.plus(LONG));
    assertThat(window.isOpen()).isFalse();
  }

  @Test
  void itClosesWhileTheWallClockStandsStill() {
    SendWindow window = new SendWindow(wall, nanos::get, LONG);

    nanos.addAndGet(LONG.toNanos() - 1);
    assertThat(window.isOpen()).isTrue();
    nanos.incrementAndGet();
    assertThat(window.isOpen()).isFalse();
  }

  @Test
  void itClosesThoughTheWallClockIsSetBack() {
    SendWindow window = new SendWindow(wall, nanos::get, LONG);
    time.set(START.minus(LONG));

    nanos.addAndGet(LONG.toNanos());

    assertThat(window.isOpen()).isFalse();
  }

  @Test
  void aWindowOfNoLengthIsNeverOpen() {
    assertThat(SendWindow.opening(wall, Duration.ZERO).isOpen()).isFalse();
  }
}
