package io.cryptopayouts.pockyt;

import java.time.Duration;

/** What came of one call. */
sealed interface Reply {
  /** An envelope, under whatever HTTP status; {@code retryAfter} null if absent. */
  record Some(int status, Envelope envelope, Duration retryAfter) implements Reply {}

  /** No envelope; {@code cause} holds nothing that was received but the status. */
  record None(String cause, Duration retryAfter) implements Reply {}
}
