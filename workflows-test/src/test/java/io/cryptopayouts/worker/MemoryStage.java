package io.cryptopayouts.worker;

import com.google.protobuf.util.Timestamps;
import com.uber.m3.tally.NoopScope;
import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.Unavailable;
import io.cryptopayouts.pockyt.CallEnd;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Refusal;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowException;
import io.temporal.internal.worker.WorkflowExecutorCache;
import io.temporal.worker.WorkerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rig whose activities ask the play at hand what is to happen to them. */
final class MemoryStage implements AutoCloseable {

  /** By the real clock; a call that is to have no answer takes that long. */
  private static final Duration CALL_LIMIT = Duration.ofMillis(500);

  /** Never at the very time of a look, which this server mistakes: see {@link #awaitQuiet}. */
  private static final Duration SETTLES_AFTER = Duration.ofMillis(61_503);

  /** By the real clock: so long no play stands still without a reason. */
  private static final Duration MOST_STILL = Duration.ofSeconds(4);

  /** By the real clock: between two looks at whether time passes. */
  private static final Duration LOOK = Duration.ofMillis(15);

  /** So many looks in a row must find nothing under way before time is freed. */
  private static final int LOOKS = 8;

  /** By skipped time: beyond what was slept, a play takes no longer. */
  private static final Duration MOST_UNSLEPT = Duration.ofMinutes(2);

  private static final int MOST_LOOKS = 100;
  private static final Duration A_WHILE = Duration.ofSeconds(1);

  /** Steps in that while. */
  private static final int MANY = 20;

  private static final Behaviour NOTHING = new Behaviour.Answer("000021", "no related information");

  private static final Set<WorkflowTaskFailedCause> WORKERS_FAULT =
      EnumSet.of(
          WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE,
          WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR);

  final Rig rig;
  private final Broken broken;
  private final Map<String, Sending> sendings;
  private final Map<String, Guide> guides;
  private final Map<String, MemoryPlay> plays = new ConcurrentHashMap<>();
  private final ExecutorService sleepers = Executors.newVirtualThreadPerTaskExecutor();

  /** Activities that are being done; one that stands still is not. */
  private final AtomicInteger busy = new AtomicInteger();

