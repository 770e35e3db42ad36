package io.cryptopayouts.contract;

import java.util.Locale;

/** Who must act before a waiting payout goes on. */
public enum Party {
  /** The provider reviews, settles or is out of reach. */
  PROVIDER,
  /** The payee must sign or hand in something. */
  PAYEE,
  /** The payer's balance must be topped up. */
  PAYER,
  /** An operator must act. */
  OPERATOR;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
