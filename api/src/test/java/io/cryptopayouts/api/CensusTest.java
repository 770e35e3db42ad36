package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayoutCensus;
import io.cryptopayouts.contract.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CensusTest {

  private static final Instant START = Instant.parse("2026-03-31T12:00:00Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Deque<Supplier<PayoutCensus>> answers = new ArrayDeque<>();
  private Instant now = START;
  private final Census census =
      new Census(
          () -> answers.pop().get(),
          Duration.ofSeconds(30),
          ((InstantSource) () -> now).withZone(ZoneOffset.UTC),
          metrics);

  @Test
  void beforeTheFirstCountNothingIsClaimed() {
    now = START.plusSeconds(90);

    assertThat(open()).isNaN();
    assertThat(census.fresh()).isEmpty();
    assertThat(age()).as("since the start of the process").isEqualTo(90);
  }

  @Test
  void aCountIsShownAndAges() {
    answers.add(() -> OperationsTest.census(START));
    census.take();
    now = START.plusSeconds(40);

    assertThat(open()).isEqualTo(3);
    assertThat(oldest()).isEqualTo(100);
    assertThat(age()).isEqualTo(40);
    assertThat(census.fresh()).isPresent();
    now = START.plusSeconds(91);
    assertThat(census.fresh()).as("after three intervals").isEmpty();
  }

  @Test
  void whileTemporalDoesNotAnswerTheLastCountStays() {
    answers.add(() -> OperationsTest.census(START));
    answers.add(() -> {
      throw new Unavailable("Temporal does not answer", null);
    });
    answers.add(() -> OperationsTest.census(now));
    census.take();
    now = START.plusSeconds(600);

    census.take();
    assertThat(open()).isEqualTo(3);
    assertThat(age()).isEqualTo(600);

    census.take();
    assertThat(age()).isZero();
  }

  private double open() {
    return metrics.get("payouts.open").tags("step", "funds", "state", "waiting").gauge().value();
  }

  private double oldest() {
    return metrics
        .get("payouts.oldest.age")
        .tags("step", "funds", "state", "waiting")
        .gauge()
        .value();
  }

  private double age() {
    return metrics.get("payouts.census.age").gauge().value();
  }
}
