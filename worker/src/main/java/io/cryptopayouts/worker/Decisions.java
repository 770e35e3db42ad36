package io.cryptopayouts.worker;

import static io.cryptopayouts.contract.Step.COMPLIANCE;
import static io.cryptopayouts.contract.Step.FUNDS;
import static io.cryptopayouts.contract.Step.PAY;
import static io.cryptopayouts.contract.Step.SETTLEMENT;
import static io.cryptopayouts.contract.Step.WALLET;

import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.worker.Next.Limit;
import io.cryptopayouts.worker.Next.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The pure core: from what is known to what is done next. No Temporal, no clock, no I/O. */
final class Decisions {

  /** How often inquiry must say "no such invoice" in a row before that counts. */
  static final int ENOUGH_NOT_FOUND = 3;

  private Decisions() {}

  static Next payee(PayeeAnswer answer) {
    return switch (answer) {
      case PayeeAnswer.Known known -> new Next.Go(COMPLIANCE);
      case PayeeAnswer.Unknown unknown -> operator(Need.PAYEE_UNKNOWN, null, Limit.COMPLIANCE);
      case PayeeAnswer.LooksAlike other ->
          operator(Need.PAYEE_CONFLICT, other.how(), Limit.COMPLIANCE);
      case PayeeAnswer.Refused refused ->
          operator(Need.PAYEE_REFUSED, code(refused.code()), Limit.COMPLIANCE);
    };
  }

  static Next compliance(PayeeAnswer answer) {
    if (!(answer instanceof PayeeAnswer.Known known)) {
      return payee(answer);
    }
    Standing standing = known.standing();
    return switch (standing.kind()) {
      case ACTIVE -> new Next.Go(WALLET);
      case IN_REVIEW, UNSIGNED ->
          new Next.Wait(
              standing.party(), "payee status " + standing.word(), Rhythm.REVIEW, Limit.COMPLIANCE);
      case DECLINED -> operator(Need.DOCUMENTS, null, Limit.DOCUMENTS);
      case DEACTIVATED -> new Next.End(Outcome.REFUSED, "the provider has deactivated the payee");
    };
  }

  /** What a misfit means; a fit is no decision yet. */
  static Next misfit(WalletFit.Misfit misfit) {
    return operator(Need.WALLET_FIELD, misfit.field() + " " + misfit.why(), Limit.WALLET);
  }

  static Next configurationRefused(WalletFit.Refused refused) {
    return operator(Need.WALLET_REFUSED, code(refused.code()), Limit.WALLET);
  }

  static Next wallet(WalletStanding standing) {
    return switch (standing) {
      case WalletStanding.Usable usable -> new Next.Go(FUNDS);
      case WalletStanding.Pending pending ->
          new Next.Wait(
              Party.PROVIDER, "wallet status " + pending.word(), Rhythm.REVIEW, Limit.WALLET);
      case WalletStanding.Invalid invalid -> operator(Need.WALLET_INVALID, null, Limit.WALLET);
      case WalletStanding.NotListed unknown -> operator(Need.WALLET_UNKNOWN, null, Limit.WALLET);
      case WalletStanding.Refused refused ->
          operator(Need.WALLET_REFUSED, code(refused.code()), Limit.WALLET);
    };
  }

  /**
   * @param refusedBefore whether {@code pay} was refused for want of funds since the last look
   */
  static Next funds(Funds funds, boolean refusedBefore) {
    return switch (funds) {
      case SHORT ->
          new Next.Wait(Party.PAYER, "the balance to be topped up", Rhythm.REVIEW, Limit.FUNDS);
      case ENOUGH, UNREADABLE ->
          refusedBefore ? operator(Need.FUNDS_UNCLEAR, null, Limit.FUNDS) : new Next.Go(PAY);
    };
  }

  /**
   * What is known around an answer of {@code pay}.
   *
   * @param unresolved whether an earlier send of this invoice may have been taken
   * @param notPayable how often in a row payee or wallet were found not payable, this time included
   * @param readySince since when the payout tries to be sent
   * @param patience how long that may take before an operator is needed
   */
  record PayFacts(
      boolean unresolved, int notPayable, Instant readySince, Instant now, Duration patience) {

    boolean impatient() {
      return !now.isBefore(readySince.plus(patience));
    }
  }