  private final AtomicInteger aside = new AtomicInteger();
  private final AtomicLong sleptMillis = new AtomicLong();
  private Instant lookedAt;
  private long lookedAtNanos;
  private int quietLooks;
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
            .simulator(simulator ->
                simulator
                    .settleDelay(SETTLES_AFTER)
                    .retCode(Refusal.DUPLICATE_REQUEST, setup.duplicateCode()))
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
    sleptMillis.set(0);
    Instant began = rig.now();
    Set<String> faults;
    try {
      faults = play.faults();
    } catch (Unavailable | WorkflowException lost) {
      throw new StandsStill(lost);
    }
    Instant latest = began.plusMillis(sleptMillis.get()).plus(MOST_UNSLEPT);
    if (rig.now().isAfter(latest)) {
      throw new StandsStill(new IllegalStateException("time ran away"));
    }
    return faults;
  }

  /** Whether the payout at hand does step after step while no time passes. */
  boolean goesRound() {
    long before = current.steps();
    Instant began = rig.now();
    LockSupport.parkNanos(A_WHILE.toNanos());
    boolean passes = rig.now().isAfter(began.plus(A_WHILE.multipliedBy(2)));
    return !passes && current.steps() - before > MANY;
  }

  /** The provider does what it is asked, as from the start. */
  void behave() {
    rig.provider.behave();
    if (broken.isBlind()) {
      rig.provider.plan(Fault.before(Endpoint.INQUIRY, NOTHING).forEver());
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

  private void called(io.cryptopayouts.pockyt.Endpoint endpoint, CallEnd end) {
    if (endpoint == io.cryptopayouts.pockyt.Endpoint.PAY) {
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
              begins();
              try {
                play.pass(Point.STEP_ENTERED);
                Object answer = method.invoke(guides.get(play.configuration()), arguments);
                play.pass(Point.STEP_LEAVING);
                return answer;
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              } finally {
                ends();
              }
            });
  }

  /** The in-memory server has lost its time: what was played says nothing. */
  static final class StandsStill extends RuntimeException {
    private StandsStill(Throwable cause) {
      super(cause);
    }
  }

  /** An activity begins, or goes on. */
  void begins() {
    busy.incrementAndGet();
  }

  /** An activity ends. */
  void ends() {
    busy.decrementAndGet();
  }

  /** An activity stands still meanwhile. */
  void aside(Runnable standing) {
    ends();
    aside.incrementAndGet();
    try {
      standing.run();
    } finally {
      aside.decrementAndGet();
      begins();
    }
  }

  /**
   * Sleeps in skipped time. The in-memory server locks time for each task that is out, and forgets
   * to free it where the run is gone when the answer comes, or where an activity is given up while
   * all others wait: where nothing is under way and time stands, that is made good for.
   *
   * @throws StandsStill if no time passes all the same
   */
  void sleep(Duration length) {
    Future<?> sleep = sleepers.submit(() -> rig.sleep(length));
    sleptMillis.addAndGet(length.toMillis());
    long began = System.nanoTime();
    while (System.nanoTime() - began < MOST_STILL.toNanos()) {
      try {
        sleep.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException notYet) {
        freeForgottenTime();
      } catch (ExecutionException refused) {
        throw new StandsStill(refused);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new StandsStill(interrupted);
      }
    }
    throw new StandsStill(new TimeoutException("no time passes"));
  }

  private synchronized void freeForgottenTime() {
    Instant now = rig.now();
    long nanos = System.nanoTime();
    if (lookedAt == null || nanos - lookedAtNanos > LOOK.toNanos() * LOOKS) {
      quietLooks = 0;
    } else if (nanos - lookedAtNanos < LOOK.toNanos() / 2) {
      return;
    } else {
      // Locked time goes on as real time does.
      boolean passes = Duration.between(lookedAt, now).toNanos() > 2 * (nanos - lookedAtNanos);
      quietLooks = passes || isAnythingOut() ? 0 : quietLooks + 1;
    }
    lookedAt = now;
    lookedAtNanos = nanos;
    if (quietLooks == LOOKS) {
      quietLooks = 0;
      freeTime();
    }
  }

  private boolean isAnythingOut() {
    String payout = current.workflowId();
    String record = PayoutId.invoiceWorkflowId(current.invoice());
    return busy.get() > 0
        || isTaskOut(payout)
        || isTaskOut(record)
        || steps(payout, step -> true) + steps(record, step -> true) > aside.get();
  }

  /** Stops an execution from outside, if it runs. */
  void terminate(String workflowId) {
    try {
      rig.client.newUntypedWorkflowStub(workflowId).terminate("why");
    } catch (StatusRuntimeException | WorkflowException notRunning) {
      // Then nothing is to be stopped.
    }
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

  /** Not while it waits to be tried again, which the in-memory server calls started, too. */
  private static boolean locksTime(PendingActivityInfo activity) {
    return !activity.hasLastAttemptCompleteTime()
        || Timestamps.compare(activity.getLastStartedTime(), activity.getLastAttemptCompleteTime())
            > 0;
  }

  /**
   * Why the play at hand stands still in its workflow, if it does: its code threw, or did otherwise
   * than its history says.
   */
  Set<String> failedTasks() {
    return Stream.of(current.workflowId(), PayoutId.invoiceWorkflowId(current.invoice()))
        .flatMap(workflowId -> failedTask(workflowId).stream())
        .collect(Collectors.toSet());
  }

  /** The last workflow task, if it was failed by the worker. */
  private Optional<String> failedTask(String workflowId) {
    return history(workflowId).stream()
        .filter(event ->
            event.hasWorkflowTaskCompletedEventAttributes()
                || event.hasWorkflowTaskFailedEventAttributes())
        .reduce((earlier, later) -> later)
        .map(HistoryEvent::getWorkflowTaskFailedEventAttributes)
        .filter(task -> WORKERS_FAULT.contains(task.getCause()))
        .map(task ->
            "fails in its workflow: "
                + rig.client.getOptions().getDataConverter().failureToException(task.getFailure()));
  }

  private List<HistoryEvent> history(String workflowId) {
    try {
      return rig.client.fetchHistory(workflowId).getEvents();
    } catch (StatusRuntimeException unknown) {
      return List.of();
    }
  }

  /** Whether a workflow task was not answered. */
  private boolean isTaskOut(String workflowId) {
    boolean out = false;
    for (HistoryEvent event : history(workflowId)) {
      out =
          switch (event.getEventType()) {
            case EVENT_TYPE_WORKFLOW_TASK_SCHEDULED -> true;
            case EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
                EVENT_TYPE_WORKFLOW_TASK_FAILED,
                EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT,
                EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED ->
                false;
            default -> out;
          };
    }
    return out;
  }

  /**
   * Waits until no quick step and no workflow task is out. Who interrupts a step that has just been
   * answered meets a difference of the in-memory server: it refuses the workflow task that cancels
   * it, for ever.
   */
  void awaitQuiet(String workflowId) {
    for (int i = 0; i < MOST_LOOKS && isInQuickStep(workflowId); i++) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private boolean isInQuickStep(String workflowId) {
    // Asked before and after, because a step may begin, or end, in between.
    return isTaskOut(workflowId)
        || steps(workflowId, step -> !step.getActivityType().getName().equals("pay")) > 0
        || isTaskOut(workflowId);
  }

  /** How many begun or waiting activities of an execution are unanswered. */
  private long steps(String workflowId, Predicate<PendingActivityInfo> counts) {
    try {
      DescribeWorkflowExecutionResponse run = describe(workflowId);
      return isRunning(run)
          ? run.getPendingActivitiesList().stream()
              .filter(counts)
              .filter(MemoryStage::locksTime)
              .count()
          : 0;
    } catch (StatusRuntimeException unknown) {
      return 0;
    }
  }

  boolean isRunning(String workflowId) {
    try {
      return isRunning(describe(workflowId));
    } catch (StatusRuntimeException unknown) {
      return false;
    }
  }

  private static boolean isRunning(DescribeWorkflowExecutionResponse run) {
    return run.getWorkflowExecutionInfo().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  /**
   * Answers the {@code pay} of an execution in the place of its worker.
   *
   * @param result empty if its time is up
   * @return whether there was one
   */
  boolean answerPay(String workflowId, Optional<PayResult> result) {
    Optional<PendingActivityInfo> pay =
        describe(workflowId).getPendingActivitiesList().stream()
            .filter(activity -> activity.getActivityType().getName().equals("pay"))
            .findFirst();
    if (pay.isEmpty()) {
      return false;
    }
    String id = pay.get().getActivityId();
    ActivityCompletionClient client = rig.client.newActivityCompletionClient();
    try {
      if (result.isPresent()) {
        client.complete(workflowId, Optional.empty(), id, result.get());
      } else {
        client.completeExceptionally(
            workflowId, Optional.empty(), id, new TimeoutException("less time"));
      }
      return true;
    } catch (ActivityCompletionException isAnswered) {
      return false;
    }
  }

  /** Each workflow goes on from its history at its next task, as in a worker that is new. */
  void forgetWorkflows() {
    try {
      Method cache = WorkerFactory.class.getDeclaredMethod("getCache");
      cache.setAccessible(true);
      WorkflowExecutorCache workflows =
          (WorkflowExecutorCache) cache.invoke(rig.temporal.getWorkerFactory());
      boolean evicted = true;
      while (evicted) {
        evicted =
            workflows.evictAnyNotInProcessing(
                WorkflowExecution.getDefaultInstance(), new NoopScope());
      }
    } catch (ReflectiveOperationException otherSdk) {
      throw new IllegalStateException(otherSdk);
    }
  }

  boolean isAnyoneAside() {
    return aside.get() > 0;
  }

  private TestServiceGrpc.TestServiceBlockingStub time() {
    return TestServiceGrpc.newBlockingStub(rig.client.getWorkflowServiceStubs().getRawChannel());
  }

  /** One lock more. */
  void holdTime() {
    time().lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
  }

  /** Undoes one lock. */
  void freeTime() {
    try {
      time().unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
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
