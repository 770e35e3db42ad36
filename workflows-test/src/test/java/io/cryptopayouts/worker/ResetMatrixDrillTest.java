package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.contract.Step;
import io.cryptopayouts.contract.Unavailable;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowFailedException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator's buttons at every moment of every story, on a real Temporal server: Reset to each
 * task, Cancel, Terminate and start again. Never a second payment, never a lost payout, and what
 * ended unpaid never pays.
 */
class ResetMatrixDrillTest {

  /** The call limit leaves a slow machine time to press a button while the call is open. */
  private static final PaySettings PAY =
      new PaySettings(
          true,
          Duration.ofSeconds(12),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          false);

  private static final BigDecimal MUCH = new BigDecimal("9000.00");
  private static final BigDecimal SHORT = new BigDecimal("5000.00");

  @TempDir static Path folder;
  private static TemporalServer server;
  private static LiveRig rig;
  private static ExecutorService threads;

  /** How many payouts are worked on at once, so that none waits too long for its worker. */
  private static final Semaphore AT_ONCE = new Semaphore(12, true);

  private static final Map<PayoutId, CompletableFuture<Void>> GATES = new ConcurrentHashMap<>();
  private static List<DynamicTest> endedThenReset;
  private static List<DynamicTest> resetAtAnyMoment;
  private static List<DynamicTest> cancelled;
  private static List<DynamicTest> startedAgainWithTheMark;
  private static List<DynamicTest> startedAgainWithoutTheMark;

  @BeforeAll
  static void start() {
    server = TemporalServer.start(folder);
    rig = LiveRig.unrecorded(server, PAY);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    endedThenReset = begun(stories(), Story::invoice, ResetMatrixDrillTest::resetToEachTask);
    resetAtAnyMoment = begun(moments(), Moment::name, ResetMatrixDrillTest::resetToAnyTaskAt);
    cancelled = begun(moments(), Moment::name, ResetMatrixDrillTest::cancelAt);
    startedAgainWithTheMark =
        begun(moments(), Moment::name, ResetMatrixDrillTest::startAgainWithTheMark);
    startedAgainWithoutTheMark =
        begun(moments(), Moment::name, ResetMatrixDrillTest::startAgainWithoutTheMark);
  }

  private static <T> T inItsTurn(Callable<T> work) throws Exception {
    AT_ONCE.acquire();
    try {
      return work.call();
    } finally {
      AT_ONCE.release();
    }
  }

  private interface Work<T> {
    void on(T subject) throws Exception;
  }

  /** All at once, because they mostly wait; they do not touch one another's payouts. */
  private static <T> List<DynamicTest> begun(
      List<T> subjects, Function<T, String> name, Work<T> work) {
    List<DynamicTest> tests = new ArrayList<>();
    for (T subject : subjects) {
      Future<Void> begun =
          threads.submit(() ->
              inItsTurn(() -> {
                work.on(subject);
                return null;
              }));
      tests.add(DynamicTest.dynamicTest(name.apply(subject), () -> begun.get(5, TimeUnit.MINUTES)));
    }
    return tests;
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    rig.close();
    server.close();
  }

  /**
   * A payout's life up to its end.
   *
   * @param live starts it and brings it to its end
   * @param afterwards what changes once it has ended, which would let a payout go on that has not
   */
  private record Story(
      String invoice,
      Function<String, PayoutOrder> order,
      Consumer<PayoutOrder> live,
      Outcome end,
      Consumer<PayoutOrder> afterwards) {}

  /**
   * A place in a payout's life where it stays for a while.
   *
   * @param reach starts it and waits until it is there
   * @param goOn lets it come to its end
   * @param cancelled how it ends if it is cancelled there, null if it then needs an operator
   */
  private record Moment(
      String name,
      Function<String, PayoutOrder> order,
      Consumer<PayoutOrder> reach,
      Consumer<PayoutOrder> goOn,
      Outcome cancelled) {

    PayoutOrder reached(String suffix) {
      PayoutOrder made = order.apply(name + "-" + suffix);
      reach.accept(made);
      return made;
    }
  }

