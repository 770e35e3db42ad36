package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.SendOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The invoice's workflow of the model: the real rules, and what Temporal makes of its execution.
 */
final class ModelInvoice {

  private final String name;
  private final Set<Guard> without;
  private final Map<String, ClaimAnswer> updates = new HashMap<>();

  /** Null while there is no execution. */
  private InvoiceRecord record;

  private InvoiceRecord before;
  private boolean terminated;
  private boolean reset;

  /** There is another record, without our mark, that keeps a notice. */
  private boolean orphan;

  ModelInvoice(String name, Set<Guard> without) {
    this.name = name;
    this.without = without;
  }

  private InvoiceRecord started() {
    if (record == null) {
      record = InvoiceRecord.of(name);
    }
    return record;
  }

  private void become(InvoiceRecord after) {
    before = record;
    record = after;
  }

  /** Sealed and never sent under: its execution ends at once. */
  private boolean isClosed() {
    return record != null && record.sealed() != null && record.neverSent();
  }

  ClaimAnswer claim(Claim claim, Instant now) {
    if (without.contains(Guard.CLAIM)) {
      return new ClaimAnswer.Granted(true);
    }
    if (terminated) {
      return new ClaimAnswer.Unusable("its record was closed from outside");
    }
    if (isClosed()) {
      return new ClaimAnswer.Sealed(record.sealed());
    }
    // The same update id: the server gives the answer it had.
    ClaimAnswer earlier = updates.get(claim.token());
    if (earlier != null) {
      return earlier;
    }
    if (reset) {
      return new ClaimAnswer.Unusable("its record was reset");
    }
    if (without.contains(Guard.ONE_REPEAT)) {
      become(forgetfulOfRepeats());
    }
    InvoiceRecord.Answered<ClaimAnswer> answered = started().claim(claim, now);
    become(answered.after());
    updates.put(claim.token(), answered.answer());
    return answered.answer();
  }

  private InvoiceRecord forgetfulOfRepeats() {
    InvoiceRecord was = started();
    return new InvoiceRecord(
        was.providerInvoice(),
        was.instruction(),
        was.sends().stream()
            .filter(send -> !send.resend() || send.equals(was.sends().getLast()))
            .skip(was.sends().size() > 1 ? 1 : 0)
            .map(send -> new Send(send.token(), send.at(), false, send.state(), send.detail()))
            .toList(),
        was.voided(),
        was.sealed(),
        was.verdict(),
        was.transactionNo(),
        was.status(),
        was.need(),
        was.needSince(),
        was.acknowledged(),
        was.lastWord());
  }

  SealAnswer seal(Seal seal, Instant now) {
    if (without.contains(Guard.SEAL)) {
      return new SealAnswer.Sealed(seal.outcome());
    }
    if (isClosed()) {
      return record
          .view()
          .hindrance(seal.outcome())
          .<SealAnswer>map(hindrance -> hindrance)
          .orElseGet(() -> new SealAnswer.Sealed(record.sealed()));
    }
    if ((terminated || reset) && seal.outcome() != Outcome.RESOLVED) {
      return new SealAnswer.Unusable("its record is lost");
    }
    if (terminated) {
      return new SealAnswer.Sealed(Outcome.RESOLVED);
    }
    InvoiceRecord.Answered<SealAnswer> answered = started().seal(seal, now);
    become(answered.after());
    return answered.answer();
  }

  void told(SendOutcome outcome, Instant now) {
    if (record != null && !terminated && !isClosed()) {
      become(record.told(outcome, now));
    }
  }

  /** As a definitive refusal of all that was ever sent. */
  void refusedAll(String code, Instant now) {
    for (Send send : record.sends()) {
      told(new SendOutcome(send.token(), Send.State.REFUSED, code, null), now);
    }
  }

  void giveBack(Claim claim, Instant now) {
    if (!terminated && !isClosed()) {
      become(started().told(new SendOutcome(claim.token(), Send.State.UNSENT, null, null), now));
    }
  }

  void found(Found found, Instant now) {
    if (record != null && !terminated && !isClosed()) {
      become(record.found(found, now));
    }
  }

  /** Of a notice that no open payout took, if nothing else is there to keep it. */
  void noticed() {
    if (record == null || terminated) {
      terminated = true;
      orphan = true;
    }
  }

  void terminate() {
    terminated |= record != null && !isClosed();
  }

  /** It loses the last thing it was told, and knows that it may have. */
  void reset() {
    if (record != null && before != null && !terminated) {
      record = before;
      reset = true;
    }
  }

  /** Null if nothing was ever recorded. */
  InvoiceView view() {
    return record == null ? null : record.view();
  }

  Optional<String> digest() {
    return orphan || record == null || record.instruction() == null
        ? Optional.empty()
        : Optional.of(record.instruction().digest());
  }

  Optional<Need> need() {
    if (orphan) {
      return Optional.of(Need.ORPHAN_NOTICE);
    }
    return terminated || reset
        ? Optional.of(Need.INVOICE_UNUSABLE)
        : Optional.ofNullable(record).map(InvoiceRecord::need);
  }
}
