package io.cryptopayouts.contract;

import java.time.Duration;

/**
 * A request for the right to send once.
 *
 * @param token drawn at random by the execution that wants to send: another execution has another
 * @param digest of the instruction
 * @param resend whether an unanswered send may be repeated, as configured where it would be sent
 * @param quiet how old the only open send must be before that
 */
public record Claim(String token, String digest, boolean resend, Duration quiet) {}
