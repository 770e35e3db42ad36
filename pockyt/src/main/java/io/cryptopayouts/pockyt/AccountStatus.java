package io.cryptopayouts.pockyt;

import java.util.Locale;

/**
 * Whether a funding account may be paid to. Only {@link #ACTIVATED} may.
 *
 * @see <a href="https://docs.pockyt.io/reference/payouts-add-payee-bank">Add payee funding
 *     method</a>
 */
public enum AccountStatus {
  ACTIVATED,
  /** Under review, not usable. */
  PENDING,
  /** The details failed validation. */
  INVALID,
  /** No status, or a word we do not know. */
  UNKNOWN;

  static AccountStatus of(String word) {
    return switch (word == null ? "" : word.strip().toLowerCase(Locale.ROOT)) {
      case "activated" -> ACTIVATED;
      case "pending" -> PENDING;
      case "invalid" -> INVALID;
      default -> UNKNOWN;
    };
  }
}
