package io.cryptopayouts.contract;

/**
 * Undoes a {@link Hold}.
 *
 * @param by who decides
 * @param reason why, without personal data
 * @param instruction the digest shown in the status that the decision was made for: a Reset applies
 *     old decisions again, and one for another instruction does not count
 */
public record Release(String by, String reason, String instruction) {}
