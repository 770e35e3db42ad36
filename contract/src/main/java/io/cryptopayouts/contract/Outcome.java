package io.cryptopayouts.contract;

import java.util.Locale;

/** How a payout ended. Only {@link #PAID} and {@link #FAILED} are the provider's final word. */
public enum Outcome {
  /** The provider confirmed that the payee was credited. */
  PAID,
  /** The provider confirmed that the payout it had accepted failed; nothing was deducted. */
  FAILED,
  /** The provider refused payee or payout; nothing was sent, or every send was refused. */
  REFUSED,
  /** Cancelled on request before anything was sent. */
  CANCELLED,
  /** A deadline passed before anything was sent. */
  EXPIRED,
  /** An operator decided; see who, verdict and reason. Never the provider's word. */
  RESOLVED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
