package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaySettingsTest {

  private static PaySettings with(Duration quiet, Duration claimPatience) {
    return new PaySettings(
        true,
        quiet,
        Duration.ofMinutes(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        claimPatience,
        Duration.ofSeconds(50),
        false);
  }

  @Test
  void theDefaultsAreSafe() {
    assertThat(PaySettings.DEFAULT.quiet()).isEqualTo(Duration.ofMinutes(15));
    assertThat(PaySettings.DEFAULT.activityLimit()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aQuietPeriodOfExactlyTheSumIsTaken() {
    Duration sum = Duration.ofMinutes(12).plusSeconds(40);

    assertThat(with(sum, Duration.ofSeconds(5)).quiet()).isEqualTo(sum);
  }

  @Test
  void aShorterQuietPeriodIsRefusedWithTheSum() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            with(Duration.ofMinutes(12).plusSeconds(39).plusMillis(999), Duration.ofSeconds(5)))
        .withMessage(
            "pay.quiet is PT12M39.999S but must be at least PT12M40S"
                + " (send window + call limit + gateway idle time + lag)");
  }

  @Test
  void aClaimMustBeAnsweredWithinTheSendWindow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Duration.ofMinutes(15), Duration.ofSeconds(10)))
        .withMessage("pay.claimPatience must be shorter than pay.sendWindow");
  }
}
