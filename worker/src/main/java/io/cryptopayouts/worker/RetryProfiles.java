package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Payouts;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How long and how often each kind of activity may try: all of it in one place. */
final class RetryProfiles {

  private static final RetryOptions ONCE = RetryOptions.newBuilder().setMaximumAttempts(1).build();

  private RetryProfiles() {}

  /** One short attempt inside the workflow task: cheap where nothing goes wrong. */
  static LocalActivityOptions quick(String summary) {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(45))
        .setScheduleToCloseTimeout(Duration.ofSeconds(45))
        .setRetryOptions(ONCE)
        .setDoNotIncludeArgumentsIntoMarker(true)
        .setSummary(summary)
        .build();
  }

  /** After the quick attempt failed: pending in the Temporal UI, with its last failure. */
  static ActivityOptions patient(String summary, Duration patience) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(Payouts.TASK_QUEUE)
        .setStartToCloseTimeout(Duration.ofMinutes(2))
        .setScheduleToCloseTimeout(patience)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setBackoffCoefficient(2)
                .setMaximumInterval(Duration.ofMinutes(2))
                .build())
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .setSummary(summary)
        .build();
  }

  /**
   * {@code pay}: one attempt, on its own queue. That it was not dispatched in time proves that this
   * dispatch sent nothing; any other failure proves nothing.
   */
  static ActivityOptions pay(String summary, Terms terms) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(Payouts.SEND_TASK_QUEUE)
        .setScheduleToStartTimeout(terms.dispatchLimit())
        .setStartToCloseTimeout(terms.payLimit())
        .setRetryOptions(ONCE)
        .setCancellationType(ActivityCancellationType.ABANDON)
        .setSummary(summary)
        .build();
  }
}
