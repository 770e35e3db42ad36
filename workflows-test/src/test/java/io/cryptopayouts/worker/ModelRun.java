package io.cryptopayouts.worker;

import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.contract.Step;
import io.cryptopayouts.pockyt.PayReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of the payout's workflow in the model: what {@link CryptoPayoutWorkflowImpl} does. */
final class ModelRun {

  private static final long QUICK = 10;
  private static final Deadlines HURRIED =
      new Deadlines(
          Duration.ofMinutes(30),
          Duration.ofMinutes(30),
          Duration.ofMinutes(30),
          Duration.ofMinutes(30));

  /** A quick step has to be repeated: its worker died, or stood still for too long. */
  private static final class Repeated extends RuntimeException {
    private final long after;

    private Repeated(long after) {
      super(null, null, false, false);
      this.after = after;
    }
  }

  /** The provider gives no usable answer. */
  private static final class NoAnswer extends RuntimeException {
    private NoAnswer() {
      super(null, null, false, false);
    }
  }

  /** How the run stood at a workflow task, so that it may be reset to it. */
  private record Snapshot(Progress progress, boolean paying, int heard) {}

  private final Model model;
  private final Progress progress;
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final List<Consumer<ModelRun>> heard = new ArrayList<>();
  private boolean paying;

  /** Told what came of the {@code pay} that the server waits for. */
  private Consumer<PayResult> awaited;

  private boolean open = true;
  private boolean woken;
  private boolean asleep;
  private int sleep;

  ModelRun(Model model) {
    this(model, new Progress(), false);
    progress.terms = Model.TERMS;
  }

  private ModelRun(Model model, Progress progress, boolean paying) {
    this.model = model;
    this.progress = progress;
    this.paying = paying;
  }

  void begin() {
    if (paying) {
      // The server dispatches it by itself: no line of this run's code comes before.
      send();
    } else {
      model.after(QUICK, ifOpen(() -> perform(progress.step)));
    }
  }

  private Runnable ifOpen(Runnable what) {
    return () -> {
      if (open) {
        what.run();
      }
    };
  }

  boolean isOpen() {
    return open;
  }

  PayoutState state() {
    return progress.state;
  }

  /** As its query, its result or Temporal's records tell it. */
  PayoutStatus status() {
    return new PayoutStatus(
        Model.ID,
        Model.MONEY,
        "payee",
        progress.state,
        progress.digest(),
        progress.mayHaveSent,
        progress.transactionNo,
        List.of(),
        List.of(),
        Map.of());
  }

  /** How it ended, null if it has not, or was stopped. */
  Outcome outcome() {
    return progress.state instanceof PayoutState.Ended end ? end.outcome() : null;
  }

  Place place() {
    if (!open) {
      return outcome() == null ? Place.STOPPED : Place.ENDED;
    }
    if (paying) {
      return Place.SENDING;
    }
    return switch (progress.step) {
      case PAYEE -> Place.PAYEE;
      case COMPLIANCE -> Place.COMPLIANCE;
      case WALLET -> Place.WALLET;
      case FUNDS -> Place.FUNDS;
      case PAY -> progress.unresolved ? Place.UNANSWERED : Place.READY;
      case SETTLEMENT -> Place.SETTLEMENT;
      case ENDED -> Place.ENDED;
    };
  }

  // The process.

  private void perform(Step step) {
    progress.step = step;
    if (progress.state.step() != step) {
      progress.state = new PayoutState.InProgress(step);
      progress.limit = Next.Limit.NONE;
    }
    decide();
  }

  private void decide() {
    snapshots.add(new Snapshot(ProgressCopy.of(progress), false, heard.size()));
    woken = false;
    try {
      Optional<Next> next = next();
      if (next.isPresent()) {
        follow(next.get() instanceof Next.End end ? sealed(end) : next.get());
      }
    } catch (NoAnswer none) {
      follow(
          new Next.Operator(Need.PROVIDER_UNAVAILABLE, null, Next.Rhythm.REVIEW, progress.limit));
    } catch (Repeated repeated) {
      model.after(repeated.after, ifOpen(this::decide));
    }
  }

