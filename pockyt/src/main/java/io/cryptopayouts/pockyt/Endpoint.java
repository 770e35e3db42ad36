package io.cryptopayouts.pockyt;

import java.util.Locale;

/** What {@link Pockyt} calls. */
public enum Endpoint {
  RETRIEVE_PAYEE,
  REGISTER_PAYEE,
  WALLET_CONFIGURATIONS,
  FUNDING_ACCOUNTS,
  ADD_WALLET,
  BALANCE,
  INQUIRE,
  PAY;

  /** As metrics call it: {@code retrieve-payee}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As sentences call it: {@code retrieve payee}. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
