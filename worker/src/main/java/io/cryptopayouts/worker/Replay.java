package io.cryptopayouts.worker;

import io.temporal.api.common.v1.Payloads;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.GlobalDataConverter;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Runs recorded histories, one after the other, through the workflows as a worker registers them.
 * It polls no task queue and calls nobody: a replayed workflow gets the answers that its history
 * holds.
 */
final class Replay implements AutoCloseable {

  private static final String FAILURE = ", error=";
  private static final String OF_THE_SDK =
      "\\{WorkflowTaskStartedEventId=[^}]*}|\\[TMPRL1100] |(\\w+\\.)+(?=\\w+(Exception|Error): )";

  private static final String QUICK_STEP = "LocalActivity";

  private final WorkerFactory factory;
  private final Worker worker;

  /** The quick steps that the workflow took answers for, in this order. */
  private final List<String> answered = new CopyOnWriteArrayList<>();

  /**
   * @param client gives the converter; nothing is asked of its server
   * @param terms of no weight: each history holds its own
   * @param view of no weight: what operators see is not in a history
   * @param altering what a test changes about the workflows
   */
  Replay(WorkflowClient client, Terms terms, OperatorView view, WorkerInterceptor... altering) {
    // Never started, so that it takes no work from the real workers.
    factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true)
                .setWorkerInterceptors(
                    Stream.concat(Stream.of(altering), Stream.of(new Listening()))
                        .toArray(WorkerInterceptor[]::new))
                .build());
    worker = PayoutWorker.registerWorkflows(factory, terms, view, Versioning.NONE);
  }

  /** Why the workflows would get stuck on this history, or go astray; empty if they go on. */
  Optional<String> whyItBreaks(WorkflowExecutionHistory history) {
    answered.clear();
    try {
      worker.replayWorkflowExecution(endedByItself(history));
    } catch (Exception failed) {
      return Optional.of(reason(failed));
    }
    return otherSteps(history);
  }

  /** The SDK hands on a failed replay as the text of a failed query, with much about itself. */
  private static String reason(Exception failed) {
    String text = failed.toString();
    return text.substring(text.contains(FAILURE) ? text.indexOf(FAILURE) + FAILURE.length() : 0)
        .replaceAll(OF_THE_SDK, "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /**
   * The SDK compares the ids of local activities, which go by their place, but not their types: one
   * step would take another's answer.
   */
  private Optional<String> otherSteps(WorkflowExecutionHistory history) {
    int place = 0;
    for (HistoryEvent event : history.getEvents()) {
      if (event.getMarkerRecordedEventAttributes().getMarkerName().equals(QUICK_STEP)) {
        String recorded = step(event);
        String now = place < answered.size() ? answered.get(place) : "nothing";
        if (!now.equals(recorded)) {
          return Optional.of(
              "event "
                  + event.getEventId()
                  + " is an answer to "
                  + recorded
                  + ", taken for "
                  + now);
        }
        place++;
      }
    }
    return Optional.empty();
  }

  private static String step(HistoryEvent answer) {
    Payloads type =
        answer
            .getMarkerRecordedEventAttributes()
            .getDetailsOrDefault("type", Payloads.getDefaultInstance());
    return GlobalDataConverter.get().fromPayloads(0, Optional.of(type), String.class, String.class);
  }

  /** The SDK does not replay an end from outside, which no workflow code sees. */
  private static WorkflowExecutionHistory endedByItself(WorkflowExecutionHistory history) {
    List<HistoryEvent> events = history.getEvents();
    EventType last = history.getLastEvent().getEventType();
    return last == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED
            || last == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT
        ? new WorkflowExecutionHistory(
            History.newBuilder().addAllEvents(events.subList(0, events.size() - 1)).build(),
            history.getWorkflowExecution().getWorkflowId())
        : history;
  }

  /** Whether a worker has done anything in it: otherwise there is nothing to replay. */
  static boolean hasBegun(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
  }

  @Override
  public void close() {
    factory.shutdownNow();
  }

  private final class Listening extends WorkerInterceptorBase {
    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
      return new WorkflowInboundCallsInterceptorBase(next) {
        @Override
        public void init(WorkflowOutboundCallsInterceptor outbound) {
          super.init(new ListeningToSteps(outbound));
        }
      };
    }
  }

  private final class ListeningToSteps extends WorkflowOutboundCallsInterceptorBase {
    private ListeningToSteps(WorkflowOutboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
      LocalActivityOutput<R> output = super.executeLocalActivity(input);
      output.getResult().handle((answer, failure) -> answered.add(input.getActivityName()));
      return output;
    }
  }
}
