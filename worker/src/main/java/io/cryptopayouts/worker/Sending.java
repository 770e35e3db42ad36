package io.cryptopayouts.worker;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The one step that moves money. It holds the whole guard, because a Reset runs it again without a
 * line of workflow code; see {@link GuardedSending}.
 */
@ActivityInterface
interface Sending {

  @ActivityMethod(name = "pay")
  PayResult pay(PayCommand command);
}