  static Next pay(PayResult result, PayFacts facts) {
    return switch (result) {
      case PayResult.Accepted accepted -> new Next.Go(SETTLEMENT);
      case PayResult.Refused refused ->
          refused.shortOfFunds()
              ? new Next.Go(FUNDS)
              : new Next.End(Outcome.REFUSED, "the provider refused it, " + code(refused.code()));
      case PayResult.Unknown unknown -> asking();
      case PayResult.Sealed sealed -> resumed(sealed.outcome());
      case PayResult.NotSent notSent when facts.unresolved() ->
          unresolved(Need.OUTCOME_UNKNOWN, "it cannot be sent again: " + words(notSent));
      case PayResult.NotSent notSent -> notSent(notSent, facts);
    };
  }

  /** An operator has said that nothing is to be sent. */
  static Next held() {
    return operator(Need.HELD, null, Limit.NONE);
  }

  private static Next notSent(PayResult.NotSent notSent, PayFacts facts) {
    return switch (notSent.why()) {
      // The step asks anew; if it says payable and pay does not, the provider disagrees with
      // itself.
      case PAYEE_NOT_PAYABLE ->
          facts.notPayable() > 1 ? putOff(notSent, facts) : new Next.Go(COMPLIANCE);
      case WALLET_NOT_PAYABLE ->
          facts.notPayable() > 1 ? putOff(notSent, facts) : new Next.Go(WALLET);
      case HELD -> operator(Need.SENDS_HELD, null, Limit.NONE);
      case ACCOUNT_CHANGED -> operator(Need.ACCOUNT_CHANGED, notSent.detail(), Limit.NONE);
      case INVOICE_TAKEN -> operator(Need.INVOICE_TAKEN, notSent.detail(), Limit.NONE);
      case INSTRUCTION_CHANGED -> operator(Need.INSTRUCTION_CHANGED, null, Limit.NONE);
      case INVOICE_UNUSABLE -> operator(Need.INVOICE_UNUSABLE, notSent.detail(), Limit.NONE);
      case INQUIRY_UNCLEAR ->
          facts.impatient()
              ? operator(Need.INQUIRY_UNCLEAR, notSent.detail(), Limit.NONE)
              : again(notSent);
      case PROVIDER_UNAVAILABLE, NO_CLAIM, NOT_WRITTEN, NOT_DISPATCHED, LOST ->
          putOff(notSent, facts);
    };
  }

  private static Next putOff(PayResult.NotSent notSent, PayFacts facts) {
    return facts.impatient()
        ? new Next.Operator(Need.PAY_BLOCKED, words(notSent), Rhythm.RETRY, Limit.NONE)
        : again(notSent);
  }

  private static Next again(PayResult.NotSent notSent) {
    return new Next.Wait(
        Party.PROVIDER, "nothing was sent, " + words(notSent), Rhythm.RETRY, Limit.NONE);
  }

  /**
   * An end never changes by itself: of two that both say that nothing was paid the first stays, any
   * other difference is an operator's, whose own decision always counts.
   *
   * @param first how the invoice was sealed first
   */
  static Next sealed(Next.End end, Outcome first) {
    if (first == end.outcome() || end.outcome() == Outcome.RESOLVED) {
      return end;
    }
    return isUnsent(first) && isUnsent(end.outcome())
        ? new Next.End(first, "it had ended so before")
        : unresolved(
            Need.CONTRADICTION,
            "it had ended " + first.word() + " before, and would end " + end.outcome().word());
  }

  private static boolean isUnsent(Outcome outcome) {
    return switch (outcome) {
      case REFUSED, CANCELLED, EXPIRED -> true;
      case PAID, FAILED, RESOLVED -> false;
    };
  }

  /** Money may be out, and neither this run nor the invoice's record says what was sent. */
  static Next recordLost() {
    return unresolved(Need.INVOICE_UNUSABLE, "it does not say what was sent");
  }

  /** A signed notice names another amount or currency. */
  static Next noticeDiffers() {
    return unresolved(Need.VALUES_DIFFER, "a notice names another amount or currency");
  }

  /**
   * A reset or second start of a payout that had ended: it ends as it did, or an operator looks.
   */
  private static Next resumed(Outcome before) {
    return switch (before) {
      case REFUSED, CANCELLED, EXPIRED -> new Next.End(before, "it had ended so before");
      case PAID, FAILED, RESOLVED ->
          unresolved(
              Need.CONTRADICTION,
              "it had ended " + before.word() + " before, and inquiry does not show it now");
    };
  }

