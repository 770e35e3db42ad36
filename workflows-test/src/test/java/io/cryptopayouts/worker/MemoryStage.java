package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Unavailable;
import io.cryptopayouts.pockyt.CallEnd;
import io.cryptopayouts.pockyt.Endpoint;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Refusal;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A rig whose activities ask the play at hand what is to happen to them. */
final class MemoryStage implements AutoCloseable {

  /** By the real clock; a call that is to have no answer takes that long. */
  private static final Duration CALL_LIMIT = Duration.ofMillis(500);

  /** By the real clock: so long no play stands still without a reason. */
  private static final Duration MOST_STILL = Duration.ofSeconds(4);

  /**
   * By skipped time. A play takes hours, and each look at an ended payout may pass the time to the
   * next daily watch; beyond this only lost time is an explanation.
   */
  private static final Duration LONGEST_PLAY = Duration.ofDays(20);

  private static final int MOST_LOOKS = 100;
  private static final Duration A_WHILE = Duration.ofSeconds(1);

  /** Steps in that while. */
  private static final int MANY = 20;

  private static final Behaviour NOTHING = new Behaviour.Answer("000021", "no related information");

  final Rig rig;
  private final Broken broken;
  private final Map<String, Sending> sendings;
  private final Map<String, Guide> guides;
  private final Map<String, MemoryPlay> plays = new ConcurrentHashMap<>();
  private final ExecutorService sleepers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile MemoryPlay current;

  MemoryStage(Scenario.Setup setup, Set<Guard> without) {
    PaySettings usual = Rig.altered(PaySettings.DEFAULT, setup.resend(), false);
    broken = new Broken(without);
    rig =
        Rig.builder()
            .profile(setup.profile(), setup.lag().duration())
            .pay(usual)
            .callLimit(CALL_LIMIT)
            .notices()
            .simulator(
                simulator -> simulator.retCode(Refusal.DUPLICATE_REQUEST, setup.duplicateCode()))
            .calls(this::called)
            .claims(claims -> {
              Claims altered = broken.claims(claims);
              return (claim, patience) -> claim(altered, claim, patience);
            })
            .guide(this::watched)
            .sending((it, guarded) -> this::pay)
            .start();
    Map<String, PaySettings> settings =
        Map.of(
            "usual", usual,
            "no-resend", Rig.altered(usual, false, false),
            "hold", Rig.altered(usual, setup.resend(), true));
    sendings = new ConcurrentHashMap<>();
    guides = new ConcurrentHashMap<>();
    settings.forEach((name, pay) -> {
      sendings.put(name, broken.sending(rig, pay));
      guides.put(name, broken.guide(rig, rig.guide(pay)));
    });
  }

  Set<String> play(Scenario scenario, Tally tally, int number) {
    MemoryPlay play = new MemoryPlay(this, scenario, tally, number);
    plays.put(play.invoice(), play);
    current = play;
    Instant began = rig.now();
    Set<String> faults;
    try {
      faults = play.faults();
    } catch (Unavailable | WorkflowException lost) {
      throw new StandsStill(lost);
    }
    if (Duration.between(began, rig.now()).compareTo(LONGEST_PLAY) > 0) {
      throw new StandsStill(new IllegalStateException("time ran away"));
    }
    return faults;
  }

  /** Whether the payout at hand does step after step while no time passes. */
  boolean goesRound() {
    long before = current.steps();
    LockSupport.parkNanos(A_WHILE.toNanos());
    return current.steps() - before > MANY;
  }

  /** The provider does what it is asked, as from the start. */
  void behave() {
    rig.provider.behave();
    if (broken.isBlind()) {
      rig.provider.plan(Fault.before(io.cryptopayouts.sandbox.Endpoint.INQUIRY, NOTHING).forEver());
    }
  }

  Sending sending(String configuration) {
    return sendings.get(configuration);
  }

  private PayResult pay(PayCommand command) {
    return plays.get(command.instruction().providerInvoice()).pay(command);
  }

  private ClaimAnswer claim(Claims claims, Claim claim, Duration patience) throws TimeoutException {
    return plays.get(claim.instruction().providerInvoice()).claim(claims, claim, patience);
  }

  private void called(Endpoint endpoint, CallEnd end) {
    if (endpoint == Endpoint.PAY) {
      MemoryPlay.payAnswered(end);
    }
  }

