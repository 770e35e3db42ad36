package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Acknowledge;
import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.InvoiceWorkflow;
import io.cryptopayouts.contract.Mark;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutAttributes;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.SendOutcome;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what was sent under one invoice, by the rules of {@link InvoiceRecord}; watches it after
 * the payout has ended, and is the home of notices that no open payout takes.
 */
final class InvoiceWorkflowImpl implements InvoiceWorkflow {

  private static final String RECORD = "record";
  private static final String NOTICE = "notice";
  private static final String ASKED = "asked";
  private static final String STOPPED = "stopped";

  private final Terms configured;
  private final OperatorView view;
  private final Steps steps = new Steps(() -> this.woken, () -> {});
  private InvoiceRecord record;
  private Notice unlooked;
  private boolean woken;
  private CancellationScope whole;

  /** Whether somebody wants the provider asked now. */
  private boolean asked;

  /** Whether the payout is said to have been stopped from outside since the last look. */
  private boolean payoutStopped;

  /** Whether this run has found that its record cannot be relied on. */
  private boolean unusable;

  @WorkflowInit
  InvoiceWorkflowImpl(String providerInvoice, Terms configured, OperatorView view) {
    this.configured = configured;
    this.view = view;
    InvoiceRecord carried = (InvoiceRecord) Workflow.getMemo(RECORD, InvoiceRecord.class);
    this.record = carried == null ? InvoiceRecord.of(providerInvoice) : carried;
    this.unlooked = (Notice) Workflow.getMemo(NOTICE, Notice.class);
    this.payoutStopped = Workflow.getMemo(STOPPED, Boolean.class) != null;
    this.asked = Workflow.getMemo(ASKED, Boolean.class) != null;
    this.woken = asked || unlooked != null;
  }

  @Override
  public InvoiceView keep(String providerInvoice) {
    Terms terms = Workflow.sideEffect(Terms.class, () -> configured);
    view.show(record.view());
    whole = CancellationScope.current();
    Workflow.newDetachedCancellationScope(() -> keepOpen(terms)).run();
    return record.view();
  }

