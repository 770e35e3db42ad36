package io.cryptopayouts.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps in mind which runs a rig's worker has seen, resets and all, and writes their histories when
 * the rig is closed, if {@code -Dpayouts.record=true}. See {@link Histories}.
 */
final class Recording {

  private static final boolean ON = Boolean.getBoolean("payouts.record");

  /** Of the whole recording: one history is kept of those that a class tells alike. */
  private static final Map<String, Set<String>> TOLD = new ConcurrentHashMap<>();

  private final Map<Run, CurrentStory.Story> runs = new LinkedHashMap<>();
  private final boolean on;

  Recording() {
    this(ON);
  }

  private Recording(boolean on) {
    this.on = on;
  }

  /** Keeps nothing. */
  static Recording none() {
    return new Recording(false);
  }

  private record Run(String workflowId, String runId) {}

  WorkerInterceptor[] interceptors() {
    return on ? new WorkerInterceptor[] {new Seeing()} : new WorkerInterceptor[0];
  }

  private synchronized void seen(WorkflowInfo run) {
    runs.putIfAbsent(new Run(run.getWorkflowId(), run.getRunId()), CurrentStory.now());
  }

  /** While the server still answers. */
  synchronized void write(WorkflowClient client) {
    Map<String, Integer> numbers = new HashMap<>();
    runs.forEach((run, story) -> {
      int number = numbers.merge(run.workflowId(), 1, Integer::sum);
      try {
        keep(client.fetchHistory(run.workflowId(), run.runId()), story, number);
      } catch (StatusRuntimeException | WorkflowNotFoundException gone) {
        if (!isNotFound(gone)) {
          throw gone;
        }
      }
    });
  }

  private static boolean isNotFound(RuntimeException gone) {
    return !(gone instanceof StatusRuntimeException failed)
        || failed.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  private static void keep(WorkflowExecutionHistory history, CurrentStory.Story story, int number) {
    boolean isNew =
        TOLD.computeIfAbsent(story.telling(), first -> ConcurrentHashMap.newKeySet())
            .add(Histories.course(history));
    // A story may be told without encryption, to show what that is for.
    if (isNew && Replay.hasBegun(history) && Histories.inTheClear(history).isEmpty()) {
      Histories.write(history, story, number);
    }
  }

  private final class Seeing extends WorkerInterceptorBase {
    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
      return new WorkflowInboundCallsInterceptorBase(next) {
        @Override
        public WorkflowOutput execute(WorkflowInput input) {
          seen(Workflow.getInfo());
          return super.execute(input);
        }
      };
    }
  }
}
