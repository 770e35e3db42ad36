package io.cryptopayouts.contract;

/**
 * Temporal, or a worker, did not answer in time. What was asked for may still be carried out: look
 * at the payout before repeating it.
 */
public final class Unavailable extends RuntimeException {

  public Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
