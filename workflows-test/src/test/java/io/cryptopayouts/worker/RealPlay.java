package io.cryptopayouts.worker;

import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Unavailable;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Call;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.worker.Processes.Network;
import io.cryptopayouts.worker.Processes.Part;
import io.cryptopayouts.worker.Scenario.Length;
import io.cryptopayouts.worker.Scenario.Operation;
import io.cryptopayouts.worker.TcpProxy.Side;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * One scenario on a {@link RealStage}. Its points are where the worker's calls to the provider
 * pass: an inquiry stands for the beginning of {@code pay}, which asks first, and all other reads
 * for the quick steps.
 */
final class RealPlay {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration MOST_UNDER_WAY = Duration.ofSeconds(10);

  /** By then an order is taken, and what is mended comes to its end. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** From its first look at the payee to its request, with the longest freeze between them. */
  private static final Duration LONGEST_PAY =
      RealTime.PAY.activityLimit().plus(RealTime.of(Length.parse(Kind.FREEZE.choices().getLast())));

  private final RealStage stage;
  private final Scenario scenario;
  private final Tally tally;
  private final Simulator provider;
  private final Payouts payouts;
  private final PayoutOrder order;
  private final String invoice;
  private final ProviderSide side;
  private final Operator operator;
  private final Map<Point, Integer> passed = new ConcurrentHashMap<>();
  private final Map<Kind, Queue<String>> armed = new EnumMap<>(Kind.class);
  private final Set<String> faults = Collections.synchronizedSet(new LinkedHashSet<>());
  private final Ends ends = new Ends();
  private volatile String payee;
  private volatile String wallet;
  private Instant ineligibleSince;
  private volatile boolean mended;

  RealPlay(RealStage stage, Scenario scenario, Tally tally, int number) {
    this.stage = stage;
    this.scenario = scenario;
    this.tally = tally;
    this.provider = stage.processes.provider();
    this.payouts = stage.processes.payouts();
    this.order =
        MemoryPlay.order(
            scenario.setup(), number, RealTime.of(new Length(MemoryPlay.HURRY.toMillis())));
    this.invoice = order.invoiceId().providerInvoice("");
    this.side = new ProviderSide(provider, stage.pockyt, stage.api("/webhooks/pockyt"), order);
    this.operator = new Operator(payouts);
    this.payee = scenario.setup().payee();
    this.wallet = scenario.setup().wallet();
    if (!payee.equals("Activated") || !wallet.equals("Activated")) {
      ineligibleSince = Instant.EPOCH;
    }
    for (Kind kind : Kind.values()) {
      armed.put(kind, new ConcurrentLinkedQueue<>());
    }
  }

  // The course of it.

  /** What goes by time, from the order on. */
  void happen() {
    if (scenario.setup().lookalike()) {
      side.addLookalike();
    }
    // What is armed waits for the first call.
    atStart().filter(operation -> operation.kind().isArmed()).forEach(this::perform);
    LiveRig.await(
        "the order is taken",
        PATIENCE,
        () -> stage.post(order).filter(answer -> answer.statusCode() == 202).isPresent());
    atStart().filter(operation -> !operation.kind().isArmed()).forEach(this::perform);
    // The quick steps take no time in a scenario.
    awaitRest(MOST_UNDER_WAY, () -> passed.containsKey(Point.PAY_ENTERED));
    Instant began = Instant.now();
    afterwards()
        .forEach(operation -> {
          sleepUntil(began.plus(RealTime.of(new Length(operation.at().millis()))));
          perform(operation);
        });
  }

  private Stream<Operation> atStart() {
    return timed().filter(operation -> operation.at().millis() == 0);
  }

  private Stream<Operation> afterwards() {
    return timed()
        .filter(operation -> operation.at().millis() > 0)
        .sorted(Comparator.comparingLong(operation -> operation.at().millis()));
  }

  private Stream<Operation> timed() {
    return scenario.operations().stream().filter(operation -> operation.at().isTime());
  }

  private static void sleepUntil(Instant time) {
    LockSupport.parkNanos(Duration.between(Instant.now(), time).toNanos());
  }

  /** As far as it goes by itself. */
  void awaitRest(Duration most) {
    awaitRest(most, () -> false);
  }

  private void awaitRest(Duration most, BooleanSupplier enough) {
    Instant end = Instant.now().plus(most);
    while (Instant.now().isBefore(end) && !isAtRest() && !enough.getAsBoolean()) {
      sleepUntil(Instant.now().plus(LOOK));
    }
  }

  private boolean isAtRest() {
    return look().filter(status -> Processes.isAtRest(status.state())).isPresent();
  }