  private static List<Story> stories() {
    Consumer<PayoutOrder> nothing = order -> {};
    return List.of(
        new Story(
            "straight", Orders::individual, ResetMatrixDrillTest::begin, Outcome.PAID, nothing),
        new Story("review", ResetMatrixDrillTest::inReview, through(REVIEW), Outcome.PAID, nothing),
        new Story(
            "wallet", ResetMatrixDrillTest::walletPending, through(WALLET), Outcome.PAID, nothing),
        new Story(
            "taken-reset-paid",
            Orders::individual,
            ResetMatrixDrillTest::begin,
            Outcome.PAID,
            nothing),
        new Story(
            "repeated-reset-unpaid",
            Orders::individual,
            ResetMatrixDrillTest::begin,
            Outcome.PAID,
            nothing),
        new Story(
            "turned-down",
            Orders::individual,
            ResetMatrixDrillTest::refusedOnce,
            Outcome.REFUSED,
            nothing),
        new Story(
            "cancelled",
            ResetMatrixDrillTest::inReview,
            ResetMatrixDrillTest::cancelInReview,
            Outcome.CANCELLED,
            ResetMatrixDrillTest::activate),
        new Story(
            "expired",
            ResetMatrixDrillTest::expiring,
            ResetMatrixDrillTest::begin,
            Outcome.EXPIRED,
            ResetMatrixDrillTest::activate),
        new Story(
            "resolved",
            ResetMatrixDrillTest::declined,
            ResetMatrixDrillTest::resolveUnpaid,
            Outcome.RESOLVED,
            ResetMatrixDrillTest::activate),
        new Story(
            "x-failed", Orders::individual, ResetMatrixDrillTest::begin, Outcome.FAILED, nothing),
        new Story(
            "sent-back",
            Orders::individual,
            ResetMatrixDrillTest::begin,
            Outcome.PAID,
            ResetMatrixDrillTest::sendBack));
  }

  private static final Moment REVIEW =
      new Moment(
          "review",
          ResetMatrixDrillTest::inReview,
          order -> reach(order, waits(Step.COMPLIANCE)),
          ResetMatrixDrillTest::activate,
          Outcome.CANCELLED);

  private static final Moment WALLET =
      new Moment(
          "wallet",
          ResetMatrixDrillTest::walletPending,
          order -> reach(order, waits(Step.WALLET)),
          ResetMatrixDrillTest::activateWallet,
          Outcome.CANCELLED);

  private static final Moment DOCUMENTS =
      new Moment(
          "documents",
          ResetMatrixDrillTest::declined,
          order -> reach(order, state -> state instanceof PayoutState.NeedsAction),
          ResetMatrixDrillTest::activate,
          Outcome.CANCELLED);

  private static final Moment NOT_YET_TAKEN =
      new Moment(
          "in-flight",
          Orders::individual,
          order -> reachPay(order, Fault.When.BEFORE),
          ResetMatrixDrillTest::letPayGoOn,
          Outcome.PAID);

  private static final Moment TAKEN =
      new Moment(
          "in-flight-taken",
          Orders::individual,
          order -> reachPay(order, Fault.When.AFTER),
          ResetMatrixDrillTest::letPayGoOn,
          Outcome.PAID);

  private static final Moment UNANSWERED =
      new Moment(
          "unanswered-reset-unpaid",
          Orders::individual,
          order -> reach(order, ResetMatrixDrillTest::isUnanswered),
          order -> {},
          null);

  private static final Moment SETTLEMENT =
      new Moment(
          "settlement-stuck",
          Orders::individual,
          order -> reach(order, waits(Step.SETTLEMENT)),
          order -> rig.provider.settle(order.invoiceId().invoiceId(), "success"),
          Outcome.PAID);

  private static List<Moment> moments() {
    return List.of(REVIEW, WALLET, DOCUMENTS, NOT_YET_TAKEN, TAKEN, UNANSWERED, SETTLEMENT);
  }

  private static final Moment FUNDS =
      new Moment(
          "funds",
          ResetMatrixDrillTest::large,
          order -> {
            rig.provider.balance(SHORT);
            reach(order, waits(Step.FUNDS));
          },
          order -> rig.provider.topUp(MUCH),
          Outcome.CANCELLED);

  @TestFactory
  List<DynamicTest> anEndedPayoutResetToEachOfItsTasksEndsTheSame() {
    return endedThenReset;
  }