  /** Empty if {@code pay} was dispatched, whose answer is waited for. */
  private Optional<Next> next() {
    if (progress.resolution != null) {
      return Optional.of(new Next.End(Outcome.RESOLVED, progress.resolution.reason()));
    }
    if (progress.acceptedAt != null) {
      progress.cancel = null;
      progress.hold = null;
    }
    progress.expired = (progress.expired || isExpired()) && progress.acceptedAt == null;
    Optional<Next.End> early = earlyEnd();
    if (early.isPresent()) {
      Next next = sealed(early.get());
      if (!(progress.step == Step.PAY && next.equals(new Next.Go(Step.PAY)))) {
        return Optional.of(next);
      }
    }
    Optional<Next> next =
        switch (progress.step) {
          case PAYEE -> Optional.of(payee());
          case COMPLIANCE -> Optional.of(Decisions.compliance(payeeAnswer()));
          case WALLET -> Optional.of(wallet());
          case FUNDS -> Optional.of(funds());
          case PAY -> pay();
          case SETTLEMENT -> Optional.of(settlement());
          case ENDED -> throw new IllegalStateException("it has ended");
        };
    progress.rechecked = false;
    return next;
  }

  private void quick(Point point) {
    long again = model.passQuick(point);
    if (again > 0) {
      throw new Repeated(again);
    }
  }

  private void ask() {
    quick(Point.STEP_ENTERED);
    if (model.provider.isOut(model.millis())) {
      throw new NoAnswer();
    }
  }

  private Next payee() {
    PayeeAnswer answer = payeeAnswer();
    progress.customerNo = "payee-1";
    return Decisions.payee(answer);
  }

  private PayeeAnswer payeeAnswer() {
    ask();
    Standing.Kind kind =
        switch (model.provider.payee) {
          case "Activated" -> Standing.Kind.ACTIVE;
          case "Unverified" -> Standing.Kind.UNSIGNED;
          case "Declined" -> Standing.Kind.DECLINED;
          case "Deactivated" -> Standing.Kind.DEACTIVATED;
          default -> Standing.Kind.IN_REVIEW;
        };
    quick(Point.STEP_LEAVING);
    return new PayeeAnswer.Known(
        "payee-1", new Standing(kind, model.provider.payee), "INDIVIDUAL", "US");
  }

  private Next wallet() {
    ask();
    boolean other = model.setup.lookalike() && model.without.contains(Guard.EXACT_WALLET);
    String token = other ? ModelProvider.LOOKALIKE : ModelProvider.WALLET;
    WalletStanding standing =
        switch (model.provider.wallet) {
          case "Activated" -> new WalletStanding.Usable(token);
          case "Invalid" -> new WalletStanding.Invalid();
          default -> new WalletStanding.Pending(model.provider.wallet);
        };
    if (standing instanceof WalletStanding.Usable usable) {
      progress.accountToken = usable.accountToken();
    }
    quick(Point.STEP_LEAVING);
    return Decisions.wallet(standing);
  }

  private Next funds() {
    quick(Point.STEP_ENTERED);
    Funds funds =
        model.provider.isOut(model.millis())
            ? Funds.UNREADABLE
            : model.provider.funded ? Funds.ENOUGH : Funds.SHORT;
    progress.refusedForFunds &= funds != Funds.SHORT && !progress.rechecked;
    quick(Point.STEP_LEAVING);
    return Decisions.funds(funds, progress.refusedForFunds);
  }

  private Optional<Next> pay() {
    if (progress.unresolved) {
      Next next = askWhatBecameOfIt();
      if (!next.equals(new Next.Go(Step.PAY)) || earlyEnd().isPresent()) {
        return Optional.of(next);
      }
    }
    if (!progress.unresolved) {
      if (progress.accountToken == null) {
        return Optional.of(new Next.Go(Step.PAYEE));
      }
      progress.instruction = Model.to(progress.accountToken);
    }
    if (progress.hold != null) {
      return Optional.of(Decisions.held());
    }
    progress.mayHaveSent = true;
    progress.payReadySince = Objects.requireNonNullElseGet(progress.payReadySince, model::now);
    snapshots.add(new Snapshot(ProgressCopy.of(progress), true, heard.size()));
    send();
    return Optional.empty();
  }

  private void send() {
    paying = true;
    boolean unresolved = progress.unresolved;
    int[] dispatch = {++sleep};
    Consumer<PayResult> completed =
        result -> {
          if (open && paying && dispatch[0] == sleep) {
            paying = false;
            take(result);
            follow(after(result, unresolved));
          }
        };
    awaited = completed;
    model.after(
        progress.terms.payLimit().toMillis(),
        () -> completed.accept(Decisions.lost(model.invoice.view())));
    new ModelPay(model, progress.instruction, completed).start();
  }