  private Guide watched(Guide ignored) {
    return (Guide)
        Proxy.newProxyInstance(
            Guide.class.getClassLoader(),
            new Class<?>[] {Guide.class},
            (proxy, method, arguments) -> {
              MemoryPlay play = current;
              try {
                play.pass(Point.STEP_ENTERED);
                Object answer = method.invoke(guides.get(play.configuration()), arguments);
                play.pass(Point.STEP_LEAVING);
                return answer;
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              } finally {
                if (!Activity.getExecutionContext().getInfo().isLocal()) {
                  play.activityEnds();
                }
              }
            });
  }

  /** The in-memory server has lost its time: what was played says nothing. */
  static final class StandsStill extends RuntimeException {
    private StandsStill(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Sleeps in skipped time.
   *
   * @throws StandsStill if no time passes
   */
  void sleep(Duration length) {
    try {
      sleepers.submit(() -> rig.sleep(length)).get(MOST_STILL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException still) {
      throw new StandsStill(still);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StandsStill(interrupted);
    }
  }

  /**
   * Stops an execution from outside. The in-memory server locks time for each task that is out, and
   * forgets to free it where the execution is gone when the answer comes: that is made good for
   * here, at once for tasks that nobody has begun.
   *
   * @return how many begun activities keep time locked until they end: see {@link #freeTime}; empty
   *     if it was not running
   */
  Optional<Integer> terminate(String workflowId) {
    List<PendingActivityInfo> pending;
    try {
      pending = describe(workflowId).getPendingActivitiesList();
      rig.client.newUntypedWorkflowStub(workflowId).terminate("why");
    } catch (StatusRuntimeException | WorkflowException notRunning) {
      return Optional.empty();
    }
    if (isTaskOut(rig.client.fetchHistory(workflowId).getEvents())) {
      freeTime();
    }
    pending.stream()
        .filter(activity -> !isBegun(activity) && locksTime(activity))
        .forEach(activity -> freeTime());
    return Optional.of((int) pending.stream().filter(MemoryStage::isBegun).count());
  }

  DescribeWorkflowExecutionResponse describe(String workflowId) {
    return rig.client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(rig.client.getOptions().getNamespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build());
  }

  private static boolean isBegun(PendingActivityInfo activity) {
    return activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED;
  }

  /** Not while it waits to be tried again. */
  private static boolean locksTime(PendingActivityInfo activity) {
    return isBegun(activity) || !activity.hasLastFailure();
  }

  /** Whether a workflow task was not answered. */
  private static boolean isTaskOut(List<HistoryEvent> history) {
    boolean out = false;
    for (HistoryEvent event : history) {
      switch (event.getEventType()) {
        case EVENT_TYPE_WORKFLOW_TASK_SCHEDULED -> out = true;
        case EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
            EVENT_TYPE_WORKFLOW_TASK_FAILED,
            EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT ->
            out = false;
        default -> {}
      }
    }
    return out;
  }

  /**
   * Waits until no quick step and no workflow task is out. Who interrupts a step that has just been
   * answered meets a difference of the in-memory server: it refuses the workflow task that cancels
   * it, for ever.
   */
  void awaitQuiet(String workflowId) {
    for (int i = 0; i < MOST_LOOKS && isAnythingOut(workflowId); i++) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private boolean isAnythingOut(String workflowId) {
    try {
      DescribeWorkflowExecutionResponse run = describe(workflowId);
      boolean stepOut =
          run.getPendingActivitiesList().stream()
              .anyMatch(activity ->
                  locksTime(activity) && !activity.getActivityType().getName().equals("pay"));
      return run.getWorkflowExecutionInfo().getStatus()
              == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          && (stepOut || isTaskOut(rig.client.fetchHistory(workflowId).getEvents()));
    } catch (StatusRuntimeException unknown) {
      return false;
    }
  }

  /** How many events the newest run of the payout has. */
  int events(String workflowId) {
    return rig.client.fetchHistory(workflowId).getEvents().size();
  }

  /** Undoes one lock of time. */
  void freeTime() {
    try {
      TestServiceGrpc.newBlockingStub(rig.client.getWorkflowServiceStubs().getRawChannel())
          .unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
    } catch (StatusRuntimeException itWasFree) {
      // Then it goes on by itself.
    }
  }

  @Override
  public void close() {
    rig.close();
    sleepers.shutdownNow();
  }
}
