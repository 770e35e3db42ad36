package io.cryptopayouts.sandbox;

import java.net.URI;
import java.time.Instant;

/**
 * One attempt to deliver a notice.
 *
 * @param time when it was answered or given up, by the simulator's clock
 * @param target where to
 * @param invoiceId whose, empty if the notice names none
 * @param status the status it told, empty if it told none
 * @param httpStatus the answer's, 0 if there was none
 * @param body the answer's, empty if there was none
 */
public record Delivery(
    Instant time, URI target, String invoiceId, String status, int httpStatus, String body) {

  /** HTTP 200 and exactly {@code success}: anything else is not an acknowledgement. */
  public boolean acknowledged() {
    return httpStatus == 200 && body.equals("success");
  }
}
