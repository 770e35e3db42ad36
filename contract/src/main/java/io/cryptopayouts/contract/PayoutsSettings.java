package io.cryptopayouts.contract;

import java.time.Duration;

/**
 * How a process uses {@link Payouts}.
 *
 * @param invoicePrefix put before every invoice id that the provider sees, if several systems share
 *     a merchant; else {@code ""}. The same in all processes.
 * @param amounts what may be ordered
 * @param patience how long a query or an operator's action may take before {@link Unavailable}
 */
public record PayoutsSettings(String invoicePrefix, AmountRule amounts, Duration patience) {

  public static final PayoutsSettings DEFAULT =
      new PayoutsSettings("", AmountRule.DEFAULT, Duration.ofSeconds(5));

  public PayoutsSettings {
    PayoutId.checkedPrefix(invoicePrefix);
  }

  /** The same, where several systems share a merchant. */
  public PayoutsSettings withInvoicePrefix(String prefix) {
    return new PayoutsSettings(prefix, amounts, patience);
  }
}
