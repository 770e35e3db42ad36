package io.cryptopayouts.pockyt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong now = new AtomicLong(1_000_000);

  @Test
  void lets_a_second_s_worth_through_at_once_and_then_no_more() {
    RateLimit limit = limit(5, 0, Duration.ZERO);

    for (int i = 0; i < 5; i++) {
      assertThat(limit.takeForRead()).isTrue();
    }
    assertThat(limit.takeForRead()).isFalse();
  }

  @Test
  void keeps_its_last_request_for_a_payment() {
    RateLimit limit = limit(5, 1, Duration.ZERO);

    for (int i = 0; i < 4; i++) {
      assertThat(limit.takeForRead()).isTrue();
    }
    assertThat(limit.takeForRead()).isFalse();
    assertThat(limit.takeForPay()).isTrue();
    assertThat(limit.takeForPay()).isFalse();
  }

  @Test
  void waits_until_a_request_comes_free() {
    RateLimit limit = limit(5, 0, Duration.ofSeconds(1));
    for (int i = 0; i < 5; i++) {
      assertThat(limit.takeForRead()).isTrue();
    }
    long before = now.get();

    assertThat(limit.takeForRead()).isTrue();
    assertThat(Duration.ofNanos(now.get() - before)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void does_not_begin_a_wait_that_is_too_long() {
    RateLimit limit = limit(1, 0, Duration.ofMillis(999));
    assertThat(limit.takeForRead()).isTrue();
    long before = now.get();

    assertThat(limit.takeForRead()).isFalse();
    assertThat(now).hasValue(before);
  }

  @Test
  void holds_no_more_than_a_second_s_worth_however_long_it_is_quiet() {
    RateLimit limit = limit(2, 0, Duration.ZERO);
    now.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(limit.takeForRead()).isTrue();
    assertThat(limit.takeForRead()).isTrue();
    assertThat(limit.takeForRead()).isFalse();
  }

  @Test
  void gives_up_when_interrupted_and_leaves_the_mark() {
    RateLimit limit =
        new RateLimit(
            1,
            0,
            Duration.ofSeconds(2),
            now::get,
            duration -> {
              throw new InterruptedException();
            });
    assertThat(limit.takeForPay()).isTrue();

    assertThat(limit.takeForPay()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  private RateLimit limit(int perSecond, int keptForPay, Duration longestWait) {
    return new RateLimit(
        perSecond, keptForPay, longestWait, now::get, wait -> now.addAndGet(wait.toNanos()));
  }
}
