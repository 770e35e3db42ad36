package io.cryptopayouts.worker;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The one step of {@link FindStoppedPayouts}. */
@ActivityInterface
public interface StoppedSearch {

  /**
   * Finds the payouts that were stopped from outside, were not brought back by a Reset, and may
   * have money out; tells each one's invoice, which asks the provider and needs an operator.
   */
  @ActivityMethod(name = "find-stopped")
  StoppedPayouts findStopped();
}
