package io.cryptopayouts.worker;

/** Where a payout is when something happens to it. */
enum Place {
  PAYEE,
  COMPLIANCE,
  WALLET,
  FUNDS,
  /** Ready to be sent, and put off. */
  READY,
  /** In {@code pay}. */
  SENDING,
  /** A send was not answered. */
  UNANSWERED,
  SETTLEMENT,
  ENDED,
  /** The execution was stopped from outside. */
  STOPPED,
  /** In a quick step, whichever. */
  STEPS
}