  /**
   * What to do after {@code pay} was lost on the way: its worker died, or did not answer in time.
   *
   * @param invoice null if nothing was ever recorded
   */
  static PayResult lost(InvoiceView invoice) {
    PayResult nothingSent = new PayResult.NotSent(PayResult.Why.LOST, null);
    if (invoice == null) {
      return nothingSent;
    }
    if (invoice.taken()) {
      return new PayResult.Accepted(invoice.transactionNo(), false);
    }
    return invoice
        .open()
        .<PayResult>map(send -> new PayResult.Unknown(send.at()))
        .orElse(nothingSent);
  }

  /**
   * What is known around a send that was not answered.
   *
   * @param notFound how often in a row inquiry said "no such invoice"
   * @param unclear how often in a row it said neither
   * @param accepted whether the invoice has learnt that the provider took it
   * @param open whether the invoice still has a send open
   * @param quietUntil when that is older than the quiet period
   * @param mayResend whether it may be repeated then
   */
  record UnknownFacts(
      int notFound,
      int unclear,
      boolean accepted,
      boolean open,
      Instant quietUntil,
      boolean mayResend,
      Instant now) {}

  /** After a send that was not answered: only what the provider shows decides. */
  static Next unanswered(Inquiry inquiry, UnknownFacts facts) {
    if (facts.accepted()) {
      return new Next.Go(SETTLEMENT);
    }
    return switch (inquiry) {
      case Inquiry.Found found -> new Next.Go(SETTLEMENT);
      case Inquiry.Differs differs -> unresolved(Need.INVOICE_TAKEN, differs.field() + " differs");
      case Inquiry.Unclear unclear ->
          facts.unclear() < ENOUGH_NOT_FOUND
              ? asking()
              : unresolved(Need.INQUIRY_UNCLEAR, code(unclear.code()));
      case Inquiry.NotFound none -> {
        if (!facts.open()) {
          yield new Next.Go(PAY);
        }
        if (facts.notFound() < ENOUGH_NOT_FOUND || facts.now().isBefore(facts.quietUntil())) {
          yield asking();
        }
        yield facts.mayResend() ? new Next.Go(PAY) : unresolved(Need.OUTCOME_UNKNOWN, null);
      }
    };
  }

  /**
   * What is known around an accepted payout.
   *
   * @param transactionNo the provider's number, null if never told
   * @param noticed the highest-ranking signed notice, null if none
   * @param noticedNo the number it named
   */
  record SettlementFacts(
      String transactionNo,
      Settlement noticed,
      String noticedNo,
      Instant noticedAt,
      Instant acceptedAt,
      Instant now,
      Terms terms) {

    private boolean unconfirmed() {
      return !now.isBefore(noticedAt.plus(terms.settlementConfirm()));
    }

    private boolean after(Duration limit) {
      return !now.isBefore(acceptedAt.plus(limit));
    }
  }

  static Next settlement(Inquiry inquiry, SettlementFacts facts) {
    return switch (inquiry) {
      case Inquiry.Differs differs -> unresolved(Need.VALUES_DIFFER, differs.field() + " differs");
      case Inquiry.NotFound none ->
          facts.after(facts.terms().quiet())
              ? unresolved(Need.INQUIRY_UNTRUSTED, null)
              : settling();
      case Inquiry.Unclear unclear ->
          facts.after(facts.terms().settlementFlag())
              ? unresolved(Need.INQUIRY_UNCLEAR, code(unclear.code()))
              : settling();
      case Inquiry.Found found -> settled(found, facts);
    };
  }

  private static Next settled(Inquiry.Found found, SettlementFacts facts) {
    if (differs(facts.transactionNo(), found.transactionNo())
        || differs(facts.noticedNo(), found.transactionNo())) {
      return unresolved(Need.VALUES_DIFFER, "the transaction number differs");
    }
    Settlement status = found.status();
    Settlement noticed = facts.noticed();
    if (noticed != null && noticed.contradicts(status)) {
      return unresolved(
          Need.CONTRADICTION, "notice says " + noticed.word() + ", inquiry says " + status.word());
    }
    if (noticed != null && noticed.outranks(status)) {
      return facts.unconfirmed()
          ? unresolved(
              Need.NOTICE_UNCONFIRMED,
              "notice says " + noticed.word() + ", inquiry says " + status.word())
          : settling();
    }
    return switch (status) {
      case SUCCESS -> new Next.End(Outcome.PAID, "the provider confirmed it");
      case FAILED -> new Next.End(Outcome.FAILED, "the provider could not complete it");
      case RETURNED -> unresolved(Need.RETURNED, null);
      case PENDING ->
          facts.after(facts.terms().settlementFlag())
              ? unresolved(Need.SETTLEMENT_OVERDUE, null)
              : settling();
    };
  }

