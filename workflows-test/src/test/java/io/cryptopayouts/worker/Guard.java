package io.cryptopayouts.worker;

/** What keeps the promise. Each can be taken out, to show that the machine then sees it broken. */
enum Guard {
  /** A send needs the invoice's grant. */
  CLAIM,
  /** Each execution of {@code pay} has a token of its own. */
  OWN_TOKEN,
  /** A payout that ends seals its invoice. */
  SEAL,
  /** The provider is asked before anything is sent. */
  ASK,
  /** An unanswered send is only asked about for the quiet period. */
  QUIET,
  /** An unanswered send is repeated once, ever. */
  ONE_REPEAT,
  /** An execution of {@code pay} sends once. */
  ONE_ATTEMPT,
  /** The key is the same on every send of an invoice. */
  SAME_KEY,
  /** The HTTP client repeats nothing by itself. */
  NO_WIRE_RETRY,
  /** A server's trouble says nothing of the money. */
  TROUBLE_IS_UNKNOWN,
  /** No answer says nothing of the money. */
  SILENCE_IS_UNKNOWN,
  /** A refusal beside an unanswered send says nothing of that one. */
  FIRST_REFUSAL_ONLY,
  /** A granted send must be written within the window. */
  SEND_WINDOW,
  /** Temporal's Cancel does not end a payout beside a send. */
  DETACHED,
  /** Payee and wallet are read again right before paying. */
  REREAD,
  /** Only the exact wallet is adopted, never one whose masked address looks like it. */
  EXACT_WALLET,
  /** A notice is confirmed by inquiry. */
  CONFIRM_NOTICE,
  /** What inquiry shows is compared with what was sent, and with our own records. */
  COMPARE,
  /** Accepted is not paid. */
  FINAL_WORD
}
