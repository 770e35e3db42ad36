package io.cryptopayouts.pockyt;

import java.math.BigDecimal;

/** What a posted body turned out to be. */
public sealed interface NoticeReading {
  /**
   * A correctly signed notice about a payout. It is a hint: it can be replayed for ever, so confirm
   * it by {@link Pockyt#inquire} before acting on money.
   *
   * @param accountToken the payee's wallet; null if absent
   * @param amount in major units of {@code currency}
   * @param status our reading of {@code rawStatus}
   * @param rawStatus the provider's word
   * @param paymentTime as sent; null if absent
   * @param fingerprint SHA-256 in hex over the sorted verified pairs: the same for every repeat
   */
  record PayoutNotice(
      String invoiceId,
      String transactionNo,
      String accountToken,
      BigDecimal amount,
      String currency,
      PaymentStatus status,
      String rawStatus,
      String paymentTime,
      String fingerprint)
      implements NoticeReading {}

  /**
   * Correctly signed, but not about a payout: acknowledge and forget.
   *
   * @param kind {@code pay-in}, {@code account} or {@code other}
   */
  record Ignored(String kind) implements NoticeReading {}

  /** Not proven to come from the provider. */
  record Forged(String reason) implements NoticeReading {}

  /** Not readable, or correctly signed and about a payout but with values we cannot use. */
  record Malformed(String reason) implements NoticeReading {}
}
