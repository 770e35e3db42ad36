package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT1M",
    "1, PT2M",
    "2, PT4M",
    "6, PT1H4M",
    "7, PT2H",
    "8, PT2H",
    "2147483647, PT2H",
  })
  void theIntervalDoublesUpToTheLongest(int polls, Duration interval) {
    assertThat(new Pace(Duration.ofMinutes(1), Duration.ofHours(2)).interval(polls))
        .isEqualTo(interval);
  }

  @Test
  void theLongestLimitsTheFirstToo() {
    assertThat(new Pace(Duration.ofMinutes(9), Duration.ofMinutes(5)).interval(0))
        .isEqualTo(Duration.ofMinutes(5));
  }
}