  private void keepOpen(Terms terms) {
    if (!Mark.isOnThisExecution()) {
      unusable = true;
      need(unlooked == null ? Need.INVOICE_UNUSABLE : Need.ORPHAN_NOTICE);
    }
    while (!isOver(terms)) {
      Optional<Duration> interval = lookAgainIn(terms);
      if (interval.isPresent()) {
        Pause.of(
            interval.get(), "Then the provider is asked once more", () -> woken || isToBeCut());
      } else {
        Workflow.await(() -> woken || isToBeCut());
      }
      boolean due = !woken;
      woken = false;
      continueAsNewIfLong();
      if (due || asked || unlooked != null) {
        asked = false;
        look(terms, due);
        payoutStopped = false;
      }
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private boolean isWatching() {
    return record.sealed() != null && !record.neverSent();
  }

  /** Empty if there is nothing to ask about until something is told. */
  private Optional<Duration> lookAgainIn(Terms terms) {
    if (isWatching() || unlooked != null) {
      return Optional.of(terms.watchInterval());
    }
    // The payout asks; it may have been terminated, and forgotten, with money out.
    return record.sealed() == null && record.mayBeOut()
        ? Optional.of(terms.watch())
        : Optional.empty();
  }

  /** Whether nothing can be reported any more: sealed, quiet for long enough, nothing needed. */
  private boolean isOver(Terms terms) {
    if (record.need() != null || unlooked != null) {
      return false;
    }
    if (unusable) {
      return record.acknowledged();
    }
    return record.sealed() != null
        && (record.neverSent() || !now().isBefore(record.lastWord().plus(terms.watch())));
  }

  private void look(Terms terms, boolean due) {
    Notice notice = unlooked;
    unlooked = null;
    if (record.instruction() == null) {
      if (notice != null) {
        need(Need.ORPHAN_NOTICE);
      }
      return;
    }
    Instruction instruction = record.instruction();
    Inquiry shown;
    try {
      shown =
          steps.ask(
              "Inquire invoice " + record.providerInvoice(),
              terms.patience(),
              guide -> guide.watchPayout(instruction));
    } catch (Unanswered unanswered) {
      unlooked = unlooked == null ? notice : unlooked;
      return;
    }
    if (shown instanceof Inquiry.Found found) {
      remember(record.found(new Found(found.transactionNo(), found.status()), now()));
    }
    if (record.sealed() == null) {
      if (due) {
        need(Need.OUTCOME_UNKNOWN);
      } else if (payoutStopped && record.mayBeOut() && !record.acknowledged()) {
        need(Need.STOPPED_OUTSIDE);
      }
      return;
    }
    Optional<Need> needed = Decisions.watched(record.sealed(), record.verdict(), shown);
    if (needed.isEmpty() && notice != null && contradicts(notice, shown)) {
      needed = Optional.of(Need.NOTICE_UNCONFIRMED);
    }
    if (needed.isPresent() && !record.acknowledged()) {
      need(needed.get());
    }
  }

  private static boolean contradicts(Notice notice, Inquiry shown) {
    return !(shown instanceof Inquiry.Found found)
        || notice.status().outranks(found.status())
        || notice.status().contradicts(found.status());
  }

  private void remember(InvoiceRecord after) {
    record = after;
    view.show(record.view());
  }

  private void need(Need need) {
    remember(record.needing(need, now()));
    Workflow.upsertTypedSearchAttributes(
        PayoutAttributes.NEEDS.valueSet(need.word()),
        PayoutAttributes.WAIT_SINCE.valueSet(record.needSince().atOffset(ZoneOffset.UTC)));
  }

  @Override
  public ClaimAnswer claim(Claim claim) {
    Optional<String> why = whyUnusable();
    if (why.isPresent()) {
      return new ClaimAnswer.Unusable(why.get());
    }
    InvoiceRecord.Answered<ClaimAnswer> answered = record.claim(claim, now());
    remember(answered.after());
    if (answered.answer() instanceof ClaimAnswer.Granted) {
      // From now on it is asked about in the end, even if the payout is not there to do so.
      woken = true;
      keepDigestReadable(claim.instruction().digest());
    }
    return answered.answer();
  }

  /** In the memo, so that {@code pay} can read it while no workflow worker answers. */
  private static void keepDigestReadable(String digest) {
    if (!digest.equals(Workflow.getMemo(Mark.DIGEST, String.class))) {
      Workflow.upsertMemo(Map.of(Mark.DIGEST, digest));
    }
  }

  @Override
  public SealAnswer seal(Seal seal) {
    Optional<String> why = seal.outcome() == Outcome.RESOLVED ? Optional.empty() : whyUnusable();
    if (why.isPresent()) {
      return new SealAnswer.Unusable(why.get());
    }
    InvoiceRecord.Answered<SealAnswer> answered = record.seal(seal, now());
    remember(answered.after());
    if (answered.answer() instanceof SealAnswer.Sealed
        && (record.need() == Need.OUTCOME_UNKNOWN || record.need() == Need.STOPPED_OUTSIDE)) {
      remember(record.needlessAt(now()));
      showNoNeed();
    }
    woken = true;
    return answered.answer();
  }

  /** Who started this by hand, or reset it, may have lost the memory of a send. */
  private Optional<String> whyUnusable() {
    if (!Mark.isOnThisExecution()) {
      return Optional.of("its record was not started by this service");
    }
    WorkflowInfo info = Workflow.getInfo();
    boolean reset =
        Workflow.sideEffect(
            Boolean.class, () -> !info.getRunId().equals(info.getOriginalExecutionRunId()));
    if (!reset) {
      return Optional.empty();
    }
    if (!unusable) {
      unusable = true;
      need(Need.INVOICE_UNUSABLE);
    }
    return Optional.of("its record was reset");
  }

  @Override
  public void told(SendOutcome outcome) {
    remember(record.told(outcome, now()));
  }

  @Override
  public void found(Found found) {
    remember(record.found(found, now()));
  }

  @Override
  public void notice(Notice notice) {
    unlooked = notice;
    woken = true;
  }

  @Override
  public void payoutStopped() {
    payoutStopped = true;
    asked = true;
    woken = true;
  }

  @Override
  public void wake() {
    asked = true;
    woken = true;
  }

  @Override
  public String acknowledge(Acknowledge acknowledge) {
    remember(record.acknowledgedAt(now()));
    showNoNeed();
    woken = true;
    return "Acknowledged.";
  }

  private static void showNoNeed() {
    Workflow.upsertTypedSearchAttributes(
        PayoutAttributes.NEEDS.valueUnset(), PayoutAttributes.WAIT_SINCE.valueUnset());
  }

  @Override
  public void checkAcknowledge(Acknowledge acknowledge) {
    Operators.checkAcknowledge(acknowledge, record);
  }

  @Override
  public InvoiceView view() {
    return record.view();
  }

  /**
   * Whether the history has grown too long, be it by signals that wake nothing. Not after
   * Temporal's Cancel, because the SDK then closes the execution as canceled instead.
   */
  private boolean isToBeCut() {
    return !whole.isCancelRequested()
        && Workflow.getInfo().isContinueAsNewSuggested()
        && Workflow.isEveryHandlerFinished();
  }

  /** What is yet to be looked at goes along. */
  private void continueAsNewIfLong() {
    if (isToBeCut()) {
      Map<String, Object> memo = new HashMap<>(Map.of(RECORD, record));
      // A reset run has lost its memory; what follows it must not look as if it had not.
      if (whyUnusable().isEmpty()) {
        memo.put(Mark.MEMO, Workflow.getInfo().getWorkflowId());
      }
      if (record.instruction() != null) {
        memo.put(Mark.DIGEST, record.instruction().digest());
      }
      if (unlooked != null) {
        memo.put(NOTICE, unlooked);
      }
      if (asked) {
        memo.put(ASKED, true);
      }
      if (payoutStopped) {
        memo.put(STOPPED, true);
      }
      Workflow.continueAsNew(
          ContinueAsNewOptions.newBuilder()
              .setMemo(memo)
              .setTypedSearchAttributes(Workflow.getTypedSearchAttributes())
              .build(),
          record.providerInvoice());
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