  /**
   * What an operator must know of a payout that has ended.
   *
   * @param ended how
   * @param verdict the operator's, if {@link Outcome#RESOLVED}
   * @param shown what inquiry shows now
   */
  static Optional<Need> watched(Outcome ended, Resolve.Verdict verdict, Inquiry shown) {
    return switch (shown) {
      case Inquiry.Found found -> watched(ended, verdict, found.status());
      case Inquiry.Differs differs -> Optional.of(Need.VALUES_DIFFER);
      case Inquiry.NotFound none -> Optional.empty();
      case Inquiry.Unclear unclear -> Optional.empty();
    };
  }

  private static Optional<Need> watched(Outcome ended, Resolve.Verdict verdict, Settlement status) {
    if (status == Settlement.RETURNED) {
      return Optional.of(Need.RETURNED);
    }
    boolean asEnded =
        switch (ended) {
          case PAID -> status == Settlement.SUCCESS;
          case FAILED, REFUSED, CANCELLED, EXPIRED -> status == Settlement.FAILED;
          case RESOLVED ->
              switch (verdict) {
                case PAID -> status != Settlement.FAILED;
                case NOT_PAID -> status == Settlement.FAILED;
                case WRITTEN_OFF -> status != Settlement.SUCCESS;
              };
        };
    return asEnded ? Optional.empty() : Optional.of(Need.CONTRADICTION);
  }

  /** Why an operator's verdict cannot stand against what the provider shows; empty if it can. */
  static Optional<String> contradiction(Resolve.Verdict verdict, Inquiry shown) {
    return switch (verdict) {
      case PAID ->
          switch (shown) {
            case Inquiry.Found found when found.status() == Settlement.FAILED ->
                Optional.of("the provider shows it as failed; recheck instead");
            case Inquiry.NotFound none ->
                Optional.of("the provider does not show it at all; ask it, or resolve as NOT_PAID");
            case Inquiry.Found found -> Optional.empty();
            case Inquiry.Differs differs -> Optional.empty();
            case Inquiry.Unclear unclear -> Optional.empty();
          };
      case NOT_PAID ->
          switch (shown) {
            case Inquiry.Found found
                when found.status() == Settlement.SUCCESS || found.status() == Settlement.PENDING ->
                Optional.of(
                    "the provider shows it as " + found.status().word() + "; recheck instead");
            case Inquiry.Found found -> Optional.empty();
            case Inquiry.Differs differs ->
                Optional.of(
                    "the provider shows a payout with another "
                        + differs.field()
                        + "; ask it whose that is");
            case Inquiry.NotFound none -> Optional.empty();
            case Inquiry.Unclear unclear ->
                Optional.of("the provider does not say whether it has it; try again later");
          };
      case WRITTEN_OFF -> Optional.empty();
    };
  }

  private static Next.Stay asking() {
    return new Next.Wait(
        Party.PROVIDER,
        "whether the provider took it: a send was not answered",
        Rhythm.OUTCOME,
        Limit.NONE);
  }

  /** An accepted payout waits to be settled. */
  static Next.Stay settling() {
    return new Next.Wait(Party.PROVIDER, "the provider's final word", Rhythm.REVIEW, Limit.NONE);
  }

  private static Next.Stay unresolved(Need need, String detail) {
    return new Next.Operator(need, detail, Rhythm.REVIEW, Limit.NONE);
  }

  private static Next.Stay operator(Need need, String detail, Limit limit) {
    return new Next.Operator(need, detail, Rhythm.REVIEW, limit);
  }

  private static boolean differs(String one, String other) {
    return one != null && other != null && !one.equals(other);
  }

  private static String words(PayResult.NotSent notSent) {
    String why = notSent.why().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return notSent.detail() == null ? why : why + " (" + notSent.detail() + ")";
  }

  private static String code(String code) {
    return "code " + code;
  }
}
