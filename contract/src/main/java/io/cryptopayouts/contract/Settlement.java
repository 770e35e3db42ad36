package io.cryptopayouts.contract;

import java.util.Locale;

/**
 * What the provider says became of a payout it took, in rising rank of evidence. {@link #SUCCESS}
 * and {@link #FAILED} have the same rank: one against the other is a contradiction.
 */
public enum Settlement {
  PENDING(0),
  SUCCESS(1),
  FAILED(1),
  RETURNED(2);

  private final int rank;

  Settlement(int rank) {
    this.rank = rank;
  }

  /** Whether this outranks the other, so that it replaces it. */
  public boolean outranks(Settlement other) {
    return rank > other.rank;
  }

  /** Whether one says paid and the other not, with neither outranking. */
  public boolean contradicts(Settlement other) {
    return rank == other.rank && this != other;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