  private Next after(PayResult result, boolean unresolved) {
    Next next =
        Decisions.pay(
            result,
            new Decisions.PayFacts(
                unresolved,
                progress.notPayable,
                progress.payReadySince,
                model.now(),
                progress.terms.patience()));
    if (result instanceof PayResult.Accepted && model.without.contains(Guard.FINAL_WORD)) {
      return new Next.End(Outcome.PAID, "it was accepted");
    }
    return next instanceof Next.End end ? sealed(end) : next;
  }

  /** {@code pay} once more, by the server alone. */
  void rerun() {
    if (progress.instruction != null) {
      new ModelPay(model, progress.instruction, result -> {}).start();
    }
  }

  /** The server gives up the {@code pay} it waits for, which goes on, or runs it in its place. */
  void updateOptions(String with) {
    if (open && paying) {
      switch (with) {
        case "less-time" -> awaited.accept(Decisions.lost(model.invoice.view()));
        case "more-attempts" -> send();
        default -> {
          // The versioning moves no step.
        }
      }
    }
  }

  private void take(PayResult result) {
    boolean notPayable =
        result instanceof PayResult.NotSent notSent
            && (notSent.why() == PayResult.Why.PAYEE_NOT_PAYABLE
                || notSent.why() == PayResult.Why.WALLET_NOT_PAYABLE);
    progress.notPayable = notPayable ? progress.notPayable + 1 : 0;
    switch (result) {
      case PayResult.Accepted accepted -> {
        progress.accepted(accepted.transactionNo(), model.now());
        progress.settling = accepted.adopted();
        progress.shown |= accepted.adopted();
      }
      case PayResult.Refused refused -> progress.refusedForFunds = refused.shortOfFunds();
      case PayResult.Unknown unknown ->
          progress.unanswered(Objects.requireNonNullElseGet(unknown.since(), model::now));
      case PayResult.NotSent notSent -> {}
      case PayResult.Sealed sealed -> {}
    }
  }

  private Next askWhatBecameOfIt() {
    ask();
    InvoiceView view = model.invoice.view();
    Instruction sent =
        progress.instruction != null
            ? progress.instruction
            : view == null ? null : view.instruction();
    if (sent == null) {
      return Decisions.recordLost();
    }
    progress.instruction = sent;
    Inquiry shown = inquire(sent);
    progress.notFound = shown instanceof Inquiry.NotFound ? progress.notFound + 1 : 0;
    progress.unclear = shown instanceof Inquiry.Unclear ? progress.unclear + 1 : 0;
    boolean accepted = view != null && view.taken();
    Optional<Send> openSend = view == null ? Optional.empty() : view.open();
    openSend.ifPresent(send -> progress.unresolvedSince = send.at());
    if (shown instanceof Inquiry.Found found) {
      progress.accepted(found.transactionNo(), model.now());
      progress.settling = true;
    } else if (accepted) {
      progress.accepted(view.transactionNo(), model.now());
    } else if (openSend.isEmpty()) {
      progress.unresolved = false;
    }
    quick(Point.STEP_LEAVING);
    return Decisions.unanswered(
        shown,
        new Decisions.UnknownFacts(
            progress.notFound,
            progress.unclear,
            accepted,
            openSend.isPresent(),
            openSend.map(send -> send.at().plus(quiet(model))).orElse(null),
            model.settings.resend()
                && !(view != null && view.wasRepeated() && !repeatsForEver())
                && earlyEnd().isEmpty(),
            model.now()));
  }

  private boolean repeatsForEver() {
    return model.without.contains(Guard.ONE_REPEAT);
  }

  static Duration quiet(Model model) {
    return model.without.contains(Guard.QUIET) ? Duration.ZERO : model.settings.quiet();
  }

  private Inquiry inquire(Instruction instruction) {
    Inquiry shown = inquiry(model, instruction);
    if (shown == null) {
      throw new NoAnswer();
    }
    if (shown instanceof Inquiry.Found found) {
      model.invoice.found(new Found(found.transactionNo(), found.status()), model.now());
      progress.shown = true;
    }
    return shown;
  }

