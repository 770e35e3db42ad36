package io.cryptopayouts.pockyt;

import java.math.BigDecimal;

/**
 * The payer's balance. Advice only: whether it leaves out payments under way is not documented.
 *
 * @param amount in major units of {@code currency}
 * @see <a href="https://docs.pockyt.io/reference/payouts-retrieve-payor-balance">Retrieve payor
 *     balance</a>
 */
public record Balance(String currency, BigDecimal amount) {}
