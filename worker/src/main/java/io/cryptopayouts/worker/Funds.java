package io.cryptopayouts.worker;

/** Whether the payer's balance covers a payout. Advice only: the authority is the pay answer. */
enum Funds {
  ENOUGH,
  SHORT,
  /** Not to be read, or in another currency. */
  UNREADABLE
}
