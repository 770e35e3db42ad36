package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.MergedStatus;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.pockyt.PockytAccount;
import io.cryptopayouts.worker.ModelProvider.Payment;
import io.cryptopayouts.worker.Scenario.Operation;
import io.cryptopayouts.worker.Scenario.Settles;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One scenario in one thread, as discrete events. Real are the decision core, the names, the error
 * table and the claim rules; Temporal, the provider and the clock are modelled: activities run at
 * least once, a Reset goes back to any workflow task with or without workflow code, signals are
 * applied again.
 */
final class Model {

  private static final String INVOICE = "inv-1";
  static final PayoutId ID = new PayoutId(INVOICE);
  static final Money MONEY = Money.of("25.00", "USD");
  private static final PockytAccount ACCOUNT =
      new PockytAccount(URI.create("http://provider"), "200043", "300014");
  private static final long SETTLES_AFTER = 60_000;
  private static final long REST = Duration.ofHours(2).toMillis();
  private static final int MOST_EVENTS = 20_000;
  private static final int MOST_UNANSWERED = 2;
  private static final long LONG_AGO = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  static final String KEY = PayoutId.requestId(INVOICE).toString();
  static final Terms TERMS = Rig.terms(ACCOUNT, PaySettings.DEFAULT);
  static final Instruction INSTRUCTION = instruction(ModelProvider.WALLET);

