package io.cryptopayouts.sandbox;

import java.time.Duration;

/** What kind of provider is simulated: what protects, or does not protect, against paying twice. */
public enum Profile {
  /**
   * Replays a completed call with the same {@code Pockyt-Request-ID} and refuses a repeated invoice
   * id.
   */
  DEDUPES(Duration.ZERO),
  /** Protects against nothing, but shows a payout in inquiry within minutes of taking it. */
  LAGS(Duration.ofMinutes(5)),
  /** Protects against nothing, and inquiry lags longer than a careful caller waits. */
  HOSTILE(Duration.ofHours(1));

  private final Duration lag;

  Profile(Duration lag) {
    this.lag = lag;
  }

  /** After how long inquiry shows a payout, unless the settings say otherwise. */
  Duration lag() {
    return lag;
  }
}
