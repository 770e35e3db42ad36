package io.cryptopayouts.contract;

import java.math.BigDecimal;

/**
 * What a verified webhook says of a payout. A hint only: its signature has no nonce, so it wakes
 * the workflow, and inquiry confirms.
 *
 * @param providerInvoice the invoice id that the provider sees
 * @param status in the provider's words made ours
 * @param amount and currency as echoed, null if absent
 * @param fingerprint digest of the verified pairs: the same notice has the same one
 */
public record Notice(
    String providerInvoice,
    String transactionNo,
    Settlement status,
    BigDecimal amount,
    String currency,
    String fingerprint) {}
