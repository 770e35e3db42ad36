package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.SendOutcome;
import io.cryptopayouts.contract.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which an invoice grants sends, as pure transitions: no Temporal, no clock.
 *
 * @param instruction what it was first claimed for, null until then
 * @param sends every granted send, oldest first; those that came to nothing only while recent
 * @param voided tokens that were given back before their claim was looked at
 * @param sealed how the payout ended, null while it is open
 * @param verdict the operator's, if it ended resolved
 * @param status the highest-ranking evidence by inquiry
 * @param acknowledged whether an operator has dealt with {@code status}
 * @param lastWord when something last became known
 */
record InvoiceRecord(
    String providerInvoice,
    Instruction instruction,
    List<Send> sends,
    List<String> voided,
    Outcome sealed,
    Resolve.Verdict verdict,
    String transactionNo,
    Settlement status,
    Need need,
    Instant needSince,
    boolean acknowledged,
    Instant lastWord) {

  /**
   * Sends that came to nothing and voided tokens are forgotten beyond this many: their executions
   * are long over.
   */
  private static final int MOST_KEPT = 50;

  InvoiceRecord {
    sends = sends == null ? List.of() : List.copyOf(sends);
    voided = voided == null ? List.of() : List.copyOf(voided);
  }

  static InvoiceRecord of(String providerInvoice) {
    return new InvoiceRecord(
        providerInvoice, null, null, null, null, null, null, null, null, null, false, null);
  }

  /** An answer, and the record after it. */
  record Answered<T>(T answer, InvoiceRecord after) {}

  /** Grants a send to this token, or says why not. */
  Answered<ClaimAnswer> claim(Claim claim, Instant now) {
    if (sealed != null) {
      return unchanged(new ClaimAnswer.Sealed(sealed));
    }
    if (voided.contains(claim.token())
        || sends.stream().anyMatch(send -> send.token().equals(claim.token()))) {
      return unchanged(new ClaimAnswer.Voided());
    }
    if (instruction != null && !instruction.digest().equals(claim.instruction().digest())) {
      return unchanged(new ClaimAnswer.Differs());
    }
    List<Send> maybeTaken =
        sends.stream()
            .filter(send -> send.state() == Send.State.OPEN || send.state() == Send.State.ACCEPTED)
            .toList();
    if (status != null) {
      // What inquiry has shown is there, whatever was told of the sends.
      return unchanged(
          new ClaimAnswer.MaybeSent(maybeTaken.isEmpty() ? lastWord : maybeTaken.getLast().at()));
    }
    if (maybeTaken.isEmpty()) {
      return granted(claim, now, false);
    }
    Send earlier = maybeTaken.getLast();
    boolean repeatable =
        claim.resend()
            && maybeTaken.size() == 1
            && earlier.state() == Send.State.OPEN
            && !view().wasRepeated()
            && now.isAfter(earlier.at().plus(claim.quiet()));
    return repeatable
        ? granted(claim, now, true)
        : unchanged(new ClaimAnswer.MaybeSent(earlier.at()));
  }

  private Answered<ClaimAnswer> granted(Claim claim, Instant now, boolean resend) {
    List<Send> more = new ArrayList<>(sends);
    more.add(new Send(claim.token(), now, resend, Send.State.OPEN, null));
    return new Answered<>(
        new ClaimAnswer.Granted(!resend),
        with(claim.instruction(), more, voided, transactionNo, status, now));
  }

  private <T> Answered<T> unchanged(T answer) {
    return new Answered<>(answer, this);
  }

  /** Takes what became of a send; of a token not seen yet, its claim is void from now on. */
  InvoiceRecord told(SendOutcome outcome, Instant now) {
    if (sends.stream().noneMatch(send -> send.token().equals(outcome.token()))) {
      List<String> more = new ArrayList<>(voided);
      more.add(outcome.token());
      return with(instruction, sends, latest(more), transactionNo, status, lastWord);
    }
    List<Send> changed =
        sends.stream()
            .map(send ->
                send.token().equals(outcome.token()) && send.state() == Send.State.OPEN
                    ? send.as(outcome.state(), outcome.detail())
                    : send)
            .toList();
    return with(
        instruction,
        withoutOld(changed),
        voided,
        outcome.transactionNo() == null ? transactionNo : outcome.transactionNo(),
        status,
        now);
  }

  /** Inquiry showed the payout with our values: whatever was open was taken. */
  InvoiceRecord found(Found found, Instant now) {
    boolean higher = status == null || found.status().outranks(status);
    List<Send> changed =
        sends.stream()
            .map(
                send -> send.state() == Send.State.OPEN ? send.as(Send.State.ACCEPTED, null) : send)
            .toList();
    return with(
        instruction,
        changed,
        voided,
        found.transactionNo(),
        higher ? found.status() : status,
        higher ? now : lastWord);
  }

  /** Ends sending for good, or says what hinders. */
  Answered<SealAnswer> seal(Seal seal, Instant now) {
    Optional<SealAnswer.StillOpen> hindrance = view().hindrance(seal.outcome());
    if (hindrance.isPresent()) {
      return unchanged(hindrance.get());
    }
    // The first end stays, unless a person decides otherwise.
    boolean counts = sealed == null || seal.outcome() == Outcome.RESOLVED;
    Outcome end = counts ? seal.outcome() : sealed;
    return new Answered<>(
        new SealAnswer.Sealed(end),
        new InvoiceRecord(
            providerInvoice,
            instruction,
            sends,
            voided,
            end,
            counts ? seal.verdict() : verdict,
            transactionNo,
            status,
            need,
            needSince,
            acknowledged,
            now));
  }

  /** Asks for an operator. */
  InvoiceRecord needing(Need what, Instant now) {
    return new InvoiceRecord(
        providerInvoice,
        instruction,
        sends,
        voided,
        sealed,
        verdict,
        transactionNo,
        status,
        what,
        needSince == null ? now : needSince,
        false,
        now);
  }

  /** An operator has dealt with it. */
  InvoiceRecord acknowledgedAt(Instant now) {
    return withoutNeed(true, now);
  }

  /** The payout has an end after all: it speaks for itself. */
  InvoiceRecord needlessAt(Instant now) {
    return withoutNeed(false, now);
  }

  private InvoiceRecord withoutNeed(boolean dealtWith, Instant now) {
    return new InvoiceRecord(
        providerInvoice,
        instruction,
        sends,
        voided,
        sealed,
        verdict,
        transactionNo,
        status,
        null,
        null,
        dealtWith,
        now);
  }

  /** Whether the provider has it, or may have it. */
  boolean mayBeOut() {
    return view().open().isPresent() || view().taken();
  }

  /** Whether nothing ever left, so that there is nothing to watch for. */
  boolean neverSent() {
    return view().latestSent().isEmpty() && status == null;
  }

  InvoiceView view() {
    return new InvoiceView(
        providerInvoice, instruction, sealed, sends, transactionNo, status, need, needSince);
  }

  private InvoiceRecord with(
      Instruction otherInstruction,
      List<Send> otherSends,
      List<String> otherVoided,
      String otherNo,
      Settlement otherStatus,
      Instant otherWord) {
    return new InvoiceRecord(
        providerInvoice,
        otherInstruction,
        otherSends,
        otherVoided,
        sealed,
        verdict,
        otherNo,
        otherStatus,
        need,
        needSince,
        acknowledged && otherStatus == status,
        otherWord);
  }

  private static List<Send> withoutOld(List<Send> sends) {
    long over = sends.stream().filter(InvoiceRecord::cameToNothing).count() - MOST_KEPT;
    List<Send> kept = new ArrayList<>();
    for (Send send : sends) {
      if (over > 0 && cameToNothing(send)) {
        over--;
      } else {
        kept.add(send);
      }
    }
    return kept;
  }

  /** Whether nothing depends on it any more; a refused repeat stays, so that it is the only one. */
  private static boolean cameToNothing(Send send) {
    return send.state() == Send.State.UNSENT
        || (send.state() == Send.State.REFUSED && !send.resend());
  }

  private static List<String> latest(List<String> tokens) {
    return tokens.size() <= MOST_KEPT
        ? tokens
        : tokens.subList(tokens.size() - MOST_KEPT, tokens.size());
  }
}
