package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.pockyt.CallEnd;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Call;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.worker.Scenario.Length;
import io.cryptopayouts.worker.Scenario.Operation;
import io.cryptopayouts.worker.Scenario.Settles;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * One scenario against the product in memory. Modelled are only the processes: a crash is an
 * activity that never answers, a Reset is a second start in place of the first run, and {@code pay}
 * run again with the same argument.
 */
final class MemoryPlay {

  private static final Duration REST = Duration.ofHours(2);
  private static final int MOST_RESTS = 3;

  /** Longer than the server has known of an execution before it began. */
  private static final Duration SOON = Duration.ofMillis(100);

  private static final Duration PAY_LIMIT = PaySettings.DEFAULT.activityLimit();
  static final Duration HURRY = Duration.ofMinutes(30);
  static final int MOST_EVENTS = 3_000;
  static final int MOST_UNANSWERED = 2;

  /** At ten milliseconds each. */
  private static final int MOST_LOOKS = 3_000;

  private static final Set<Endpoint> READS = EnumSet.complementOf(EnumSet.of(Endpoint.PAY));

  /** What the payout hears of, and may leave a quick step for. */
  private static final Set<Kind> INTERRUPTING =
      EnumSet.of(
          Kind.NOTICE,
          Kind.NOTICE_REPEATED,
          Kind.TEMPORAL_CANCEL,
          Kind.CANCEL,
          Kind.HOLD,
          Kind.RELEASE,
          Kind.RECHECK,
          Kind.WAKE,
          Kind.RESOLVE);

  /** The worker dies here. */
  private static final class Crash extends Error {
    private Crash() {
      super(null, null, false, false);
    }
  }

  /** One execution of {@code pay}, on its thread. */
  private static final class Execution {
    private final MemoryPlay play;

    /** Within which it is run; itself if in none. */
    private final Execution root;

    private final Instant started;

    /** Whether the server waits for it, and lets no time be skipped meanwhile. */
    private final boolean activity;

    private final boolean ineligible;

    /** The server has given it up: this play holds time for it now. */
    private boolean held;

    /** Held while its request is there. */
    private final Lock atTheProvider = new ReentrantLock();

    private Claim late;
    private volatile boolean dead;

    /** Its run was stopped from outside: the server does not give it up. */
    private volatile boolean orphan;

    private Execution(MemoryPlay play, Execution outer, boolean activity) {
      this.play = play;
      this.root = outer == null ? this : outer.root;
      this.started = outer == null ? play.rig.now() : outer.started;
      this.activity = outer == null ? activity : outer.activity;
      this.ineligible = play.ineligible();
    }

    /** When the server gives it up. */
    private Instant limit() {
      return started.plus(PAY_LIMIT);
    }
  }

  private static final ThreadLocal<Execution> EXECUTION = new ThreadLocal<>();

  private final MemoryStage stage;
  private final Rig rig;
  private final Scenario scenario;
  private final Tally tally;
  private final PayoutOrder order;
  private final String invoice;
  private final ProviderSide side;
  private final Map<Point, Integer> passed = new EnumMap<>(Point.class);
  private final Map<Kind, Queue<String>> armed = new EnumMap<>(Kind.class);
  private final Set<String> faults = Collections.synchronizedSet(new LinkedHashSet<>());
  private final Ends ends = new Ends();
  private final Set<Execution> inFlight = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong steps = new AtomicLong();

  private volatile String configuration = "usual";
  private volatile String payee;
  private volatile String wallet;
  private volatile PayCommand command;

  /** Whose answer the server waits for. */
  private volatile Execution awaited;

  /** Who may write now. */
  private volatile Execution granted;

  private volatile boolean mended;
  private volatile boolean over;
  private Instant began;

