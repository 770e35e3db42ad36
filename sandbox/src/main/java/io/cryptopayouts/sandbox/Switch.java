package io.cryptopayouts.sandbox;

/** What Pockyt leaves undocumented and a test may want the other way; all off by default. */
public enum Switch {
  /** A payout stays pending until {@link Simulator#settle}. */
  MANUAL_SETTLE,
  /** A returned payout is not credited back to the balance. */
  RETURNED_STAYS_DEBITED,
  /** Notices are JSON instead of form-encoded. */
  JSON_NOTICES,
  /**
   * Configurations are answered flat instead of wrapped in {@code status} and {@code resultBody}.
   */
  FLAT_CONFIGURATIONS,
  /** A timestamp more than 15 minutes off the simulator's clock is refused. */
  CLOCK_SKEW_CHECK,
  /** A repeated request id with another body gets the first answer instead of {@code 000022}. */
  REPLAY_OTHER_BODY,
  /** Listed accounts show chain and address neither in full nor masked. */
  HIDE_WALLETS,
  /** All status words in answers and notices are upper case. */
  UPPER_CASE_STATUS,
  /** All status words in answers and notices are lower case. */
  LOWER_CASE_STATUS
}
