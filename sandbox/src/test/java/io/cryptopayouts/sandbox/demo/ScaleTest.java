package io.cryptopayouts.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScaleTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theDemoKeepsTheQuietPeriodLongerThanWhatAnUnansweredSendMayDo() {
    Scale demo = Scale.DEMO;
    assertThat(demo.quiet())
        .isGreaterThanOrEqualTo(
            demo.sendWindow().plus(demo.callLimit()).plus(demo.gatewayIdle()).plus(demo.lag()));
  }

  @Test
  void aShorterQuietPeriodIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scale(Duration.ofSeconds(7), SECOND))
        .withMessageContaining("quiet period");
    assertThat(scale(Duration.ofSeconds(8), SECOND).quiet()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void aClaimThatOutlivesItsSendWindowIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scale(Duration.ofSeconds(8), Duration.ofSeconds(2)))
        .withMessageContaining("send window");
  }

  @Test
  void everythingIsShorterThanUsualAndSaidSo() {
    assertThat(Scale.DEMO.environment())
        .allSatisfy((name, duration) ->
            assertThat(Duration.parse(duration))
                .as(name)
                .isLessThan(Duration.parse(Scale.USUAL.environment().get(name))));
    assertThat(Scale.DEMO.comparedWith(Scale.USUAL))
        .anyMatch(line -> line.matches("quiet period +15 min +here 20 s"))
        .anyMatch(line -> line.matches("polls of a wait +1 min to 2 h +here 1 s to 4 s"));
  }

  private static Scale scale(Duration quiet, Duration claimPatience) {
    Duration two = Duration.ofSeconds(2);
    return new Scale(two, two, two, two, quiet, claimPatience, SECOND, two, SECOND, two);
  }
}
