package io.cryptopayouts.worker;

import java.util.List;

/**
 * What one search found.
 *
 * @param sentence it in words, first because the Temporal UI shows it first
 * @param invoiceIds of the payouts that were stopped while money may be out
 */
public record StoppedPayouts(String sentence, List<String> invoiceIds) {

  static StoppedPayouts of(List<String> invoiceIds) {
    return new StoppedPayouts(
        invoiceIds.isEmpty()
            ? "No payout was stopped outside while money may be out."
            : "Stopped outside while money may be out: "
                + String.join(", ", invoiceIds)
                + ". Reset each: it asks before it sends.",
        invoiceIds);
  }
}