  private record Event(long at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  final Scenario.Setup setup;
  final Set<Guard> without;
  final ModelProvider provider;
  final ModelInvoice invoice;
  private final Scenario scenario;
  private final Tally tally;

  /** Null if nobody listens. */
  private final Consumer<String> trace;

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final EnumMap<Point, Integer> passed = new EnumMap<>(Point.class);
  private final Map<Kind, Deque<String>> armed = new EnumMap<>(Kind.class);
  private final Set<String> faults = new LinkedHashSet<>();
  private final Ends ends = new Ends();
  PaySettings settings;
  private long now = LONG_AGO;
  private long order;
  private int unanswered;
  private int tokens;
  private int notices;
  private boolean mended;
  private ModelRun run;

  private Model(Scenario scenario, Set<Guard> without, Tally tally, Consumer<String> trace) {
    this.trace = trace;
    this.scenario = scenario;
    this.setup = scenario.setup();
    this.without = without;
    this.tally = tally;
    provider = new ModelProvider(setup);
    invoice = new ModelInvoice(INVOICE, without);
    settings = usual();
  }

  /** Everything that is wrong after the scenario was played, each as a sentence. */
  static Set<String> faults(Scenario scenario, Set<Guard> without, Tally tally) {
    Model model = new Model(scenario, without, tally, null);
    model.play();
    return model.faults;
  }

  /** The same, telling each thing that happens. */
  static Set<String> told(Scenario scenario, Set<Guard> without, Consumer<String> trace) {
    Model model = new Model(scenario, without, new Tally(), trace);
    model.play();
    return model.faults;
  }

  void tell(String who, Object what) {
    if (trace != null) {
      trace.accept(Duration.ofMillis(now - LONG_AGO) + " " + who + " " + what);
    }
  }

  private static Instruction instruction(String wallet) {
    return new Instruction(
        ACCOUNT.baseUrl().toString(),
        ACCOUNT.merchantNo(),
        ACCOUNT.storeNo(),
        INVOICE,
        "payee-1",
        wallet,
        MONEY);
  }

  static Instruction to(String wallet) {
    return wallet.equals(ModelProvider.WALLET) ? INSTRUCTION : instruction(wallet);
  }

  private PaySettings usual() {
    return Rig.altered(PaySettings.DEFAULT, setup.resend(), false);
  }

  private void play() {
    after(0, () -> begin(new ModelRun(this)));
    long last = 0;
    for (Operation operation : scenario.operations()) {
      if (operation.at().isTime()) {
        last = Math.max(last, operation.at().millis());
        after(operation.at().millis(), () -> perform(operation));
      }
    }
    runUntil(now + last + REST);
    tell("everything", "is mended");
    mend();
    runUntil(now + REST);
    judge();
  }

  private void runUntil(long end) {
    int count = 0;
    while (!events.isEmpty() && events.peek().at() <= end) {
      if (++count > MOST_EVENTS) {
        fault("does not come to rest");
        break;
      }
      Event event = events.poll();
      now = event.at();
      event.what().run();
    }
    now = end;
  }

  void after(long millis, Runnable what) {
    events.add(new Event(now + millis, order++, what));
  }

  Instant now() {
    return Instant.ofEpochMilli(now);
  }

  long millis() {
    return now;
  }

  String token() {
    return without.contains(Guard.OWN_TOKEN) ? "token" : "token-" + tokens++;
  }

  private void begin(ModelRun other) {
    run = other;
    run.begin();
  }

  // Points and armed faults.

  /**
   * A point is passed: what is to happen there happens, then it goes on, or, after a crash, does
   * not.
   */
  void pass(Point point, Runnable onward) {
    long delay = 1;
    boolean dead = false;
    int nth = passed.merge(point, 1, Integer::sum);
    for (Operation operation : scenario.operations()) {
      if (operation.at().is(point, nth) && !mended) {
        switch (operation.kind()) {
          case CRASH -> dead = true;
          case FREEZE -> delay += Scenario.Length.parse(operation.with()).millis();
          default -> perform(operation);
        }
        if (operation.kind() == Kind.CRASH || operation.kind() == Kind.FREEZE) {
          tally.hit(operation.kind(), Place.at(point));
        }
      }
    }
    if (!dead) {
      after(delay, onward);
    }
  }

  /**
   * The same for a quick step, which is repeated after a crash.
   *
   * @return zero if nothing happens to it, else after how long it is repeated
   */
  long passQuick(Point point) {
    long delay = 0;
    int nth = passed.merge(point, 1, Integer::sum);
    for (Operation operation : scenario.operations()) {
      if (operation.at().is(point, nth) && !mended) {
        tally.hit(operation.kind(), Place.STEPS);
        delay =
            operation.kind() == Kind.CRASH
                ? 10_000
                : Scenario.Length.parse(operation.with()).millis();
      }
    }
    return delay;
  }

  /** The oldest armed fault of this kind, null if none; hits what is there now. */
  String takeArmed(Kind kind) {
    Deque<String> waiting = armed.get(kind);
    if (waiting == null || waiting.isEmpty()) {
      return null;
    }
    tally.hit(kind, place());
    return waiting.removeFirst();
  }

  private Place place() {
    return run.place();
  }

  // What happens.

  private void perform(Operation operation) {
    String with = operation.with();
    tell("operation", operation);
    switch (operation.kind()) {
      case PAY, PAY_SLOW, INQUIRY, CLAIM -> {
        armed.computeIfAbsent(operation.kind(), kind -> new ArrayDeque<>()).add(with);
        return;
      }
      default -> tally.hit(operation.kind(), place());
    }
    switch (operation.kind()) {
      case CRASH, FREEZE, PAY, PAY_SLOW, INQUIRY, CLAIM -> {}
      case SWAP ->
          settings =
              switch (with) {
                case "no-resend" -> Rig.altered(PaySettings.DEFAULT, false, false);
                case "hold" -> Rig.altered(PaySettings.DEFAULT, setup.resend(), true);
                default -> usual();
              };
      case UPGRADE -> {
        // The histories replay; what that takes is shown at the other levels.
      }
      case OUTAGE -> provider.outageUntil = now + Scenario.Length.parse(with).millis();
      case PAYEE -> provider.payee = with;
      case WALLET -> provider.wallet = with;
      case BALANCE -> provider.funded = with.equals("1000.00");
      case SETTLE -> provider.payments.forEach(payment -> settle(payment, settlement(with)));
      case FOREIGN -> provider.payElsewhere(now);
      case NOTICE -> {
        if (with.equals("other-amount")) {
          notice(Settlement.SUCCESS, new BigDecimal("24.00"), "notice-" + notices++);
        } else {
          notice(settlement(with), MONEY.amount(), "notice-" + notices++);
        }
      }
      case NOTICE_REPEATED -> {
        String fingerprint = "notice-" + notices++;
        for (int i = 0; i < 3; i++) {
          notice(settlement(with), MONEY.amount(), fingerprint);
        }
      }
      case NOTICE_FORGED -> {
        // The verifier keeps it out; what it does with it is shown at the other levels.
      }
      case TEMPORAL_CANCEL -> run.cancelInTheUi();
      case TERMINATE -> run.terminate();
      case START -> start(with);
      case RESET -> begin(run.resetTo(Double.parseDouble(with)));
      case RERUN -> run.rerun();
      case OPTIONS -> run.updateOptions(with);
      case INVOICE -> {
        if (with.equals("terminate")) {
          invoice.terminate();
        } else {
          invoice.reset();
        }
      }
      case POST -> {
        // The id is taken, whatever the order: nothing is started.
      }
      case CANCEL -> run.cancel(new Cancel("operator", "why"));
      case HOLD -> run.hold(new Hold("operator", "why"));
      case RELEASE -> run.release();
      case RECHECK -> run.recheck();
      case WAKE -> run.recheck();
      case RESOLVE -> run.resolve(Resolve.Verdict.valueOf(with));
      case ACKNOWLEDGE -> {
        // It clears what an ended payout's invoice reports, which moves nothing.
      }
    }
  }

  private void start(String how) {
    if (how.equals("replacing")) {
      run.terminate();
    }
    if (!run.isOpen() && !how.equals("unmarked")) {
      begin(new ModelRun(this));
    }
  }

  private static Settlement settlement(String word) {
    return Settlement.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private void settle(Payment payment, Settlement status) {
    ModelProvider.settle(payment, status);
    if (setup.notices()) {
      String fingerprint = payment.number + status;
      after(1_000, () -> notice(status, MONEY.amount(), fingerprint));
    }
  }

  private void notice(Settlement status, BigDecimal amount, String fingerprint) {
    String number = provider.payments.isEmpty() ? "no-0" : provider.payments.getFirst().number;
    run.notice(new Notice(INVOICE, number, status, amount, "USD", fingerprint));
    if (!run.isOpen()) {
      invoice.noticed();
    }
  }

  /** The provider has done what {@code pay} asked. */
  void taken(int paymentsBefore, boolean ineligible) {
    if (ineligible) {
      fault("was sent for an ineligible payee");
    }
    tell("provider", provider.payments.size() > paymentsBefore ? "takes it" : "takes nothing");
    if (provider.payments.size() > paymentsBefore) {
      Payment payment = provider.payments.getLast();
      require(payment.key.equals(KEY), "was sent under another key");
      require(payment.wallet.equals(ModelProvider.WALLET), "paid another wallet");
      long ours = provider.ours().size();
      require(ours <= 1, "was paid twice");
      if (setup.settles() != Settles.STUCK || mended) {
        after(SETTLES_AFTER, () -> settleByItself(payment));
      }
    }
  }

  void unanswered() {
    require(++unanswered <= MOST_UNANSWERED, "was sent again and again");
  }

  private void settleByItself(Payment payment) {
    if (payment.status != Settlement.PENDING) {
      return;
    }
    switch (setup.settles()) {
      case SUCCESS -> settle(payment, Settlement.SUCCESS);
      case FAILED -> settle(payment, Settlement.FAILED);
      case RETURNED -> {
        settle(payment, Settlement.SUCCESS);
        after(SETTLES_AFTER, () -> settle(payment, Settlement.RETURNED));
      }
      case STUCK -> settle(payment, Settlement.SUCCESS);
    }
  }

  // What must hold.

  void ended(Outcome outcome) {
    ends.add(outcome);
    isTrue(outcome);
  }

  private void isTrue(Outcome outcome) {
    require(
        Oracle.isTrue(outcome, provider::hasMoved),
        "says " + outcome.word() + ", and the ledger does not");
  }

  /** Whatever hindered is over; what waits must go on now. */
  private void mend() {
    mended = true;
    armed.clear();
    provider.outageUntil = Long.MIN_VALUE;
    provider.payee = provider.payee.equals("Deactivated") ? provider.payee : "Activated";
    provider.wallet = "Activated";
    provider.funded = true;
    settings = usual();
    for (Payment payment : provider.payments) {
      if (payment.status == Settlement.PENDING) {
        settle(payment, Settlement.SUCCESS);
      }
    }
    run.release();
    after(2_000, () -> run.recheck());
  }

  private void judge() {
    boolean told = MergedStatus.of(run.status(), invoice.digest(), invoice.need()).mayHaveSent();
    require(told || provider.ours().isEmpty(), "says that nothing was sent, and it was");
    if (!run.isOpen() && run.outcome() == null) {
      // Stopped from outside: listed as that until somebody resets it.
      return;
    }
    if (run.outcome() != null) {
      isTrue(run.outcome());
      require(
          ends.mayStandAs(run.outcome()),
          "had ended " + ends + " and says " + run.outcome() + " now");
    } else if (!(run.state() instanceof PayoutState.NeedsAction)) {
      fault("is lost: " + run.state());
    }
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      fault(fault);
    }
  }

  private void fault(String what) {
    faults.add(what);
  }
}
