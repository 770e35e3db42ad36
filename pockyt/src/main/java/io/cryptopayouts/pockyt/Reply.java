package io.cryptopayouts.pockyt;

import java.time.Duration;

/** What came of one call. */
sealed interface Reply {
  /** The HTTP status; 0 if there was no answer. */
  int status();

  /** How long the provider asks to wait; null if it does not. */
  Duration retryAfter();

  default boolean isAnswered() {
    return status() != 0;
  }

  /** Whether the provider, or what stands before it, takes no calls at present. */
  default boolean isTurnedAway() {
    return status() == 429 || status() == 503;
  }

  /** An envelope, under whatever HTTP status. */
  record Some(int status, Envelope envelope, Duration retryAfter) implements Reply {}

  /** No envelope; {@code cause} holds nothing that was received but the status. */
  record None(int status, String cause, Duration retryAfter) implements Reply {}
}
