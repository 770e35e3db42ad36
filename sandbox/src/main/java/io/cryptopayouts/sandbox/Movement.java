package io.cryptopayouts.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that happened to money.
 *
 * @param sequence 1, 2, 3 ... over the whole ledger
 * @param time when it happened, by the simulator's clock
 * @param kind what happened
 * @param invoiceId the caller's name of the payout
 * @param requestId the {@code Pockyt-Request-ID} it was taken under, empty if none was sent
 * @param customerNo the payee
 * @param accountToken the payee's wallet account
 * @param walletChain the wallet's chain, as registered
 * @param walletAddress the wallet's address in full, as registered
 * @param walletAddressTag the wallet's memo or tag, empty if it has none
 * @param amount two decimals, without the fee
 * @param currency of the amount
 * @param transactionNo the provider's number, another one for each TAKEN
 */
public record Movement(
    long sequence,
    Instant time,
    Kind kind,
    String invoiceId,
    String requestId,
    String customerNo,
    String accountToken,
    String walletChain,
    String walletAddress,
    String walletAddressTag,
    BigDecimal amount,
    String currency,
    String transactionNo) {

  /** What happened to the money. */
  public enum Kind {
    /** Accepted by pay: amount and fee left the balance. */
    TAKEN,
    /** Arrived in the wallet. */
    SETTLED,
    /** Did not go out; amount and fee are back in the balance. */
    FAILED,
    /** Came back from the recipient's side. */
    RETURNED;

    /**
     * What a status word means for money; empty for {@code pending} and words that move nothing.
     */
    static Optional<Kind> of(String status) {
      return switch (status.toLowerCase(Locale.ROOT)) {
        case "success", "completed" -> Optional.of(SETTLED);
        case "failed" -> Optional.of(FAILED);
        case "returned", "refunded", "reversed" -> Optional.of(RETURNED);
        default -> Optional.empty();
      };
    }
  }

  public Movement {
    Objects.requireNonNull(time);
    Objects.requireNonNull(kind);
    if (sequence < 1 || amount.signum() <= 0) {
      throw new IllegalArgumentException("a movement has a place in the ledger and an amount");
    }
  }
}
