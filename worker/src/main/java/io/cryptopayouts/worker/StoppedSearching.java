package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutSummary;
import io.cryptopayouts.contract.Payouts;
import java.util.List;

/** Searches by Temporal's visibility, so it works for executions that no worker can read. */
final class StoppedSearching implements StoppedSearch {

  private final Payouts payouts;
  private final Invoices invoices;
  private final String invoicePrefix;

  StoppedSearching(Payouts payouts, Invoices invoices, String invoicePrefix) {
    this.payouts = payouts;
    this.invoices = invoices;
    this.invoicePrefix = invoicePrefix;
  }

  @Override
  public StoppedPayouts findStopped() {
    List<String> stopped =
        payouts.stoppedOutside().stream()
            .filter(PayoutSummary::mayHaveSent)
            .map(PayoutSummary::invoiceId)
            .toList();
    stopped.stream()
        .map(invoiceId -> new PayoutId(invoiceId).providerInvoice(invoicePrefix))
        .filter(invoice -> invoices.need(invoice).isEmpty())
        .forEach(invoices::payoutStopped);
    return StoppedPayouts.of(stopped);
  }
}