  private static void resetToEachTask(Story story) {
    PayoutOrder order = story.order().apply(story.invoice());
    PayoutId id = order.invoiceId();
    story.live().accept(order);
    assertThat(Told.outcome(rig.ended(id))).isEqualTo(story.end());
    long taken = rig.taken(id);
    WorkflowExecution ended = rig.execution(id);
    List<Long> tasks = rig.workflowTasks(ended);
    story.afterwards().accept(order);

    for (long task : tasks) {
      rig.reset(ended, task);

      PayoutStatus status = atRest(id);
      assertThat(Oracle.faults(rig.provider, rig.payouts, rig.client, order, story.end()))
          .as("reset to %s of %s", task, tasks)
          .isEmpty();
      assertThat(rig.taken(id)).as("reset to %s: %s", task, status.sentence()).isEqualTo(taken);
    }
    assertThat(tasks).hasSizeGreaterThan(1);
  }

  @TestFactory
  List<DynamicTest> aResetToAnyTaskAtAnyMomentPaysOnce() {
    return resetAtAnyMoment;
  }

  /** One payout per task, because a Reset changes what comes after it. */
  private static void resetToAnyTaskAt(Moment moment) throws Exception {
    int tasks = resetAndEnd(moment, 0);
    List<Future<Integer>> others = new ArrayList<>();
    for (int task = 1; task < tasks; task++) {
      int wanted = task;
      others.add(threads.submit(() -> inItsTurn(() -> resetAndEnd(moment, wanted))));
    }
    for (Future<Integer> other : others) {
      other.get(3, TimeUnit.MINUTES);
    }
  }

  /**
   * @return how many tasks there were to choose from
   */
  private static int resetAndEnd(Moment moment, int task) {
    PayoutOrder order = moment.reached("k" + task);
    WorkflowExecution run = rig.execution(order.invoiceId());
    List<Long> tasks = rig.workflowTasks(run);
    long before = inquiries(order.invoiceId());
    rig.reset(run, tasks.get(Math.min(task, tasks.size() - 1)));
    if (GATES.containsKey(order.invoiceId())) {
      LiveRig.await("pay was run again", () -> inquiries(order.invoiceId()) > before);
    }
    moment.goOn().accept(order);
    endsPaidOnce(order);
    return tasks.size();
  }

  private static void endsPaidOnce(PayoutOrder order) {
    ResetDrillTest.assertPaid(rig.ended(order.invoiceId()));
    assertThat(Oracle.faults(rig.provider, rig.payouts, rig.client, order, Outcome.PAID)).isEmpty();
    assertThat(rig.taken(order.invoiceId())).isEqualTo(1);
  }

  @TestFactory
  List<DynamicTest> theUisCancelAtAnyMomentEndsUnpaidOnlyWhatWasNotSent() {
    return cancelled;
  }

  private static void cancelAt(Moment moment) {
    PayoutOrder order = moment.reached("c");
    PayoutId id = order.invoiceId();
    rig.stub(rig.execution(id)).cancel();
    if (moment.cancelled() != Outcome.CANCELLED) {
      moment.goOn().accept(order);
    }

    if (moment.cancelled() == null) {
      assertThat(atRest(id).state()).isInstanceOf(PayoutState.NeedsAction.class);
    } else {
      // Temporal itself calls the execution canceled then, whatever it returned.
      PayoutStatus ended = rig.payouts.findEnded(id, Duration.ofSeconds(60)).orElseThrow();
      assertThat(Told.outcome(ended)).isEqualTo(moment.cancelled());
    }
    if (moment.cancelled() == Outcome.CANCELLED) {
      moment.goOn().accept(order);
    }
    assertThat(Oracle.faults(rig.provider, rig.payouts, rig.client, order, moment.cancelled()))
        .isEmpty();
    assertThat(rig.taken(id)).isEqualTo(moment.cancelled() == Outcome.PAID ? 1 : 0);
  }

  @TestFactory
  List<DynamicTest> terminatedAndStartedAgainWithTheMarkCopiedItIsPaidOnce() {
    return startedAgainWithTheMark;
  }

  private static void startAgainWithTheMark(Moment moment) {
    PayoutOrder order = moment.reached("m");
    PayoutId id = order.invoiceId();
    rig.stub(rig.execution(id)).terminate("drill");
    Orders.startByHand(rig.client, order, id.workflowId(), true);
    moment.goOn().accept(order);
    endsPaidOnce(order);
  }