  /** What inquiry shows, compared with what was instructed; null if it gives no usable answer. */
  static Inquiry inquiry(Model model, Instruction instruction) {
    if (model.without.contains(Guard.ASK)) {
      return new Inquiry.NotFound();
    }
    if (model.provider.isOut(model.millis())) {
      return null;
    }
    String fault = model.takeArmed(Kind.INQUIRY);
    if (fault != null) {
      boolean none = fault.equals("502") || PayReadings.isFault(fault);
      return none ? null : new Inquiry.Unclear(fault);
    }
    ModelProvider.Payment payment = model.provider.shown(model.millis());
    if (payment == null) {
      return new Inquiry.NotFound();
    }
    boolean equal = payment.wallet.equals(instruction.accountToken());
    return equal || model.without.contains(Guard.COMPARE)
        ? new Inquiry.Found(payment.number, payment.status)
        : new Inquiry.Differs("accountToken");
  }

  private Next settlement() {
    progress.noticeDiffers &= !progress.rechecked;
    if (progress.noticeDiffers) {
      return Decisions.noticeDiffers();
    }
    if (model.without.contains(Guard.CONFIRM_NOTICE) && progress.noticed == Settlement.SUCCESS) {
      return new Next.End(Outcome.PAID, "a notice says so");
    }
    boolean askNow = progress.settling || progress.noticed != null;
    progress.settling = true;
    if (!askNow) {
      return Decisions.settling();
    }
    ask();
    Inquiry shown = inquire(progress.instruction);
    quick(Point.STEP_LEAVING);
    return Decisions.settlement(
        shown,
        new Decisions.SettlementFacts(
            progress.transactionNo,
            progress.noticed,
            progress.noticedNo,
            progress.noticedAt,
            progress.acceptedAt,
            model.now(),
            progress.terms));
  }

  private boolean isExpired() {
    return progress.state.until() != null && !model.now().isBefore(progress.state.until());
  }

  private Optional<Next.End> earlyEnd() {
    if (progress.cancel != null) {
      return Optional.of(new Next.End(Outcome.CANCELLED, "asked"));
    }
    return progress.expired
        ? Optional.of(new Next.End(Outcome.EXPIRED, "nobody acted in time"))
        : Optional.empty();
  }

  private Next sealed(Next.End end) {
    Resolve.Verdict verdict = progress.resolution == null ? null : progress.resolution.verdict();
    return switch (model.invoice.seal(new Seal(end.outcome(), verdict), model.now())) {
      case SealAnswer.Sealed sealed -> Decisions.sealed(end, sealed.outcome());
      case SealAnswer.StillOpen send -> {
        progress.mayHaveSent = true;
        progress.unanswered(Objects.requireNonNullElseGet(send.since(), model::now));
        if (send.accepted()) {
          progress.cancel = null;
          progress.hold = null;
        }
        yield new Next.Go(Step.PAY);
      }
      case SealAnswer.Unusable unusable ->
          new Next.Operator(
              Need.INVOICE_UNUSABLE, unusable.why(), Next.Rhythm.REVIEW, Next.Limit.NONE);
    };
  }

  private void follow(Next next) {
    model.tell("payout", next);
    switch (next) {
      case Next.Go go -> {
        progress.passed(progress.step);
        model.after(QUICK, ifOpen(() -> perform(go.step())));
      }
      case Next.End end -> end(end.outcome());
      case Next.Stay stay -> stay(stay);
    }
  }

  private void end(Outcome outcome) {
    progress.step = Step.ENDED;
    progress.state = new PayoutState.Ended(outcome, "why", model.now(), progress.resolution);
    open = false;
    model.ended(outcome);
  }

  // Waiting.

  private void stay(Next.Stay stay) {
    boolean same = isSame(progress.state, stay);
    if (!same) {
      progress.polls = 0;
    }
    Instant since = same ? progress.state.since() : model.now();
    progress.limit = stay.limit();
    Instant until =
        limit(stay.limit())
            .map(length ->
                progress.limits.computeIfAbsent(stay.limit(), none -> model.now()).plus(length))
            .orElse(null);
    progress.state =
        switch (stay) {
          case Next.Wait wait ->
              new PayoutState.Waiting(
                  progress.step, wait.on(), wait.reason(), since, until, "then");
          case Next.Operator operator ->
              new PayoutState.NeedsAction(
                  progress.step, operator.need(), null, since, until, "then", List.of());
        };
    asleep = true;
    int mine = ++sleep;
    Duration interval = pace(stay.rhythm()).interval(progress.polls++);
    boolean ahead = until != null && model.now().isBefore(until);
    boolean last = ahead && !model.now().plus(interval).isBefore(until);
    Duration length = last ? Duration.between(model.now(), until) : interval;
    model.after(length.toMillis(), ifOpen(() -> awake(mine)));
  }

