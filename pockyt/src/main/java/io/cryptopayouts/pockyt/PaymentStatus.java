package io.cryptopayouts.pockyt;

import java.util.Locale;

/**
 * Where a payment stands.
 *
 * @see <a href="https://docs.pockyt.io/reference/webhook-notification-reference">Webhook
 *     notification reference</a>
 */
public enum PaymentStatus {
  /** Received and queued; also every word we do not know, and unclaimed, on hold and blocked. */
  PENDING,
  /** Credited to the recipient. */
  SUCCESS,
  /** Not completed, and the payer's funds were not deducted. */
  FAILED,
  /** Came back after it was started, such as when the recipient's side rejects it. */
  RETURNED;

  /**
   * Words of the older API count as well; a word that proves nothing leaves the payment pending.
   */
  static PaymentStatus of(String word) {
    return switch (word == null ? "" : word.strip().toLowerCase(Locale.ROOT)) {
      case "success", "completed" -> SUCCESS;
      case "failed" -> FAILED;
      case "returned", "refunded", "reversed" -> RETURNED;
      default -> PENDING;
    };
  }
}
