package io.cryptopayouts.pockyt;

/** Why {@link Pockyt#pay} wrote nothing. */
public enum NotSentReason {
  /** The {@link SendGate} was closed when the request was about to be written. */
  GATE_CLOSED,
  /** No connection: name, connect or TLS failed, or took too long. */
  NO_CONNECTION,
  /** Our own rate limit left no room within the longest wait. */
  RATE_LIMITED
}