  /** Remembers how it ended, and whether that is true now. */
  private Optional<PayoutStatus> look() {
    try {
      Optional<PayoutStatus> status = payouts.find(order.invoiceId());
      status.ifPresent(found -> {
        if (found.state() instanceof PayoutState.Ended end) {
          synchronized (ends) {
            ends.add(end.outcome());
          }
          require(side.isTrue(end.outcome()), "says " + end.outcome().word() + " too early");
        }
      });
      return status;
    } catch (Unavailable later) {
      return Optional.empty();
    }
  }

  /** From now on nothing happens any more. */
  void stop() {
    mended = true;
  }

  void mend() {
    if (!payee.equals("Deactivated")) {
      payee("Activated");
    }
    wallet("Activated");
    if (side.isPending()) {
      provider.settle(invoice, "success");
    }
    tried(() -> operator.release(order));
    tried(() -> operator.recheck(order));
  }

  /** What is wrong, once it has come to its end; what was paid twice waits for none. */
  Set<String> faults() {
    Instant end = Instant.now().plus(PATIENCE);
    Set<String> wrong = wrong();
    while (!wrong.isEmpty() && Instant.now().isBefore(end) && !side.isPaidTwice()) {
      if (side.isPending()) {
        provider.settle(invoice, "success");
      }
      sleepUntil(Instant.now().plus(LOOK));
      wrong = wrong();
    }
    return wrong;
  }

  private Set<String> wrong() {
    Set<String> wrong = new LinkedHashSet<>();
    Optional<PayoutStatus> status = look();
    if (status.isEmpty()) {
      return Set.of("is lost: nobody knows it");
    }
    ends.fault(status.get()).ifPresent(wrong::add);
    try {
      Oracle.faults(provider, payouts, stage.processes.client(), order, side::isOurs).stream()
          .filter(fault -> !scenario.excuses(fault))
          .forEach(wrong::add);
    } catch (Unavailable | IllegalStateException later) {
      wrong.add("does not answer: " + later.getMessage());
    }
    long events = describe().getWorkflowExecutionInfo().getHistoryLength();
    if (events >= MemoryPlay.MOST_EVENTS) {
      wrong.add("has a history of " + events + " events");
    }
    if (sends().anyMatch(call -> call.answer().equals("open"))) {
      wrong.add("is still being sent");
    }
    if (sends().filter(RealPlay::isUnanswered).count() > MemoryPlay.MOST_UNANSWERED) {
      wrong.add("was sent again and again");
    }
    wrong.addAll(faults);
    return wrong;
  }

  private Stream<Call> sends() {
    return provider.calls().stream()
        .filter(call -> call.path().equals(Endpoint.PAY.path()))
        .filter(call -> call.invoiceId().equals(invoice) && !side.isForeign(call.customerNo()));
  }

  private static boolean isUnanswered(Call call) {
    return call.answer().equals("none") || call.answer().startsWith("HTTP");
  }

