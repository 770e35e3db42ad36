package io.cryptopayouts.pockyt;

import java.util.Locale;

/** How one call of the provider ended, in the kinds that are worth counting. */
public enum CallEnd {
  /** The provider did what was asked. */
  OK,
  /** What was asked about is not known to the provider. */
  NOT_FOUND,
  /** The provider understood and said no. */
  REFUSED,
  /** No usable answer to a call that may be repeated. */
  UNAVAILABLE,
  /** No usable answer to a payment: it may have been taken. */
  UNKNOWN,
  /** Nothing of a payment was written, or a call was kept back by our own rate limit or a storm. */
  NOT_SENT;

  /** As metrics call it: {@code not-sent}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
