package io.cryptopayouts.pockyt;

import java.time.Duration;
import java.util.Optional;

/**
 * The provider gave no usable answer to a read or an idempotent write: asking again is safe. The
 * message holds no personal data, and there is no cause, because the texts of transport and parser
 * may quote what was received.
 */
public final class ProviderUnavailable extends Exception {
  private final Duration retryAfter;

  ProviderUnavailable(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long to wait, at most an hour, as the provider asked or because reads are held. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
