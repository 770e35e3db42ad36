package io.cryptopayouts.pockyt;

/** What a refusal means to us; which code and text mean what is in {@code ErrorTable}. */
public enum Meaning {
  /** Something we named is not known to the provider. */
  NOT_FOUND,
  /** A value is missing, malformed or not supported. */
  INVALID,
  /** Each value may be right, but they do not belong together. */
  CONTRADICTORY,
  /** We, the payee or the wallet may not do this. */
  DENIED,
  /** The payer's balance does not cover it. */
  SHORT_OF_FUNDS,
  /** The provider has already taken this, or something with the same natural key. */
  DUPLICATE,
  /** A code or text that proves nothing. */
  UNCLEAR
}