  MemoryPlay(MemoryStage stage, Scenario scenario, Tally tally, int number) {
    this.stage = stage;
    this.rig = stage.rig;
    this.scenario = scenario;
    this.tally = tally;
    this.payee = scenario.setup().payee();
    this.wallet = scenario.setup().wallet();
    this.order = order(scenario.setup(), number, HURRY);
    this.invoice = order.invoiceId().providerInvoice("");
    this.side = new ProviderSide(rig.provider, rig.pockyt, URI.create(rig.noticeUrl()), order);
    for (Kind kind : Kind.values()) {
      armed.put(kind, new ConcurrentLinkedQueue<>());
    }
  }

  /** What a play of this setup pays out: ids tell the simulator the setup. */
  static PayoutOrder order(Scenario.Setup setup, int number, Duration hurry) {
    String id =
        "f-"
            + number
            + (setup.settles() == Settles.SUCCESS
                ? ""
                : "-" + setup.settles().name().toLowerCase(Locale.ROOT))
            + (setup.notices() ? "" : "-nonotice");
    String payee =
        switch (setup.payee()) {
          case "Underreview" -> "-review";
          case "Unverified" -> "-unverified";
          case "Declined" -> "-declined";
          default -> "";
        };
    String wallet = setup.wallet().equals("Activated") ? "" : "-wallet" + setup.wallet();
    return Orders.limited(
        Orders.individual(id, "c-" + number + payee + wallet.toLowerCase(Locale.ROOT)),
        setup.hurried() ? new Deadlines(hurry, hurry, hurry, hurry) : null);
  }

  String invoice() {
    return invoice;
  }

  String workflowId() {
    return order.invoiceId().workflowId();
  }

  /** How many points were passed. */
  long steps() {
    return steps.get();
  }

  String configuration() {
    return configuration;
  }

  // The course of it.

  Set<String> faults() {
    stage.behave();
    rig.provider.balance(new BigDecimal(scenario.setup().funded() ? "1000000.00" : "0.00"));
    if (scenario.setup().lookalike()) {
      side.addLookalike();
    }
    List<Operation> timed =
        scenario.operations().stream()
            .filter(operation -> operation.at().isTime())
            .sorted(Comparator.comparingLong(operation -> operation.at().millis()))
            .toList();
    timed.stream().filter(operation -> isArmedFromTheStart(operation)).forEach(this::perform);
    began = rig.now();
    rig.payouts.start(order, "fuzz");
    for (Operation operation : timed) {
      if (!isArmedFromTheStart(operation)) {
        sleepUntil(began.plusMillis(operation.at().millis()));
        if (INTERRUPTING.contains(operation.kind())) {
          stage.awaitQuiet(workflowId());
        }
        perform(operation);
      }
    }
    sleep(REST);
    look();
    mend();
    sleep(REST);
    // What was taken only then is looked at again within the longest pause.
    for (int i = 0; i < MOST_RESTS && (side.isPending() || waits()); i++) {
      if (side.isPending()) {
        rig.provider.settle(invoice, "success");
      }
      sleep(REST);
    }
    look();
    judge();
    over = true;
    clearAway();
    return faults;
  }

  private static boolean isArmedFromTheStart(Operation operation) {
    return operation.kind().isArmed() && operation.at().millis() == 0;
  }

  private void sleepUntil(Instant time) {
    Duration left = Duration.between(rig.now(), time);
    if (left.isPositive()) {
      stage.sleep(left);
    }
  }

  private void sleep(Duration length) {
    sleepUntil(rig.now().plus(length));
  }

  /** Remembers how it ended, and whether that is true now. */
  private void look() {
    rig.payouts
        .find(order.invoiceId())
        .ifPresent(status -> {
          if (status.state() instanceof PayoutState.Ended end) {
            ends.add(end.outcome());
            require(side.isTrue(end.outcome()), "says " + end.outcome().word() + " too early");
          }
        });
  }