  void clearAway() {
    terminate(order.invoiceId().workflowId());
    terminate(PayoutId.invoiceWorkflowId(invoice));
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  // The calls.

  boolean isAbout(String request) {
    return Stream.concat(Stream.of(invoice, order.payee().reference()), customerNo().stream())
        .anyMatch(name -> request.contains('"' + name + '"'));
  }

  private Optional<String> customerNo() {
    return provider.customerNo(order.payee().reference());
  }

  /** A call of the worker, or its answer, is about to pass. */
  void passes(Side from, String request) {
    if (isTo(Endpoint.PAY, request)) {
      if (from == Side.REQUEST) {
        require(!isIneligible(), "was sent for an ineligible payee");
        pass(Point.PAY_GRANTED);
        spoil();
      } else {
        pass(Point.PAY_TAKEN);
        stage.beside(() -> {
          pass(Point.PAY_ANSWERED);
          pass(Point.PAY_LEAVING);
        });
      }
    } else if (isTo(Endpoint.INQUIRY, request)) {
      if (from == Side.REQUEST) {
        pass(Point.PAY_ENTERED);
      } else {
        pass(Point.PAY_READ);
        take(Kind.CLAIM).ifPresent(with -> stage.cutOff(with.equals("answer-lost")));
      }
    } else {
      pass(from == Side.REQUEST ? Point.STEP_ENTERED : Point.STEP_LEAVING);
    }
  }

  private static boolean isTo(Endpoint endpoint, String request) {
    return request.startsWith("POST " + endpoint.path() + " ");
  }

  private void pass(Point point) {
    int nth = passed.merge(point, 1, Integer::sum);
    for (Operation operation : scenario.operations()) {
      if (!mended && operation.at().is(point, nth)) {
        switch (operation.kind()) {
          case CRASH -> {
            tally.hit(Kind.CRASH, Place.at(point));
            stage.crash(part(point));
          }
          case FREEZE -> {
            tally.hit(Kind.FREEZE, Place.at(point));
            stage.freeze(part(point), RealTime.of(Length.parse(operation.with())));
          }
          default -> stage.begin(() -> perform(operation));
        }
      }
    }
  }

  /** Who dies, or stands still, there. */
  private static Part part(Point point) {
    return switch (point) {
      case STEP_ENTERED -> Part.TEMPORAL;
      case STEP_LEAVING -> Part.API;
      case PAY_ENTERED, PAY_READ, PAY_GRANTED, PAY_TAKEN, PAY_ANSWERED, PAY_LEAVING -> Part.WORKER;
    };
  }

  /** The call that is about to pass is the one that is planned for. */
  private void spoil() {
    Duration lag = RealTime.lag(scenario.setup().lag());
    Optional<String> slow = take(Kind.PAY_SLOW);
    Optional<String> fault = take(Kind.PAY).filter(with -> slow.isEmpty());
    List<TcpProxy.Fault> broken =
        slow.map(late -> late(RealTime.underWay(Length.parse(late))))
            .or(() -> fault.map(RealPlay::broken))
            .orElse(List.of());
    if (!broken.isEmpty()) {
      int which = passed.get(Point.PAY_GRANTED) + scenario.operations().size();
      stage
          .processes
          .network(Network.WORKER_TO_PROVIDER)
          .plan(
              broken.get(which % broken.size()),
              "POST " + Endpoint.PAY.path() + " ",
              '"' + invoice + '"');
    }
    if (fault.equals(Optional.of("request-lost"))) {
      return;
    }
    Optional<Behaviour> answer = fault.filter(with -> broken.isEmpty()).map(ProviderSide::spoilt);
    Fault planned =
        answer.isPresent() && ProviderSide.isUntaken(fault.orElseThrow())
            ? Fault.before(Endpoint.PAY, answer.get())
            : Fault.after(
                Endpoint.PAY,
                Stream.concat(Stream.of(new Behaviour.Lag(lag)), answer.stream())
                    .toArray(Behaviour[]::new));
    provider.plan(planned.about(invoice));
  }

  /** It arrives so long after its caller has given up. */
  private static List<TcpProxy.Fault> late(Duration underWay) {
    return List.of(new TcpProxy.Fault.Delay(Side.REQUEST, RealTime.PAY.callLimit().plus(underWay)));
  }

  /** How the network does that; nothing if the provider does. */
  private static List<TcpProxy.Fault> broken(String fault) {
    return switch (fault) {
      case "request-lost" ->
          List.of(
              new TcpProxy.Fault.Reset(Side.REQUEST, 0),
              new TcpProxy.Fault.Cut(Side.REQUEST, 200),
              new TcpProxy.Fault.HalfOpen(Side.REQUEST, 200));
      case "answer-lost" ->
          List.of(
              new TcpProxy.Fault.Reset(Side.ANSWER, 0),
              new TcpProxy.Fault.HalfOpen(Side.ANSWER, 0),
              new TcpProxy.Fault.Delay(
                  Side.ANSWER, RealTime.PAY.callLimit().plus(RealTime.PAY.gatewayIdle())));
      case "answer-cut" ->
          List.of(
              new TcpProxy.Fault.Cut(Side.ANSWER, 120),
              new TcpProxy.Fault.Reset(Side.ANSWER, 300),
              new TcpProxy.Fault.Trickle(Side.ANSWER, Duration.ofMillis(20)));
      default -> List.of();
    };
  }

  private Optional<String> take(Kind kind) {
    Optional<String> with = Optional.ofNullable(armed.get(kind).poll()).filter(taken -> !mended);
    with.ifPresent(taken -> tally.hit(kind, Place.SENDING));
    return with;
  }

  // What happens.

  private void perform(Operation operation) {
    Kind kind = operation.kind();
    String with = operation.with();
    if (kind.isArmed() && kind != Kind.INQUIRY) {
      armed.get(kind).add(with);
      return;
    }
    tally.hit(kind, place());
    switch (kind) {
      case CRASH, FREEZE, PAY, PAY_SLOW, CLAIM ->
          throw new IllegalStateException("it has its own way");
      case SWAP -> stage.swap(with);
      case UPGRADE -> stage.upgrade();
      case INQUIRY ->
          provider.plan(
              Fault.before(Endpoint.INQUIRY, ProviderSide.spoiltInquiry(with)).about(invoice));
      case OUTAGE -> stage.outage(RealTime.of(Length.parse(with)));
      case PAYEE -> payee(with);
      case WALLET -> wallet(with);
      case BALANCE -> stage.balance(new BigDecimal(with));
      case SETTLE -> tried(() -> provider.settle(invoice, with));
      case FOREIGN -> side.payElsewhere();
      case NOTICE -> side.notice(with);
      case NOTICE_REPEATED -> side.noticeRepeated(with);
      case NOTICE_FORGED ->
          require(!side.noticeForged(with).acknowledged(), "took a forged notice");
      case TEMPORAL_CANCEL -> tried(() -> stub(order.invoiceId().workflowId()).cancel("why"));
      case TERMINATE -> terminate(order.invoiceId().workflowId());
      case START -> {
        look();
        if (with.equals("replacing")) {
          terminate(order.invoiceId().workflowId());
        }
        tried(() -> startByHand(!with.equals("unmarked")));
      }
      case RESET -> {
        look();
        tried(() -> reset(order.invoiceId().workflowId(), Double.parseDouble(with)));
      }
      // A Reset to the last task dispatches what is in flight without a line of workflow code.
      case RERUN -> tried(() -> reset(order.invoiceId().workflowId(), 1));
      case OPTIONS -> tried(() -> updateOptions(with));
      case INVOICE -> {
        if (with.equals("terminate")) {
          terminate(PayoutId.invoiceWorkflowId(invoice));
        } else {
          tried(() -> reset(PayoutId.invoiceWorkflowId(invoice), 0));
        }
      }
      case POST -> postAgain(with.equals("same"));
      case CANCEL -> tried(() -> operator.cancel(order));
      case HOLD -> tried(() -> operator.hold(order));
      case RELEASE -> tried(() -> operator.release(order));
      case RECHECK -> tried(() -> operator.recheck(order));
      case WAKE -> tried(() -> stub(order.invoiceId().workflowId()).signal("wake"));
      case RESOLVE -> tried(() -> operator.resolve(order, Resolve.Verdict.valueOf(with)));
      case ACKNOWLEDGE -> tried(() -> operator.acknowledge(order));
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

  private Place place() {
    try {
      return Place.of(describe().getWorkflowExecutionInfo(), sends().findAny().isPresent());
    } catch (WorkflowException notYet) {
      return Place.PAYEE;
    }
  }

  private void payee(String status) {
    tried(() -> {
      // Refused if it is not registered yet.
      provider.payeeStatus(order.payee().reference(), status);
      payee = status;
      turned();
    });
  }

  private void wallet(String status) {
    customerNo()
        .filter(this::hasWallet)
        .ifPresent(number -> {
          provider.walletStatus(number, status.toUpperCase(Locale.ROOT));
          wallet = status;
          turned();
        });
  }

  private boolean hasWallet(String customerNo) {
    return provider.calls().stream()
        .filter(call -> call.path().equals(Endpoint.CREATE_WALLET.path()))
        .anyMatch(call -> call.customerNo().equals(customerNo) && call.answer().equals("000100"));
  }

  private synchronized void turned() {
    if (payee.equals("Activated") && wallet.equals("Activated")) {
      ineligibleSince = null;
    } else if (ineligibleSince == null) {
      ineligibleSince = Instant.now();
    }
  }

  /** Whether even a worker that stood still after it had looked had to see it. */
  private synchronized boolean isIneligible() {
    return ineligibleSince != null && ineligibleSince.plus(LONGEST_PAY).isBefore(Instant.now());
  }

  private WorkflowStub stub(String workflowId) {
    return stage.processes.client().newUntypedWorkflowStub(workflowId);
  }

  private WorkflowExecutionDescription describe() {
    return stub(order.invoiceId().workflowId()).describe();
  }

  private void terminate(String workflowId) {
    tried(() -> stub(workflowId).terminate("why"));
  }

  /** To the workflow task at this share of the history of its newest run. */
  private void reset(String workflowId, double share) {
    WorkflowExecution run = stub(workflowId).describe().getExecution();
    List<Long> tasks = LiveRig.workflowTasks(stage.processes.client(), run);
    LiveRig.reset(
        stage.processes.client().getWorkflowServiceStubs(),
        run,
        tasks.get((int) Math.round(share * (tasks.size() - 1))));
  }

  private void updateOptions(String with) {
    WorkflowServiceStubs stubs = stage.processes.client().getWorkflowServiceStubs();
    WorkflowExecution run = describe().getExecution();
    switch (with) {
      case "less-time" -> LiveRig.updatePay(stubs, run, 1);
      case "more-attempts" -> LiveRig.updatePay(stubs, run, 5);
      default -> LiveRig.updateVersioning(stubs, run);
    }
  }

  private void startByHand(boolean marked) {
    Orders.startByHand(stage.processes.client(), order, order.invoiceId().workflowId(), marked);
  }

  private void postAgain(boolean same) {
    Optional<HttpResponse<String>> answer = stage.post(same ? order : MemoryPlay.another(order));
    switch (answer.map(HttpResponse::statusCode).orElse(0)) {
      case 202 ->
          require(
              same && answer.orElseThrow().body().contains("\"repeated\":true"),
              "was started by another post");
      case 409 -> require(!same, "is not the same order any more");
      default -> {
        // The API is down, or has nobody to ask.
      }
    }
  }
}