  @TestFactory
  List<DynamicTest> terminatedAndStartedAgainWithoutTheMarkItNeedsActionUntilItIsReset() {
    return startedAgainWithoutTheMark;
  }

  private static void startAgainWithoutTheMark(Moment moment) {
    PayoutOrder order = moment.reached("n");
    PayoutId id = order.invoiceId();
    WorkflowExecution run = rig.execution(id);
    rig.stub(run).terminate("drill");
    Orders.startByHand(rig.client, order, id.workflowId(), false);
    moment.goOn().accept(order);
    LiveRig.await("the start by hand has refused", () -> hasFailed(id));
    // Behind a start by hand the payout is found by Temporal's list, which lags.
    LiveRig.await("the payout is found", () -> rig.payouts.find(id).isPresent());
    assertThat(rig.payouts.find(id).orElseThrow().state())
        .isInstanceOf(PayoutState.NeedsAction.class);
    assertThat(rig.taken(id)).isLessThanOrEqualTo(1);

    rig.reset(run, rig.workflowTasks(run).getFirst());

    endsPaidOnce(order);
  }

  private static boolean hasFailed(PayoutId id) {
    try {
      rig.client.newUntypedWorkflowStub(id.workflowId()).getResult(Object.class);
      return false;
    } catch (WorkflowFailedException refused) {
      return true;
    }
  }

  /** The server then runs {@code pay} again beside the one that is in flight, by itself. */
  @Test
  void furtherAttemptsAllowedWhilePayIsInFlightPayOnce() {
    PayoutOrder order = NOT_YET_TAKEN.reached("attempts");
    long before = inquiries(order.invoiceId());

    LiveRig.updatePay(rig.stubs, rig.execution(order.invoiceId()), 5);

    LiveRig.await("pay was run again", () -> inquiries(order.invoiceId()) > before);
    NOT_YET_TAKEN.goOn().accept(order);
    endsPaidOnce(order);
  }

  @Test
  void anotherVersioningWhilePayIsInFlightPaysOnce() {
    PayoutOrder order = NOT_YET_TAKEN.reached("versioning");

    LiveRig.updateVersioning(rig.stubs, rig.execution(order.invoiceId()));

    NOT_YET_TAKEN.goOn().accept(order);
    endsPaidOnce(order);
  }

