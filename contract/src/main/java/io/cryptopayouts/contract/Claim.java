package io.cryptopayouts.contract;

import java.time.Duration;

/**
 * A request for the right to send once.
 *
 * @param token drawn at random by the execution that wants to send: another execution has another
 * @param instruction what would be sent; its digest is the invoice's from the first claim on
 * @param resend whether an unanswered send may be repeated, as configured where it would be sent
 * @param quiet how old the only open send must be before that
 */
public record Claim(String token, Instruction instruction, boolean resend, Duration quiet) {}
