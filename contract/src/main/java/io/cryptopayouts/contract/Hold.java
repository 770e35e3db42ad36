package io.cryptopayouts.contract;

/**
 * Send nothing until released. The steps before {@code pay} go on; a send that is under way is not
 * called back.
 *
 * @param by who asks
 * @param reason why, without personal data
 */
public record Hold(String by, String reason) {}
