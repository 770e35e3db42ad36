package io.cryptopayouts.contract;

import java.util.Locale;

/** What an operator may do. */
public enum Action {
  RECHECK,
  CANCEL,
  HOLD,
  RELEASE,
  RESOLVE,
  ACKNOWLEDGE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
