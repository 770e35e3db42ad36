package io.cryptopayouts.worker;

import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.CryptoPayoutWorkflow;
import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Mark;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutResult;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Recheck;
import io.cryptopayouts.contract.Release;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Step;
import io.cryptopayouts.contract.Wallet;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The provider's guide, step by step. Each step asks, {@link Decisions} says what follows, and
 * {@link #perform} goes on, waits or ends. What must never happen twice is not held here but in
 * {@link GuardedSending}, because a Reset can run {@code pay} again without a line of this code.
 */
final class CryptoPayoutWorkflowImpl implements CryptoPayoutWorkflow {

  private static final String PROGRESS = "progress";
  private static final String EXPIRES = "the payout expires unpaid";

  private final PayoutOrder order;
  private final Terms configured;
  private final OperatorView view;
  private final Progress progress;
  private final Steps steps = new Steps(() -> this.woken || isToBeCut(), this::showTrouble);
  private boolean woken;
  private boolean cancelledInTheUi;

  @WorkflowInit
  CryptoPayoutWorkflowImpl(PayoutOrder order, Terms configured, OperatorView view) {
    this.order = order;
    this.configured = configured;
    this.view = view;
    Progress carried = (Progress) Workflow.getMemo(PROGRESS, Progress.class);
    this.progress = carried == null ? new Progress() : carried;
  }

  @Override
  public PayoutResult run(PayoutOrder sameOrder) {
    refuseUnlessStartedByPayouts();
    if (progress.terms == null) {
      progress.terms = Workflow.sideEffect(Terms.class, () -> configured);
    }
    CancellationScope.current().getCancellationRequest().thenApply(this::cancelledInTheUi);
    Workflow.newDetachedCancellationScope(
            () -> {
              payOut();
              Workflow.await(Workflow::isEveryHandlerFinished);
            })
        .run();
    PayoutStatus status = status();
    return new PayoutResult(status.sentence(), status);
  }

  private void payOut() {
    Next next = new Next.Go(progress.step);
    while (next instanceof Next.Go go) {
      next =
          switch (go.step()) {
            case PAYEE -> perform(Step.PAYEE, this::registerPayee);
            case COMPLIANCE -> perform(Step.COMPLIANCE, this::retrievePayeeStatus);
            case WALLET -> perform(Step.WALLET, this::linkWallet);
            case FUNDS -> perform(Step.FUNDS, this::checkFunds);
            case PAY -> perform(Step.PAY, this::pay);
            case SETTLEMENT -> perform(Step.SETTLEMENT, this::awaitSettlement);
            case ENDED -> throw new IllegalStateException("no step leads to the end");
          };
    }
    end((Next.End) next);
  }

  private Next registerPayee() {
    PayeeAnswer answer =
        switch (order.payee()) {
          case Payee.Existing existing -> retrievePayee(existing.customerNo());
          case Payee.Details details ->
              ask("Register payee " + details.reference(), guide -> guide.registerPayee(details));
        };
    if (answer instanceof PayeeAnswer.Known known) {
      progress.customerNo = known.customerNo();
      progress.profileType = known.profileType();
      progress.countryCode = known.countryCode();
      progress.fresh = known;
    }
    return Decisions.payee(answer);
  }

  private Next retrievePayeeStatus() {
    PayeeAnswer answer =
        Objects.requireNonNullElseGet(progress.fresh, () -> retrievePayee(progress.customerNo));
    progress.fresh = null;
    return Decisions.compliance(answer);
  }

  private PayeeAnswer retrievePayee(String customerNo) {
    return ask("Retrieve payee " + customerNo, guide -> guide.retrievePayee(customerNo));
  }

  private Next linkWallet() {
    Map<String, String> fields = null;
    if (order.wallet() instanceof Wallet.Address address && !progress.walletAdded) {
      switch (ask(
          "Retrieve the wallet configuration",
          guide ->
              guide.walletConfiguration(address, progress.profileType, progress.countryCode))) {
        case WalletFit.Fits fits -> fields = fits.fields();
        case WalletFit.Misfit misfit -> {
          return Decisions.misfit(misfit);
        }
        case WalletFit.Refused refused -> {
          return Decisions.configurationRefused(refused);
        }
      }
    }
    Map<String, String> fitted = fields;
    WalletStanding standing =
        ask(
            "Link the wallet to payee " + progress.customerNo,
            guide ->
                guide.linkWallet(
                    progress.customerNo, progress.countryCode, order.wallet(), fitted));
    progress.walletAdded =
        !(standing instanceof WalletStanding.NotListed
            || standing instanceof WalletStanding.Refused);
    if (standing instanceof WalletStanding.Usable usable) {
      progress.accountToken = usable.accountToken();
    }
    return Decisions.wallet(standing);
  }

  private Next checkFunds() {
    Funds funds = ask("Check the balance", guide -> guide.checkFunds(order.money().amount()));
    // Short now, or looked at by an operator: the next answer of pay speaks for itself again.
    progress.refusedForFunds &= funds != Funds.SHORT && !progress.rechecked;
    return Decisions.funds(funds, progress.refusedForFunds);
  }

  private Next pay() {
    if (progress.unresolved) {
      Next next = askWhatBecameOfIt();
      if (!next.equals(new Next.Go(Step.PAY)) || earlyEnd().isPresent()) {
        return next;
      }
    }
    if (!progress.unresolved) {
      if (progress.accountToken == null) {
        return new Next.Go(Step.PAYEE);
      }
      progress.instruction = instruction();
    }
    if (progress.hold != null) {
      return Decisions.held();
    }
    progress.mayHaveSent = true;
    progress.payReadySince = Objects.requireNonNullElseGet(progress.payReadySince, this::now);
    boolean unresolved = progress.unresolved;
    // Still the same stay if it was put off before: its since and its back-off run on.
    show();
    PayResult result = send();
    take(result);
    return Decisions.pay(
        result,
        new Decisions.PayFacts(
            unresolved,
            progress.notPayable,
            progress.payReadySince,
            now(),
            progress.terms.patience()));
  }

  private PayResult send() {
    String summary =
        "Send " + order.money() + ", invoice " + progress.instruction.providerInvoice();
    try {
      return Workflow.newActivityStub(Sending.class, RetryProfiles.pay(summary, progress.terms))
          .pay(new PayCommand(progress.instruction, order.note()));
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof TimeoutFailure timeout
          && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START) {
        return new PayResult.NotSent(PayResult.Why.NOT_DISPATCHED, null);
      }
      return Decisions.lost(viewInvoice().view());
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
        progress.accepted(accepted.transactionNo(), now());
        progress.settling = accepted.adopted();
        progress.shown |= accepted.adopted();
        record(accepted.adopted() ? "the provider has it already" : "the provider accepted it");
      }
      case PayResult.Refused refused -> {
        progress.refusedForFunds = refused.shortOfFunds();
        record("the provider refused it, code " + refused.code());
      }
      case PayResult.Unknown unknown -> {
        progress.unanswered(Objects.requireNonNullElseGet(unknown.since(), this::now));
        record("a send was not answered: whether it was taken is unknown");
      }
      case PayResult.NotSent notSent -> {}
      case PayResult.Sealed sealed -> {}
    }
  }

  private Next askWhatBecameOfIt() {
    InvoiceStanding invoice = viewInvoice();
    Optional<Instruction> sent = sent(invoice);
    if (sent.isEmpty()) {
      return Decisions.recordLost();
    }
    progress.instruction = sent.get();
    Inquiry shown = inquire(sent.get(), null);
    progress.notFound = shown instanceof Inquiry.NotFound ? progress.notFound + 1 : 0;
    progress.unclear = shown instanceof Inquiry.Unclear ? progress.unclear + 1 : 0;
    boolean accepted = invoice.view() != null && invoice.view().taken();
    boolean open = invoice.view() != null && invoice.view().open().isPresent();
    if (open) {
      // When it was granted, which is what the quiet period counts from.
      progress.unresolvedSince = invoice.view().open().get().at();
    }
    if (shown instanceof Inquiry.Found found) {
      progress.accepted(found.transactionNo(), now());
      progress.settling = true;
      record("inquiry shows it: adopted");
    } else if (accepted) {
      progress.accepted(invoice.view().transactionNo(), now());
    } else if (!open) {
      progress.unresolved = false;
    }
    return Decisions.unanswered(
        shown,
        new Decisions.UnknownFacts(
            progress.notFound,
            progress.unclear,
            accepted,
            open,
            invoice.quietUntil(),
            // Who cancelled, or whose time is over, does not want it sent once more.
            invoice.mayResend() && earlyEnd().isEmpty(),
            now()));
  }

  /** What was sent: known here, or, after a Reset, only to the invoice. */
  private Optional<Instruction> sent(InvoiceStanding invoice) {
    return Optional.ofNullable(progress.instruction)
        .or(() -> Optional.ofNullable(invoice.view()).map(InvoiceView::instruction));
  }

  private Next awaitSettlement() {
    progress.noticeDiffers &= !progress.rechecked;
    if (progress.noticeDiffers) {
      return Decisions.noticeDiffers();
    }
    boolean askNow = progress.settling || progress.noticed != null;
    progress.settling = true;
    return askNow
        ? Decisions.settlement(
            inquire(progress.instruction, progress.acceptedAt),
            new Decisions.SettlementFacts(
                progress.transactionNo,
                progress.noticed,
                progress.noticedNo,
                progress.noticedAt,
                progress.acceptedAt,
                now(),
                progress.terms))
        : Decisions.settling();
  }

  /** One step: asks, and waits as decided, until the payout goes on or may end. */
  private Next perform(Step step, Supplier<Next> ask) {
    progress.step = step;
    if (progress.state.step() != step) {
      progress.state = new PayoutState.InProgress(step);
      progress.limit = Next.Limit.NONE;
    }
    while (true) {
      Next next = decide(ask);
      if (!(next instanceof Next.Stay stay)) {
        progress.passed(step);
        return next;
      }
      show(stay);
      sleep(stay);
      continueAsNewIfLong();
    }
  }

  /** What follows; a person's word and a deadline come first, if the invoice lets them. */
  private Next decide(Supplier<Next> ask) {
    woken = false;
    try {
      if (progress.resolution != null) {
        return sealed(new Next.End(Outcome.RESOLVED, progress.resolution.reason()));
      }
      if (progress.acceptedAt != null) {
        forgetWhatCameTooLate();
      }
      progress.expired = (progress.expired || isExpired()) && progress.acceptedAt == null;
      Optional<Next.End> early = earlyEnd();
      if (early.isPresent()) {
        Next next = sealed(early.get());
        if (!isToAskWhatBecameOfIt(next)) {
          return next;
        }
      }
      Next next = ask.get();
      progress.rechecked = false;
      return next instanceof Next.End end ? sealed(end) : next;
    } catch (Unanswered unanswered) {
      continueAsNewIfLong();
      return woken
          ? decide(ask)
          : new Next.Operator(Need.PROVIDER_UNAVAILABLE, null, Next.Rhythm.REVIEW, progress.limit);
    }
  }

  private boolean isExpired() {
    return progress.state.until() != null && !now().isBefore(progress.state.until());
  }

  /** How the payout is to end, if nothing was sent; remembered while that is unknown. */
  private Optional<Next.End> earlyEnd() {
    if (progress.cancel != null) {
      return Optional.of(new Next.End(Outcome.CANCELLED, "asked by " + progress.cancel.by()));
    }
    return progress.expired
        ? Optional.of(new Next.End(Outcome.EXPIRED, "nobody acted in time"))
        : Optional.empty();
  }

  private boolean isToAskWhatBecameOfIt(Next next) {
    return progress.step == Step.PAY && next.equals(new Next.Go(Step.PAY));
  }

  /** The end, if the invoice can be sealed; otherwise what to do about that. */
  private Next sealed(Next.End end) {
    String invoice = providerInvoice();
    Resolve.Verdict verdict = progress.resolution == null ? null : progress.resolution.verdict();
    SealAnswer answer =
        ask(
            "Seal invoice " + invoice + ": " + end.outcome().word(),
            guide -> guide.sealInvoice(invoice, new Seal(end.outcome(), verdict)));
    return switch (answer) {
      case SealAnswer.Sealed sealed -> Decisions.sealed(end, sealed.outcome());
      case SealAnswer.StillOpen open -> {
        progress.mayHaveSent = true;
        progress.unanswered(Objects.requireNonNullElseGet(open.since(), this::now));
        if (open.accepted()) {
          forgetWhatCameTooLate();
        }
        yield new Next.Go(Step.PAY);
      }
      case SealAnswer.Unusable unusable -> {
        // Only that record knew.
        progress.mayHaveSent = true;
        yield new Next.Operator(
            Need.INVOICE_UNUSABLE, unusable.why(), Next.Rhythm.REVIEW, Next.Limit.NONE);
      }
    };
  }

  private void forgetWhatCameTooLate() {
    if (progress.cancel != null) {
      progress.cancel = null;
      record("the cancellation came too late: the provider has it");
    }
    if (progress.hold != null) {
      progress.hold = null;
      record("the hold came too late: the provider has it");
    }
  }

  private void end(Next.End end) {
    progress.step = Step.ENDED;
    Resolve resolution = end.outcome() == Outcome.RESOLVED ? progress.resolution : null;
    show(new PayoutState.Ended(end.outcome(), end.why(), now(), resolution));
  }

  /** Shows who must act; the time of a stay runs on while what it waits for is the same. */
  private void show(Next.Stay stay) {
    boolean same = isSame(progress.state, stay);
    if (!same) {
      progress.polls = 0;
      progress.reminders = 0;
    }
    Instant since = same ? progress.state.since() : now();
    progress.limit = stay.limit();
    Instant until = limit(stay.limit()).map(length -> limitStart().plus(length)).orElse(null);
    show(
        switch (stay) {
          case Next.Wait wait ->
              new PayoutState.Waiting(
                  progress.step,
                  wait.on(),
                  wait.reason(),
                  since,
                  until,
                  until == null ? lookingAgain() : EXPIRES);
          case Next.Operator operator ->
              new PayoutState.NeedsAction(
                  progress.step,
                  operator.need(),
                  operator.detail(),
                  since,
                  until,
                  until == null ? "it looks again; nothing more is sent by itself" : EXPIRES,
                  Operators.possible(progress, true));
        });
  }

  private String lookingAgain() {
    return progress.unresolved
        ? "it asks again; nothing is sent before " + quietUntil()
        : "it looks again";
  }

  /** Before that an unanswered send is only asked about. */
  private Instant quietUntil() {
    return progress.unresolvedSince.plus(progress.terms.quiet()).truncatedTo(ChronoUnit.SECONDS);
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

  /** What of a state is news: the rest, such as what is done then, changes from look to look. */
  private static Object gist(PayoutState state) {
    return switch (state) {
      case PayoutState.Waiting wait -> List.of(wait.step(), wait.on(), wait.reason());
      case PayoutState.NeedsAction need -> Arrays.asList(need.step(), need.need(), need.detail());
      case PayoutState.InProgress now -> now;
      case PayoutState.Ended end -> end;
    };
  }

  /** Sleeps until it is time to look again, or something wakes the payout. */
  private void sleep(Next.Stay stay) {
    Instant until = progress.state.until();
    Duration interval = pace(stay.rhythm()).interval(progress.polls++);
    boolean ahead = until != null && now().isBefore(until);
    boolean last = ahead && !now().plus(interval).isBefore(until);
    Duration sleep = last ? Duration.between(now(), until) : interval;
    String summary = last ? "Then the payout expires" : "Then it looks again";
    Pause.of(sleep, summary, () -> woken || isToBeCut());
    if (woken) {
      progress.polls = 0;
    }
    if (progress.step != Step.PAY) {
      progress.notPayable = 0;
      progress.payReadySince = null;
    }
    remind(until);
  }

  /**
   * Since when the present limit runs: trouble, or another reason for it, does not start it anew.
   */
  private Instant limitStart() {
    return progress.limits.computeIfAbsent(progress.limit, limit -> now());
  }

  private void remind(Instant until) {
    if (until == null) {
      return;
    }
    Duration whole = Duration.between(limitStart(), until);
    Duration gone = Duration.between(limitStart(), now());
    int due =
        gone.multipliedBy(4).compareTo(whole.multipliedBy(3)) >= 0
            ? 2
            : gone.multipliedBy(2).compareTo(whole) >= 0 ? 1 : 0;
    if (due > progress.reminders) {
      progress.reminders = due;
      record("reminder: " + (due == 1 ? "half" : "three quarters") + " of the time is gone");
    }
  }

  /**
   * Whether the history has grown too long, be it by signals that wake nothing. Not after
   * Temporal's Cancel, because the SDK then closes the execution as canceled instead.
   */
  private boolean isToBeCut() {
    return !cancelledInTheUi
        && Workflow.getInfo().isContinueAsNewSuggested()
        && Workflow.isEveryHandlerFinished();
  }

  /** Cuts the history between two looks: never while {@code pay} is under way. */
  private void continueAsNewIfLong() {
    if (isToBeCut()) {
      Workflow.continueAsNew(
          ContinueAsNewOptions.newBuilder()
              .setMemo(Map.of(Mark.MEMO, order.invoiceId().workflowId(), PROGRESS, progress))
              .setTypedSearchAttributes(Workflow.getTypedSearchAttributes())
              .build(),
          order);
    }
  }

  @Override
  public String recheck(Recheck recheck) {
    record("recheck by " + recheck.by());
    wake();
    return "Looking again now.";
  }

  @Override
  public void checkRecheck(Recheck recheck) {
    Operators.checkRecheck(recheck);
  }

  @Override
  public String cancel(Cancel cancel) {
    progress.cancel = cancel;
    record("cancellation asked by " + cancel.by());
    woken = true;
    return progress.unresolved
        ? "Remembered: the payout ends as cancelled if it turns out that nothing was taken."
        : "The payout ends as cancelled as soon as its invoice is sealed, if nothing was sent.";
  }

  @Override
  public void checkCancel(Cancel cancel) {
    Operators.checkCancel(cancel, progress);
  }

  @Override
  public String hold(Hold hold) {
    progress.hold = hold;
    record("held by " + hold.by());
    woken = true;
    return progress.mayHaveSent
        ? "Held: nothing more is sent until it is released. A send under way is not called back."
        : "Held: nothing is sent until it is released.";
  }

  @Override
  public void checkHold(Hold hold) {
    Operators.checkHold(hold, progress);
  }

  @Override
  public String release(Release release) {
    progress.hold = null;
    record("released by " + release.by());
    woken = true;
    return "Released: the payout goes on.";
  }

  @Override
  public void checkRelease(Release release) {
    Operators.checkRelease(release, progress);
  }

  @Override
  public String resolve(Resolve resolve) {
    Inquiry shown = shownNow();
    // The payout may have moved on while the provider was asked.
    try {
      Operators.checkResolve(resolve, progress, now());
    } catch (ActionRefused movedOn) {
      throw ActionRefused.failure(movedOn.getMessage());
    }
    Decisions.contradiction(resolve.verdict(), shown)
        .ifPresent(why -> {
          throw ActionRefused.failure("Not resolved: " + why + ".");
        });
    progress.resolution = resolve;
    record("resolved as " + resolve.verdict().word() + " by " + resolve.by());
    woken = true;
    return "Resolved as " + resolve.verdict().word() + ".";
  }

  /** What the provider shows of what was sent, whatever this run remembers of it. */
  private Inquiry shownNow() {
    InvoiceStanding invoice;
    try {
      invoice = viewInvoice();
    } catch (Unanswered unanswered) {
      throw ActionRefused.failure("Not resolved: the invoice's record does not answer; try again.");
    }
    if (invoice.quietUntil() != null && now().isBefore(invoice.quietUntil())) {
      throw ActionRefused.failure(
          "Not resolved: a send is younger than the quiet period; try again after "
              + invoice.quietUntil()
              + ".");
    }
    try {
      return sent(invoice)
          .map(instruction -> inquire(instruction, progress.acceptedAt))
          .orElseGet(Inquiry.NotFound::new);
    } catch (Unanswered unanswered) {
      return new Inquiry.Unclear("none");
    }
  }

  @Override
  public void checkResolve(Resolve resolve) {
    Operators.checkResolve(resolve, progress, now());
  }

  @Override
  public void notice(Notice notice) {
    if (progress.noticed(notice, progress.instruction, now())) {
      woken = true;
    }
  }

  @Override
  public void wake() {
    progress.rechecked = true;
    woken = true;
  }

  private Void cancelledInTheUi(String reason) {
    cancelledInTheUi = true;
    progress.cancel = new Cancel("Temporal's Cancel", reason);
    record("cancellation asked by Temporal's Cancel");
    woken = true;
    return null;
  }

  @Override
  public PayoutStatus status() {
    return new PayoutStatus(
        order.invoiceId(),
        order.money(),
        order.payee().reference(),
        progress.state,
        progress.digest(),
        progress.mayHaveSent,
        progress.transactionNo,
        remarks(),
        progress.timeline(),
        order.metadata());
  }

  /**
   * For people only. Some of it depends on this run and on this worker, which replay must not see,
   * so nothing may ever be decided by it.
   */
  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    WorkflowInfo info = Workflow.getInfo();
    if (!info.getRunId().equals(info.getOriginalExecutionRunId())) {
      remarks.add("this run was reset; " + afterReset());
    }
    if (progress.step == Step.ENDED) {
      return remarks;
    }
    if (progress.hold != null) {
      remarks.add("held by " + progress.hold.by() + ": " + progress.hold.reason());
    }
    if (progress.cancel != null) {
      remarks.add(
          "cancellation asked by "
              + progress.cancel.by()
              + ": it ends so as soon as it is known that nothing was sent");
    }
    if (view.sendsHeld()) {
      remarks.add("PAYOUTS_HOLD_SENDS is on: this installation sends nothing");
    }
    return remarks;
  }

  private String afterReset() {
    if (progress.terms == null) {
      return "nothing is sent before the invoice's record was asked";
    }
    String invoice = "invoice " + providerInvoice();
    if (progress.acceptedAt != null) {
      return "the provider has " + invoice + " already, so nothing is sent again";
    }
    return progress.unresolved
        ? invoice
            + " was claimed at "
            + progress.unresolvedSince.truncatedTo(ChronoUnit.SECONDS)
            + "; nothing goes out before "
            + quietUntil()
        : "nothing is sent before the record of " + invoice + " and the provider were asked";
  }

  private void show() {
    boolean needsAction = progress.state instanceof PayoutState.NeedsAction;
    view.show(status(), Operators.possible(progress, needsAction), progress.reminders > 0);
  }

  private void show(PayoutState state) {
    PayoutState before = progress.state;
    progress.state = state;
    if (!gist(state).equals(gist(before))) {
      record(state.words());
    }
    show();
  }

  /** A stay that is shown already goes on, so that trouble does not put its deadline off. */
  private void showTrouble() {
    if (progress.state instanceof PayoutState.InProgress) {
      show(
          new PayoutState.Waiting(
              progress.step, Party.PROVIDER, "a usable answer", now(), null, "it is tried again"));
    }
  }

  private void refuseUnlessStartedByPayouts() {
    if (!Mark.isOnThisExecution()
        || !Workflow.getInfo().getWorkflowId().equals(order.invoiceId().workflowId())) {
      throw startedByHand();
    }
  }

  static ApplicationFailure startedByHand() {
    return ActionRefused.failure(
        "This execution was not started by the payouts service, so it does nothing and nothing was"
            + " sent. Start payouts through the API; the payout that its id names, if there is one,"
            + " is the execution of that id before this one.");
  }

  private <T> T ask(String summary, Function<Guide, T> step) {
    return steps.ask(summary, progress.terms.patience(), step);
  }

  private Inquiry inquire(Instruction instruction, Instant acceptedAt) {
    Instant asked = now();
    Inquiry shown =
        ask(
            "Inquire invoice " + instruction.providerInvoice(),
            guide -> guide.inquirePayout(instruction, acceptedAt, progress.shown, asked));
    progress.shown |= shown instanceof Inquiry.Found;
    return shown;
  }

  private InvoiceStanding viewInvoice() {
    String invoice = providerInvoice();
    return ask(
        "Look up what was sent under invoice " + invoice, guide -> guide.viewInvoice(invoice));
  }

  private Instruction instruction() {
    Terms terms = progress.terms;
    return new Instruction(
        terms.host(),
        terms.merchantNo(),
        terms.storeNo(),
        providerInvoice(),
        progress.customerNo,
        progress.accountToken,
        new Money(order.money().amount(), terms.payCurrency()));
  }

  private String providerInvoice() {
    return order.invoiceId().providerInvoice(progress.terms.invoicePrefix());
  }

  private Pace pace(Next.Rhythm rhythm) {
    return switch (rhythm) {
      case REVIEW -> progress.terms.reviewPace();
      case OUTCOME -> progress.terms.outcomePace();
      case RETRY -> progress.terms.retryPace();
    };
  }

  private Optional<Duration> limit(Next.Limit limit) {
    Deadlines deadlines = order.deadlines().orElse(progress.terms.deadlines());
    return switch (limit) {
      case COMPLIANCE -> Optional.of(deadlines.compliance());
      case DOCUMENTS -> Optional.of(deadlines.documents());
      case WALLET -> Optional.of(deadlines.wallet());
      case FUNDS -> Optional.of(deadlines.funds());
      case NONE -> Optional.empty();
    };
  }

  private Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  private void record(String what) {
    progress.record(now(), what);
  }
}
