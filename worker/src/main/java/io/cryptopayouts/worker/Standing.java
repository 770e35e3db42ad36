package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Party;

/**
 * Whether the provider lets a payee be paid.
 *
 * @param kind what we make of it
 * @param word the provider's own word
 */
record Standing(Kind kind, String word) {

  enum Kind {
    ACTIVE,
    /** The provider is looking at the payee. */
    IN_REVIEW,
    /** The payee must sign. */
    UNSIGNED,
    DECLINED,
    DEACTIVATED
  }

  /** Who must act while the payee is neither active nor refused. */
  Party party() {
    return kind == Kind.UNSIGNED ? Party.PAYEE : Party.PROVIDER;
  }
}
