package io.cryptopayouts.worker;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** One search; what is found is in the result, and in the invoices' needs. */
public final class FindStoppedPayoutsImpl implements FindStoppedPayouts {

  private final StoppedSearch search =
      Workflow.newActivityStub(
          StoppedSearch.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofMinutes(10))
              .setScheduleToCloseTimeout(Duration.ofMinutes(30))
              .setSummary("Find payouts stopped outside and have the provider asked about them")
              .build());

  @Override
  public StoppedPayouts run() {
    return search.findStopped();
  }
}
