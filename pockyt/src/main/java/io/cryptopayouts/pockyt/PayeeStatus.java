package io.cryptopayouts.pockyt;

import java.util.Locale;

/**
 * Whether a payee may be paid. Only {@link #ACTIVE} may.
 *
 * @see <a href="https://docs.pockyt.io/reference/payee-management">Payee management</a>
 */
public enum PayeeStatus {
  /** Printed as {@code ACTIVE}, {@code ACTIVATED} and {@code Activated}. */
  ACTIVE,
  UNVERIFIED,
  PENDING,
  UNDER_REVIEW,
  DECLINED,
  DEACTIVATED,
  /** No status, or a word we do not know. */
  UNKNOWN;

  static PayeeStatus of(String word) {
    String bare = word == null ? "" : word.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    return switch (bare) {
      case "active", "activated" -> ACTIVE;
      case "unverified" -> UNVERIFIED;
      case "pending" -> PENDING;
      case "underreview" -> UNDER_REVIEW;
      case "declined" -> DECLINED;
      case "deactivated" -> DEACTIVATED;
      default -> UNKNOWN;
    };
  }
}
