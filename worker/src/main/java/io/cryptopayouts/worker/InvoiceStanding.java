package io.cryptopayouts.worker;

import io.cryptopayouts.contract.InvoiceView;
import java.time.Instant;

/**
 * An invoice's record, with the re-send policy as it is configured now.
 *
 * @param view null if nothing was ever recorded: then nothing was sent
 * @param quietUntil when the open send is older than the quiet period; null if none is open
 * @param mayResend whether the open send may be repeated then
 */
record InvoiceStanding(InvoiceView view, Instant quietUntil, boolean mayResend) {}
