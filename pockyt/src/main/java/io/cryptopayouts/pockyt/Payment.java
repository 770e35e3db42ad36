package io.cryptopayouts.pockyt;

import java.math.BigDecimal;

/**
 * A payment as the provider echoes it. Fields the provider left out are null, except {@code
 * status}.
 *
 * @param transactionNo the provider's number of the payment
 * @param invoiceId our number of the payment
 * @param customerNo the payee
 * @param accountToken the payee's wallet
 * @param amount in major units of {@code currency}
 * @param status our reading of {@code rawStatus}
 * @param rawStatus the provider's word
 */
public record Payment(
    String transactionNo,
    String invoiceId,
    String customerNo,
    String accountToken,
    BigDecimal amount,
    String currency,
    PaymentStatus status,
    String rawStatus) {}
