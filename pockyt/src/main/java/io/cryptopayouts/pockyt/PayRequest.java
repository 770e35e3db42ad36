package io.cryptopayouts.pockyt;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;

/**
 * One payment to one wallet.
 *
 * @param invoiceId the merchant's own, unique number of the payment
 * @param requestId the idempotency key, the same for every request for this invoice
 * @param customerNo the payee
 * @param accountToken the payee's wallet
 * @param amount in major units of {@code currency}, positive, sent exactly and never rounded
 * @param currency as the provider spells it, such as {@code USD}
 * @param ipnUrl where notices go; null = none
 * @param note internal memo; null = none
 * @see <a href="https://docs.pockyt.io/v1.1/reference/payouts-transfer-payout">Transfer payout</a>
 * @see <a
 *     href="https://docs.pockyt.io/v1.1/reference/idempotency-key-in-pockyt-api">Pockyt-Request-ID</a>
 */
public record PayRequest(
    String invoiceId,
    UUID requestId,
    String customerNo,
    String accountToken,
    BigDecimal amount,
    String currency,
    String ipnUrl,
    String note) {
  public PayRequest {
    requirePresent("invoiceId", invoiceId);
    Objects.requireNonNull(requestId, "requestId");
    requirePresent("customerNo", customerNo);
    requirePresent("accountToken", accountToken);
    requirePresent("currency", currency);
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("amount must be positive");
    }
  }

  private static void requirePresent(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }

  @Override
  public String toString() {
    return "PayRequest[invoiceId=" + invoiceId + ", amount=" + amount + " " + currency + "]";
  }
}
