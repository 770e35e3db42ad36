package io.cryptopayouts.contract;

/**
 * End the payout if nothing was sent. Remembered; carried out as soon as the invoice can be sealed,
 * never while a send is open.
 *
 * @param by who asks
 * @param reason why, without personal data; may be null
 */
public record Cancel(String by, String reason) {}