  /** The balance is everybody's, so these stand alone, one after the other. */
  @TestFactory
  Stream<DynamicTest> theSameWhileFundsAreShort() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "reset to any task",
            () -> {
              int tasks = resetAndEnd(FUNDS, 0);
              for (int task = 1; task < tasks; task++) {
                resetAndEnd(FUNDS, task);
              }
            }),
        DynamicTest.dynamicTest("cancelled", () -> cancelAt(FUNDS)),
        DynamicTest.dynamicTest(
            "ended, then reset to each task",
            () ->
                resetToEachTask(
                    new Story(
                        "topped-up",
                        ResetMatrixDrillTest::large,
                        through(FUNDS),
                        Outcome.PAID,
                        order -> rig.provider.topUp(MUCH)))));
  }

  private static void begin(PayoutOrder order) {
    rig.payouts.start(order, "test");
  }

  private static void reach(PayoutOrder order, Predicate<PayoutState> moment) {
    begin(order);
    LiveRig.await(
        order.invoiceId() + " is there",
        () -> moment.test(rig.payouts.find(order.invoiceId()).orElseThrow().state()));
  }

  private static Predicate<PayoutState> waits(Step step) {
    return state -> state instanceof PayoutState.Waiting waiting && waiting.step() == step;
  }

  private static boolean isUnanswered(PayoutState state) {
    return state instanceof PayoutState.Waiting waiting
        && waiting.step() == Step.PAY
        && waiting.reason().contains("was not answered");
  }

  private static Consumer<PayoutOrder> through(Moment moment) {
    return order -> {
      moment.reach().accept(order);
      moment.goOn().accept(order);
    };
  }

  /** Held at the provider, with one more task after it was scheduled. */
  private static void reachPay(PayoutOrder order, Fault.When when) {
    PayoutId id = order.invoiceId();
    // A provider that takes a request later than its gateway may hold it is not what is tried here.
    CompletableFuture<Void> gate =
        new CompletableFuture<Void>()
            .completeOnTimeout(
                null,
                PAY.callLimit().plus(PAY.gatewayIdle()).minusMillis(200).toMillis(),
                TimeUnit.MILLISECONDS);
    GATES.put(id, gate);
    rig.provider.plan(
        new Fault(Endpoint.PAY, id.invoiceId(), 1, when, List.of(new Behaviour.Gate(gate))));
    begin(order);
    LiveRig.await(
        "pay is in flight",
        () ->
            rig.provider.calls().stream()
                .anyMatch(call ->
                    call.path().equals(Endpoint.PAY.path())
                        && call.invoiceId().equals(id.invoiceId())));
    WorkflowExecution run = rig.execution(id);
    int tasks = rig.workflowTasks(run).size();
    wake(order);
    LiveRig.await("the signal's task is done", () -> rig.workflowTasks(run).size() > tasks);
  }

  private static void letPayGoOn(PayoutOrder order) {
    GATES.get(order.invoiceId()).complete(null);
  }

  private static void wake(PayoutOrder order) {
    rig.client.newUntypedWorkflowStub(order.invoiceId().workflowId()).signal("wake");
  }

  private static PayoutOrder inReview(String invoice) {
    return Orders.individual(invoice, "review-" + invoice);
  }

  private static PayoutOrder declined(String invoice) {
    return Orders.individual(invoice, "declined-" + invoice);
  }

  private static PayoutOrder expiring(String invoice) {
    return Orders.limited(
        Orders.individual(invoice, "review-" + invoice),
        new Deadlines(Duration.ofSeconds(2), null, null, null));
  }

  private static PayoutOrder large(String invoice) {
    PayoutOrder order = Orders.individual(invoice);
    return new PayoutOrder(
        order.invoiceId(),
        new Money(MUCH, "USD"),
        order.payee(),
        order.wallet(),
        null,
        null,
        Map.of());
  }

  private static PayoutOrder walletPending(String invoice) {
    String code = "walletpending-" + invoice;
    return Orders.order(
        invoice, new Payee.Existing(rig.provider.addPayee(code, code + "@example.com")));
  }

  private static void activate(PayoutOrder order) {
    rig.provider.payeeStatus(order.payee().reference(), "Activated");
  }

  private static void activateWallet(PayoutOrder order) {
    rig.provider.walletStatus(((Payee.Existing) order.payee()).customerNo(), "ACTIVATED");
  }

  private static void refusedOnce(PayoutOrder order) {
    rig.provider.plan(
        Fault.before(Endpoint.PAY, new Behaviour.Answer("000023", "no"))
            .about(order.invoiceId().invoiceId()));
    begin(order);
  }

  private static void cancelInReview(PayoutOrder order) {
    REVIEW.reach().accept(order);
    asked(() -> rig.payouts.cancel(order.invoiceId(), new Cancel("ops", "not wanted")));
  }

  private static void resolveUnpaid(PayoutOrder order) {
    DOCUMENTS.reach().accept(order);
    asked(() ->
        rig.payouts.resolve(
            order.invoiceId(),
            new Resolve("ops", Resolve.Verdict.NOT_PAID, "no documents", "ticket", "none")));
  }

  /** What is not answered in time is carried out all the same, as its end shows. */
  private static void asked(Runnable action) {
    try {
      action.run();
    } catch (Unavailable late) {
      // Seen on a machine with too much to do.
    }
  }

  private static void sendBack(PayoutOrder order) {
    String invoice = order.invoiceId().invoiceId();
    rig.provider.settle(invoice, "returned");
    rig.payouts.notify(
        new Notice(
            invoice,
            rig.provider.ledger().movements(invoice).getFirst().transactionNo(),
            Settlement.RETURNED,
            null,
            null,
            "print-" + invoice));
  }

  private static PayoutStatus atRest(PayoutId id) {
    LiveRig.await(
        id + " is at rest",
        () -> {
          PayoutState state = rig.payouts.find(id).orElseThrow().state();
          return state instanceof PayoutState.Ended || state instanceof PayoutState.NeedsAction;
        });
    return rig.payouts.find(id).orElseThrow();
  }

  private static long inquiries(PayoutId id) {
    return rig.provider.calls().stream()
        .filter(call -> call.path().equals(Endpoint.INQUIRY.path()))
        .filter(call -> call.invoiceId().equals(id.invoiceId()))
        .count();
  }
}
