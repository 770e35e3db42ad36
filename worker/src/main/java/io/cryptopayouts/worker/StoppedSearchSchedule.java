package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Payouts;
import io.dropwizard.lifecycle.Managed;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;

/**
 * Lets Temporal start {@link FindStoppedPayouts} again and again. Made by whichever worker starts
 * first; one that is there already gets this worker's interval, and stays paused if an operator has
 * paused it.
 */
final class StoppedSearchSchedule implements Managed {

  static final String ID = "find-stopped-payouts";

  private final WorkflowClient client;
  private final Duration interval;

  StoppedSearchSchedule(WorkflowClient client, Duration interval) {
    this.client = client;
    this.interval = interval;
  }

  @Override
  public void start() {
    ScheduleClient schedules =
        ScheduleClient.newInstance(
            client.getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setDataConverter(client.getOptions().getDataConverter())
                .build());
    Schedule schedule = schedule();
    try {
      schedules.createSchedule(ID, schedule, ScheduleOptions.newBuilder().build());
    } catch (ScheduleAlreadyRunningException there) {
      schedules
          .getHandle(ID)
          .update(found ->
              new ScheduleUpdate(
                  Schedule.newBuilder(schedule)
                      .setState(found.getDescription().getSchedule().getState())
                      .build()));
    }
  }

  private Schedule schedule() {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(FindStoppedPayouts.class)
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(ID)
                        .setTaskQueue(Payouts.TASK_QUEUE)
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(interval)))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .build())
        .build();
  }
}
