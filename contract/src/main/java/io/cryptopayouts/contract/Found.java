package io.cryptopayouts.contract;

/**
 * What inquiry showed of an invoice's payout, with our values.
 *
 * @param transactionNo the provider's number
 */
public record Found(String transactionNo, Settlement status) {}
