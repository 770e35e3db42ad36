package io.cryptopayouts.contract;

/**
 * What a closed payout leaves behind, readable in the Temporal UI.
 *
 * @param sentence how it ended, in words
 */
public record PayoutResult(String sentence, PayoutStatus status) {}