  private boolean isSame(PayoutState before, Next.Stay stay) {
    return switch (stay) {
      case Next.Wait wait ->
          before instanceof PayoutState.Waiting waiting
              && waiting.step() == progress.step
              && waiting.on() == wait.on();
      case Next.Operator operator ->
          before instanceof PayoutState.NeedsAction needing
              && needing.step() == progress.step
              && needing.need() == operator.need();
    };
  }

  private void awake(int mine) {
    if (asleep && mine == sleep) {
      asleep = false;
      if (woken) {
        progress.polls = 0;
      }
      if (progress.step != Step.PAY) {
        progress.notPayable = 0;
        progress.payReadySince = null;
      }
      decide();
    }
  }

  private void wake() {
    woken = true;
    if (asleep) {
      int mine = sleep;
      model.after(1, ifOpen(() -> awake(mine)));
    }
  }

  private Pace pace(Next.Rhythm rhythm) {
    return switch (rhythm) {
      case REVIEW -> progress.terms.reviewPace();
      case OUTCOME -> progress.terms.outcomePace();
      case RETRY -> progress.terms.retryPace();
    };
  }

  private Optional<Duration> limit(Next.Limit limit) {
    Deadlines deadlines = model.setup.hurried() ? HURRIED : progress.terms.deadlines();
    return switch (limit) {
      case COMPLIANCE -> Optional.of(deadlines.compliance());
      case DOCUMENTS -> Optional.of(deadlines.documents());
      case WALLET -> Optional.of(deadlines.wallet());
      case FUNDS -> Optional.of(deadlines.funds());
      case NONE -> Optional.empty();
    };
  }

  // What it hears. A Reset applies it again.

  private void hear(Consumer<ModelRun> what) {
    if (open) {
      heard.add(what);
      what.accept(this);
    }
  }

  void cancel(Cancel cancel) {
    hear(run -> {
      if (run.progress.acceptedAt == null) {
        run.progress.cancel = cancel;
        run.wake();
      }
    });
  }

  void cancelInTheUi() {
    if (open && paying && model.without.contains(Guard.DETACHED)) {
      end(Outcome.CANCELLED);
      return;
    }
    if (open) {
      progress.cancel = new Cancel("Temporal's Cancel", "why");
      wake();
    }
  }

  void hold(Hold hold) {
    hear(run -> {
      if (run.progress.acceptedAt == null && run.progress.hold == null) {
        run.progress.hold = hold;
        run.wake();
      }
    });
  }

  void release() {
    hear(run -> {
      run.progress.hold = null;
      run.wake();
    });
  }

  void recheck() {
    hear(run -> {
      run.progress.rechecked = true;
      run.wake();
    });
  }

  void notice(Notice notice) {
    hear(run -> {
      if (run.progress.noticed(notice, run.progress.instruction, model.now())) {
        run.wake();
      }
    });
  }

  void resolve(Resolve.Verdict verdict) {
    // A decision is for the instruction that was shown: after a Reset it counts only for the same.
    Resolve resolve = new Resolve("operator", verdict, "reason", "evidence", progress.digest());
    hear(run -> run.decided(resolve));
  }

  private void decided(Resolve resolve) {
    try {
      Operators.checkResolve(resolve, progress, model.now());
    } catch (ActionRefused refused) {
      return;
    }
    InvoiceView view = model.invoice.view();
    boolean young =
        view != null
            && view.open()
                .filter(send -> model.now().isBefore(send.at().plus(quiet(model))))
                .isPresent();
    if (young) {
      return;
    }
    Instruction sent =
        progress.instruction != null
            ? progress.instruction
            : view == null ? null : view.instruction();
    Inquiry shown = sent == null ? new Inquiry.NotFound() : inquiry(model, sent);
    Inquiry known = shown == null ? new Inquiry.Unclear("none") : shown;
    if (Decisions.contradiction(resolve.verdict(), known).isEmpty()) {
      progress.resolution = resolve;
      wake();
    }
  }

  // What Temporal does to it.

  void terminate() {
    open = false;
  }

  /** The run that takes this one's place. */
  ModelRun resetTo(double share) {
    open = false;
    if (snapshots.isEmpty()) {
      return new ModelRun(model);
    }
    Snapshot to = snapshots.get((int) Math.round(share * (snapshots.size() - 1)));
    ModelRun again = new ModelRun(model, ProgressCopy.of(to.progress()), to.paying());
    for (Consumer<ModelRun> what : heard.subList(to.heard(), heard.size())) {
      model.after(1, () -> again.hear(what));
    }
    return again;
  }
}
