package io.cryptopayouts.worker;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stops re-sends in this process once inquiry has shown that it is not to be trusted: an accepted
 * payout was not found after the quiet period. Only a restart releases it, after a person has
 * looked.
 */
final class ResendBrake {

  private final AtomicBoolean engaged = new AtomicBoolean();

  void engage() {
    engaged.set(true);
  }

  boolean isEngaged() {
    return engaged.get();
  }
}
