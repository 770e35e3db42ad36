package io.cryptopayouts.contract;

/**
 * An operator has seen what a closed payout's invoice reports, such as returned money, and has
 * dealt with it.
 *
 * @param by who
 * @param reason what was done, without personal data
 */
public record Acknowledge(String by, String reason) {}