  private void mend() {
    mended = true;
    armed.values().forEach(Queue::clear);
    stage.behave();
    configuration = "usual";
    rig.provider.balance(new BigDecimal("1000000.00"));
    // What is hindered by one thing may meet the next one then.
    for (int i = 0; i < 2; i++) {
      if (!payee.equals("Deactivated")) {
        payee("Activated");
      }
      wallet("Activated");
      if (side.isPending()) {
        rig.provider.settle(invoice, "success");
      }
      tried(() -> rig.operator.release(order));
      tried(() -> rig.recheck(order));
      sleep(Duration.ofMinutes(30));
    }
  }

  private void judge() {
    Optional<PayoutStatus> status = rig.payouts.find(order.invoiceId());
    faults.addAll(
        Oracle.faults(rig, order, side::isOurs).stream()
            .filter(fault -> !scenario.excuses(fault))
            .toList());
    status.flatMap(ends::fault).ifPresent(this::fault);
    int events = rig.client.fetchHistory(workflowId()).getEvents().size();
    require(events < MOST_EVENTS, "has a history of " + events + " events");
    faults.addAll(stage.failedTasks());
    require(isAtRest(), "is still being sent");
  }

  private boolean waits() {
    return rig.payouts
        .find(order.invoiceId())
        .filter(status ->
            status.state() instanceof PayoutState.Waiting
                || status.state() instanceof PayoutState.InProgress)
        .isPresent();
  }

  /** Whether no execution of {@code pay} goes on any more, however late its answers come. */
  private boolean isAtRest() {
    for (int i = 0; i < MOST_LOOKS && !inFlight.isEmpty(); i++) {
      LockSupport.parkNanos(10_000_000);
    }
    return inFlight.isEmpty();
  }

  private void clearAway() {
    terminate();
    stage.terminate(PayoutId.invoiceWorkflowId(invoice));
  }

