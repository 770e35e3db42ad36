package io.cryptopayouts.worker;

import java.time.Duration;

/**
 * What the never-pay-twice guarantee rests on. Read where the money moves, so that a change works
 * at once.
 *
 * @param resend whether an unanswered send may be repeated, once per invoice, after the quiet
 *     period; set it to false if the provider neither refuses a repeated invoice nor shows a payout
 *     in inquiry within {@code lag}
 * @param quiet how long an unanswered send is asked about before that
 * @param lag how long the provider may take to show a payout in inquiry
 * @param sendWindow from before the claim is asked until the request must be written
 * @param callLimit for the whole pay call
 * @param gatewayIdle how long the provider's gateway may hold a request whose connection we lost
 * @param claimPatience how long a claim may take
 * @param slack of the {@code pay} activity beside window and call: for the reads before, and slow
 *     machines
 * @param hold whether nothing is sent at all
 */
public record PaySettings(
    boolean resend,
    Duration quiet,
    Duration lag,
    Duration sendWindow,
    Duration callLimit,
    Duration gatewayIdle,
    Duration claimPatience,
    Duration slack,
    boolean hold) {

  public static final PaySettings DEFAULT =
      new PaySettings(
          true,
          Duration.ofMinutes(15),
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(50),
          false);

  /**
   * @throws IllegalArgumentException if the quiet period is too short to be safe
   */
  public PaySettings {
    Duration least = sendWindow.plus(callLimit).plus(gatewayIdle).plus(lag);
    if (quiet.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "pay.quiet is "
              + quiet
              + " but must be at least "
              + least
              + " (send window + call limit + gateway idle time + lag)");
    }
    if (claimPatience.compareTo(sendWindow) >= 0) {
      throw new IllegalArgumentException("pay.claimPatience must be shorter than pay.sendWindow");
    }
  }

  /** Start-to-close limit of the {@code pay} activity: the call limit and what comes before it. */
  public Duration activityLimit() {
    return callLimit.plus(sendWindow).plus(slack);
  }
}
