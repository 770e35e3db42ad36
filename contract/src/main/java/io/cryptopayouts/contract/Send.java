package io.cryptopayouts.contract;

import java.time.Instant;

/**
 * One granted send.
 *
 * @param at when it was granted, by Temporal's clock
 * @param resend whether it was granted beside an open one
 * @param detail the provider's code, if refused
 */
public record Send(String token, Instant at, boolean resend, State state, String detail) {

  /** What is known of it. */
  public enum State {
    /** May have been taken: no answer yet. */
    OPEN,
    /** Certainly never left. */
    UNSENT,
    /** The provider answered that it does not take it. */
    REFUSED,
    /** The provider has it. */
    ACCEPTED
  }

  /** The same send, with what is now known of it. */
  public Send as(State other, String otherDetail) {
    return new Send(token, at, resend, other, otherDetail);
  }
}