  private void terminate() {
    stage.terminate(workflowId());
    inFlight.forEach(execution -> execution.orphan = true);
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      fault(fault);
    }
  }

  private void fault(String what) {
    faults.add(what);
  }

  // The activities.

  /** {@code pay} as the worker runs it. */
  PayResult pay(PayCommand given) {
    command = given;
    return run(given, true);
  }

  private PayResult run(PayCommand given, boolean activity) {
    Execution outer = EXECUTION.get();
    Execution execution = new Execution(this, outer, activity);
    EXECUTION.set(execution);
    inFlight.add(execution);
    if (activity) {
      awaited = execution;
      stage.begins();
    }
    try {
      pass(Point.PAY_ENTERED);
      PayResult result = stage.sending(configuration).pay(given);
      if (execution.late != null) {
        claimLate(execution.late);
      }
      pass(Point.PAY_LEAVING);
      return result;
    } catch (Crash crash) {
      if (activity) {
        stage.aside(() -> awaitGivenUp(execution));
      }
      throw new IllegalStateException("the worker died", crash);
    } finally {
      EXECUTION.set(outer);
      synchronized (execution) {
        inFlight.remove(execution);
        if (execution.held) {
          stage.freeTime();
        }
      }
      if (activity) {
        stage.ends();
      }
    }
  }

  private void claimLate(Claim claim) {
    try {
      rig.invoices.claim(claim, PaySettings.DEFAULT.claimPatience());
    } catch (TimeoutException | RuntimeException nobodyHears) {
      // As it is meant.
    }
  }

  ClaimAnswer claim(Claims claims, Claim claim, Duration patience) throws TimeoutException {
    pass(Point.PAY_READ);
    String fault = takeArmed(Kind.CLAIM);
    if (fault != null) {
      if (fault.equals("answer-lost")) {
        claims.claim(claim, patience);
      } else {
        EXECUTION.get().late = claim;
      }
      throw new TimeoutException("the claim's answer is lost");
    }
    ClaimAnswer answer = claims.claim(claim, patience);
    if (answer instanceof ClaimAnswer.Granted) {
      pass(Point.PAY_GRANTED);
      spoilTheSend();
    }
    return answer;
  }

  private void spoilTheSend() {
    granted = EXECUTION.get();
    String slow = takeArmed(Kind.PAY_SLOW);
    String fault = takeArmed(Kind.PAY);
    if (slow != null) {
      Instant arrival =
          rig.now().plus(PaySettings.DEFAULT.callLimit()).plus(Length.parse(slow).duration());
      plan(
          false,
          gate(() -> {
            stage.holdTime();
            stage.sleep(Duration.between(rig.now(), arrival));
            stage.begins();
            Thread.startVirtualThread(this::letTimePassOnceItHasArrived);
          }));
      return;
    }
    Behaviour taken = gate(this::atTheProvider);
    if (fault == null) {
      plan(true, taken);
    } else {
      plan(!ProviderSide.isUntaken(fault), taken, ProviderSide.spoilt(fault));
    }
  }

  private void letTimePassOnceItHasArrived() {
    while (!over && calls().anyMatch(call -> call.answer().equals("open"))) {
      LockSupport.parkNanos(200_000);
    }
    stage.ends();
    stage.freeTime();
  }

  private void plan(boolean after, Behaviour... behaviours) {
    Fault fault =
        after ? Fault.after(Endpoint.PAY, behaviours) : Fault.before(Endpoint.PAY, behaviours);
    rig.provider.plan(fault.about(invoice));
  }

  /** Runs something in the provider's thread, amid a call. */
  private static Behaviour gate(Runnable what) {
    return new Behaviour.Gate(
        new CompletableFuture<>() {
          @Override
          public Void get() {
            what.run();
            return null;
          }
        });
  }

  private void atTheProvider() {
    // Not the one this was planned for, if that had to write nothing.
    Execution execution = granted;
    EXECUTION.set(execution);
    execution.atTheProvider.lock();
    try {
      pass(Point.PAY_TAKEN);
    } catch (Crash crash) {
      execution.dead = true;
    } finally {
      execution.atTheProvider.unlock();
      EXECUTION.remove();
    }
  }

  /** The client knows how the call ended; nothing was made of that yet. */
  static void payAnswered(CallEnd end) {
    Execution execution = EXECUTION.get();
    if (execution == null) {
      return;
    }
    // A worker that stands still hears of no answer meanwhile.
    execution.atTheProvider.lock();
    try {
      execution.play.payAnswered(execution, end);
    } finally {
      execution.atTheProvider.unlock();
    }
  }

  private void payAnswered(Execution execution, CallEnd end) {
    if (end != CallEnd.NOT_SENT) {
      require(!execution.ineligible, "was sent for an ineligible payee");
      require(
          end != CallEnd.UNKNOWN || unanswered.incrementAndGet() <= MOST_UNANSWERED,
          "was sent again and again");
    }
    if (execution.dead) {
      throw new Crash();
    }
    pass(Point.PAY_ANSWERED);
  }

  /** What is to happen at this point happens. */
  void pass(Point point) {
    steps.incrementAndGet();
    if (mended) {
      return;
    }
    int nth;
    synchronized (passed) {
      nth = passed.merge(point, 1, Integer::sum);
    }
    boolean dead = false;
    for (Operation operation : scenario.operations()) {
      if (operation.at().is(point, nth)) {
        switch (operation.kind()) {
          case CRASH -> {
            tally.hit(Kind.CRASH, Place.at(point));
            dead = true;
          }
          case FREEZE -> {
            tally.hit(Kind.FREEZE, Place.at(point));
            if (point.isInPay()) {
              standStill(EXECUTION.get(), Length.parse(operation.with()).duration());
            } else {
              dead = true;
            }
          }
          default -> perform(operation);
        }
      }
    }
    if (dead && !point.isInPay()) {
      // The attempt is lost; the patient one after it does the step again.
      throw new IllegalStateException("the worker died in a quick step");
    }
    if (dead) {
      throw new Crash();
    }
  }

  /** While an activity runs no time is skipped: it gives that back as long as it stands still. */
  private void standStill(Execution execution, Duration length) {
    if (!execution.activity) {
      stage.sleep(length);
    } else {
      boolean isGivenUp =
          !execution.root.orphan && rig.now().plus(length).isAfter(execution.limit());
      stage.aside(() -> {
        if (isGivenUp) {
          outlast(execution, length);
        } else {
          stage.sleep(length);
        }
      });
    }
    if (over) {
      throw new Crash();
    }
  }

  /** From when the server gives it up this play holds time for it. */
  private void outlast(Execution execution, Duration length) {
    stage.holdTime();
    Thread.startVirtualThread(() -> awaitGivenUp(execution));
    stage.sleep(length);
    execution.root.orphan = true;
    execution.root.held = true;
  }

  /** The lock must be there again when the server frees it, which would forget that otherwise. */
  private void awaitGivenUp(Execution execution) {
    Instant limit = execution.limit();
    Duration free = Duration.between(rig.now(), limit).minus(SOON);
    if (free.isPositive()) {
      stage.sleep(free);
    }
    stage.begins();
    while (!over && !rig.now().isAfter(limit)) {
      LockSupport.parkNanos(1_000_000);
    }
    stage.ends();
  }

  private String takeArmed(Kind kind) {
    String with = armed.get(kind).poll();
    if (with != null) {
      tally.hit(kind, place());
    }
    return with;
  }

  private boolean ineligible() {
    return !payee.equals("Activated") || !wallet.equals("Activated");
  }

  private Place place() {
    if (EXECUTION.get() != null || !inFlight.isEmpty()) {
      return Place.SENDING;
    }
    if (began == null) {
      return Place.PAYEE;
    }
    return Place.of(stage.describe(workflowId()).getWorkflowExecutionInfo(), unanswered.get() > 0);
  }

  // What happens.

  private void perform(Operation operation) {
    String with = operation.with();
    if (operation.kind().isArmed()) {
      arm(operation.kind(), with);
      return;
    }
    tally.hit(operation.kind(), place());
    switch (operation.kind()) {
      case CRASH, FREEZE, PAY, PAY_SLOW, INQUIRY, CLAIM ->
          throw new IllegalStateException("it has its own way");
      case SWAP -> configuration = with;
      case UPGRADE -> stage.forgetWorkflows();
      case OUTAGE -> outage(Length.parse(with).duration());
      case PAYEE -> payee(with);
      case WALLET -> wallet(with);
      case BALANCE -> rig.provider.balance(new BigDecimal(with));
      case SETTLE -> tried(() -> rig.provider.settle(invoice, with));
      case FOREIGN -> side.payElsewhere();
      case NOTICE -> side.notice(with);
      case NOTICE_REPEATED -> side.noticeRepeated(with);
      case NOTICE_FORGED ->
          require(!side.noticeForged(with).acknowledged(), "took a forged notice");
      case TEMPORAL_CANCEL -> tried(() -> rig.stub(order).cancel("why"));
      case TERMINATE -> terminate();
      case START -> {
        look();
        if (with.equals("replacing")) {
          terminate();
        }
        boolean marked = !with.equals("unmarked");
        // What stands behind an unmarked one is found by a list, which this server has not.
        if (marked || stage.isRunning(workflowId())) {
          tried(() -> startByHand(marked));
        }
      }
      case RESET -> {
        look();
        terminate();
        tried(() -> startByHand(true));
        rerun();
      }
      case RERUN -> rerun();
      case OPTIONS -> tried(() -> updateOptions(with));
      case INVOICE -> stage.terminate(PayoutId.invoiceWorkflowId(invoice));
      case POST -> postAgain(with);
      case CANCEL -> tried(() -> rig.cancel(order));
      case HOLD -> tried(() -> rig.operator.hold(order));
      case RELEASE -> tried(() -> rig.operator.release(order));
      case RECHECK -> tried(() -> rig.recheck(order));
      case WAKE -> tried(() -> rig.stub(order).signal("wake"));
      case RESOLVE -> tried(() -> rig.resolve(order, Resolve.Verdict.valueOf(with)));
      case ACKNOWLEDGE -> tried(() -> rig.operator.acknowledge(order));
    }
  }

  /** What may be refused, or come too late, and then does nothing. */
  private static void tried(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException refused) {
      // The state it leaves is judged, not the refusal.
    }
  }

  private void arm(Kind kind, String with) {
    if (kind != Kind.INQUIRY) {
      armed.get(kind).add(with);
      return;
    }
    rig.provider.plan(
        Fault.before(
                Endpoint.INQUIRY,
                gate(() -> tally.hit(kind, place())),
                ProviderSide.spoiltInquiry(with))
            .about(invoice));
  }

  private void outage(Duration length) {
    List<Fault> outage =
        READS.stream()
            .map(read -> Fault.before(read, Behaviour.Status.html(503)).forEver())
            .toList();
    outage.forEach(rig.provider::plan);
    stage.holdTime();
    Thread.startVirtualThread(() -> {
      try {
        stage.sleep(length);
        List<Fault> others = new ArrayList<>(rig.provider.planned());
        others.removeAll(outage);
        stage.behave();
        others.forEach(rig.provider::plan);
      } catch (MemoryStage.StandsStill isOver) {
        // The next play begins with a provider that behaves.
      } finally {
        stage.freeTime();
      }
    });
  }

  private void payee(String status) {
    tried(() -> {
      // Refused if it is not registered yet.
      rig.provider.payeeStatus(((Payee.Details) order.payee()).customerCode(), status);
      payee = status;
    });
  }

  private void wallet(String status) {
    customerNo()
        .filter(number -> hasWallet())
        .ifPresent(number -> {
          rig.provider.walletStatus(number, status.toUpperCase(Locale.ROOT));
          wallet = status;
        });
  }

  private boolean hasWallet() {
    return calls()
        .anyMatch(call ->
            call.path().equals(Endpoint.CREATE_WALLET.path()) && call.answer().equals("000100"));
  }

  /** The calls of this play, the latest first. */
  private Stream<Call> calls() {
    return rig.provider.calls().reversed().stream().takeWhile(call -> !call.time().isBefore(began));
  }

  /** The payee's number, once a call has named it. */
  private Optional<String> customerNo() {
    return calls()
        .map(Call::customerNo)
        .filter(number -> !number.isEmpty() && !side.isForeign(number))
        .findFirst();
  }

  private void startByHand(boolean marked) {
    Orders.startByHand(rig.client, order, workflowId(), marked);
  }

  /** As the server does after a Reset: the same argument, and nobody waits for the answer. */
  private void rerun() {
    if (command != null) {
      tried(() -> run(command, false));
    }
  }

  /**
   * The server hears of another answer than that of the {@code pay} in flight, which goes on. It
   * would then let time pass under it.
   */
  private void updateOptions(String with) {
    Execution waiting = awaited;
    // Who stands still has given his time back already.
    if (waiting == null || stage.isAnyoneAside() || with.equals("versioning")) {
      return;
    }
    Optional<PayResult> again =
        with.equals("more-attempts") ? Optional.of(run(command, false)) : Optional.empty();
    synchronized (waiting) {
      if (inFlight.contains(waiting) && !waiting.held) {
        stage.holdTime();
        waiting.held = stage.answerPay(workflowId(), again);
        if (waiting.held) {
          waiting.orphan = true;
        } else {
          stage.freeTime();
        }
      }
    }
  }

  private void postAgain(String with) {
    PayoutOrder posted = with.equals("same") ? order : another(order);
    try {
      boolean repeated = rig.payouts.start(posted, "fuzz").repeated();
      require(repeated && with.equals("same"), "was started by another post");
    } catch (Payouts.OrderDiffers differs) {
      require(!with.equals("same"), "is not the same order any more");
    }
  }

  /** Another order under the same name. */
  static PayoutOrder another(PayoutOrder order) {
    return new PayoutOrder(
        order.invoiceId(),
        Money.of("26.00", "USD"),
        order.payee(),
        order.wallet(),
        null,
        null,
        Map.of());
  }
}
