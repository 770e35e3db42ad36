package io.cryptopayouts.contract;

import java.time.Instant;

/**
 * One line of a list, from Temporal's visibility, which may lag by seconds.
 *
 * @param state {@code in-progress}, {@code waiting}, {@code needs-action} or {@code ended}
 * @param step {@link Step#word()}
 * @param waitsFor {@link Party#word()} or null
 * @param needs {@link Need#word()} or null
 * @param outcome {@link Outcome#word()} or null
 * @param mayHaveSent whether money may be out
 */
public record PayoutSummary(
    String invoiceId,
    String state,
    String step,
    String waitsFor,
    String needs,
    String outcome,
    String customer,
    Instant since,
    Instant until,
    String transactionNo,
    boolean mayHaveSent) {}
