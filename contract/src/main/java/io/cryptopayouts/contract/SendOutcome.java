package io.cryptopayouts.contract;

/**
 * What became of one granted send.
 *
 * @param token of the claim
 * @param state {@link Send.State#UNSENT}, {@link Send.State#REFUSED} or {@link Send.State#ACCEPTED}
 * @param detail the provider's code, if refused; else null
 * @param transactionNo the provider's number, if accepted; else null
 */
public record SendOutcome(String token, Send.State state, String detail, String transactionNo) {}
