package io.cryptopayouts.contract;

import java.util.Locale;

/** Where a payout is, in the order of the provider's guide. */
public enum Step {
  PAYEE,
  COMPLIANCE,
  WALLET,
  FUNDS,
  PAY,
  SETTLEMENT,
  ENDED;

  /** As operators and callers read it: {@code payee}, {@code compliance}, … */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
