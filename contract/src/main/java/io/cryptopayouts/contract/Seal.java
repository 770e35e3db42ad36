package io.cryptopayouts.contract;

/**
 * A request to end sending for good, because the payout ends.
 *
 * @param outcome how it ends, which decides what must not be open: nothing may be open or accepted
 *     for an unpaid end, nothing open for a failed one
 */
public record Seal(Outcome outcome) {}
