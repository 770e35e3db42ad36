package io.cryptopayouts.pockyt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StormTest {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
  private static final Reply FINE = new Reply.None(200, "HTTP 200", null);
  private static final Reply NO_ANSWER = new Reply.None(0, "no answer", null);

  /** Close to where the count overflows. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_500_000_000);

  private final Storm storm = new Storm(LONGEST_CALL, now::get);

  @Test
  void holds_nothing_while_the_provider_answers() {
    for (int i = 0; i < 3; i++) {
      assertThat(storm.held()).isZero();
      assertThat(storm.leave()).isZero();
    }
    storm.heard(FINE);
    storm.heard(NO_ANSWER);
    assertThat(storm.leave()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void holds_every_read_once_a_call_was_turned_away(int status) {
    storm.heard(turnedAway(status, null));

    assertThat(storm.held()).isEqualTo(Duration.ofSeconds(1));
    assertThat(storm.leave()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 404, 500, 502, 504})
  void other_answers_are_no_storm(int status) {
    storm.heard(turnedAway(status, null));

    assertThat(storm.leave()).isZero();
  }

  @Test
  void then_one_read_leaves_and_the_others_are_held_until_it_is_answered() {
    storm.heard(turnedAway(503, null));
    pass(Duration.ofSeconds(1));

    assertThat(storm.leave()).isZero();
    assertThat(storm.leave()).isEqualTo(LONGEST_CALL);
    storm.heard(FINE);
    assertThat(storm.leave()).isZero();
    assertThat(storm.leave()).isZero();
  }

  @Test
  void a_read_that_is_never_answered_keeps_the_others_no_longer_than_it_may_take() {
    storm.heard(turnedAway(503, null));
    pass(Duration.ofSeconds(1));
    assertThat(storm.leave()).isZero();
    storm.heard(NO_ANSWER);
    assertThat(storm.held()).isEqualTo(LONGEST_CALL);

    pass(LONGEST_CALL);
    assertThat(storm.leave()).isZero();
    assertThat(storm.leave()).isEqualTo(LONGEST_CALL);
  }

  @Test
  void waits_twice_as_long_each_time_up_to_a_minute_and_begins_anew_after_the_storm() {
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(storm.leave()).isZero();
      storm.heard(turnedAway(503, null));
      assertThat(storm.held()).isEqualTo(Duration.ofSeconds(seconds));
      pass(Duration.ofSeconds(seconds));
    }
    assertThat(storm.leave()).isZero();
    storm.heard(FINE);

    storm.heard(turnedAway(503, null));
    assertThat(storm.held()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void those_that_were_under_way_together_count_as_one() {
    for (int i = 0; i < 10; i++) {
      storm.heard(turnedAway(503, null));
    }
    assertThat(storm.held()).isEqualTo(Duration.ofSeconds(1));
    storm.heard(FINE);
    assertThat(storm.held()).isEqualTo(Duration.ofSeconds(1));
    storm.heard(turnedAway(503, Duration.ofSeconds(30)));
    storm.heard(turnedAway(503, Duration.ofSeconds(5)));
    assertThat(storm.held()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void waits_as_long_as_the_provider_asks_up_to_a_minute_and_never_shorter_than_by_itself() {
    storm.heard(turnedAway(429, Duration.ZERO));
    assertThat(storm.held()).isEqualTo(Duration.ofSeconds(1));

    pass(Duration.ofSeconds(1));
    assertThat(storm.leave()).isZero();
    storm.heard(turnedAway(429, Duration.ofSeconds(20)));
    assertThat(storm.held()).isEqualTo(Duration.ofSeconds(20));

    pass(Duration.ofSeconds(20));
    assertThat(storm.leave()).isZero();
    storm.heard(turnedAway(429, Duration.ofHours(1)));
    assertThat(storm.held()).isEqualTo(Duration.ofMinutes(1));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static Reply turnedAway(int status, Duration retryAfter) {
    return new Reply.None(status, "HTTP " + status, retryAfter);
  }
}
