package io.cryptopayouts.contract;

/**
 * A request to end sending for good, because the payout ends.
 *
 * @param outcome how it ends, which decides what must not be open: nothing may be open or accepted
 *     for an unpaid end, nothing open for a failed one
 * @param verdict the operator's, if {@link Outcome#RESOLVED}; else null
 */
public record Seal(Outcome outcome, Resolve.Verdict verdict) {}
