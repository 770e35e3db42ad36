package io.cryptopayouts.sandbox;

import java.time.Instant;

/**
 * One request the simulator saw, without secrets and personal data.
 *
 * @param time when it arrived, by the simulator's clock
 * @param path as requested
 * @param invoiceId of the request, empty if it has none
 * @param customerNo of the request, empty if it has none
 * @param requestId the {@code Pockyt-Request-ID}, empty if none was sent
 * @param answer the {@code ret_code}; {@code HTTP 502} and the like for an answer without one;
 *     {@code none} if the caller got no answer, {@code open} while it has none yet
 */
public record Call(
    Instant time,
    String path,
    String invoiceId,
    String customerNo,
    String requestId,
    String answer) {

  static final String OPEN = "open";
  static final String NONE = "none";

  Call answered(String outcome) {
    return new Call(time, path, invoiceId, customerNo, requestId, outcome);
  }
}
