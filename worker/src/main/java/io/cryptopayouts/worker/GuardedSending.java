package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.SendOutcome;
import io.cryptopayouts.pockyt.AccountStatus;
import io.cryptopayouts.pockyt.Answer;
import io.cryptopayouts.pockyt.FundingAccount;
import io.cryptopayouts.pockyt.InquiryAnswer;
import io.cryptopayouts.pockyt.Meaning;
import io.cryptopayouts.pockyt.PayAnswer;
import io.cryptopayouts.pockyt.PayRequest;
import io.cryptopayouts.pockyt.Payee;
import io.cryptopayouts.pockyt.PayeeStatus;
import io.cryptopayouts.pockyt.Pockyt;
import io.cryptopayouts.pockyt.ProviderUnavailable;
import io.cryptopayouts.worker.PayResult.Why;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code pay}, with the whole guard against paying twice. A Temporal server may run this again
 * without a line of workflow code (after a Reset, changed options, a second start), so the guard is
 * here, and it holds a claim outside of the payout's run: in the invoice's own workflow, which
 * grants one send to one token. The token is drawn here; a second execution has another one.
 *
 * <p>In this order: re-read payee and wallet; inquire; claim; send once, within the send window.
 */
final class GuardedSending implements Sending {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedSending.class);

  private final Pockyt pockyt;
  private final Invoices invoices;
  private final Claims claims;
  private final PaySettings settings;
  private final ResendBrake brake;
  private final String noticeUrl;
  private final Clock clock;

  GuardedSending(
      Pockyt pockyt,
      Invoices invoices,
      Claims claims,
      PaySettings settings,
      ResendBrake brake,
      String noticeUrl,
      Clock clock) {
    this.pockyt = pockyt;
    this.invoices = invoices;
    this.claims = claims;
    this.settings = settings;
    this.brake = brake;
    this.noticeUrl = noticeUrl;
    this.clock = clock;
  }

  @Override
  public PayResult pay(PayCommand command) {
    Instruction instruction = command.instruction();
    if (!isOurAccount(instruction)) {
      return notSent(Why.ACCOUNT_CHANGED, "it was instructed for " + instruction.host());
    }
    try {
      Optional<PayResult> notPayable = whyNotPayable(instruction);
      if (notPayable.isPresent()) {
        return notPayable.get();
      }
      Optional<PayResult> known = alreadyThere(instruction);
      if (known.isPresent()) {
        return known.get();
      }
    } catch (ProviderUnavailable unavailable) {
      return notSent(Why.PROVIDER_UNAVAILABLE, unavailable.getMessage());
    }
    return settings.hold() ? notSent(Why.HELD, null) : claimAndSend(command);
  }

  private boolean isOurAccount(Instruction instruction) {
    return instruction.host().equals(pockyt.settings().account().baseUrl().toString())
        && instruction.merchantNo().equals(pockyt.settings().account().merchantNo())
        && instruction.storeNo().equals(pockyt.settings().account().storeNo());
  }

  /** The payee's and the wallet's status can change at any time: read here, right before paying. */
  private Optional<PayResult> whyNotPayable(Instruction instruction) throws ProviderUnavailable {
    Answer<Payee> payee = pockyt.retrievePayeeByNo(instruction.customerNo());
    if (!(payee instanceof Answer.Ok<Payee>(Payee found))
        || found.status() != PayeeStatus.ACTIVE
        || !instruction.customerNo().equals(found.customerNo())) {
      return Optional.of(notSent(Why.PAYEE_NOT_PAYABLE, null));
    }
    Answer<List<FundingAccount>> accounts = pockyt.fundingAccounts(instruction.customerNo());
    boolean usable =
        accounts instanceof Answer.Ok<List<FundingAccount>>(List<FundingAccount> listed)
            && listed.stream()
                .anyMatch(account ->
                    account.accountToken().equals(instruction.accountToken())
                        && PockytGuide.isWallet(account, pockyt.settings())
                        && account.status() == AccountStatus.ACTIVATED);
    return usable ? Optional.empty() : Optional.of(notSent(Why.WALLET_NOT_PAYABLE, null));
  }

  /** What the provider shows under our invoice is adopted only if it is ours, value by value. */
  private Optional<PayResult> alreadyThere(Instruction instruction) throws ProviderUnavailable {
    String invoice = instruction.providerInvoice();
    InquiryAnswer answer = pockyt.inquire(invoice);
    return switch (PockytGuide.compared(answer, instruction)) {
      case Inquiry.NotFound none -> Optional.empty();
      case Inquiry.Unclear unclear ->
          Optional.of(notSent(Why.INQUIRY_UNCLEAR, "code " + unclear.code()));
      case Inquiry.Differs differs ->
          Optional.of(notSent(Why.INVOICE_TAKEN, differs.field() + " differs"));
      case Inquiry.Found found -> {
        if (!invoices.digest(invoice).equals(Optional.of(instruction.digest()))) {
          yield Optional.of(notSent(Why.INVOICE_TAKEN, "our records do not show that we sent it"));
        }
        invoices.found(invoice, new Found(found.transactionNo(), found.status()));
        yield Optional.of(new PayResult.Accepted(found.transactionNo(), true));
      }
    };
  }

  private PayResult claimAndSend(PayCommand command) {
    Instruction instruction = command.instruction();
    SendWindow window = SendWindow.opening(clock, settings.sendWindow());
    Claim claim =
        new Claim(
            UUID.randomUUID().toString(),
            instruction,
            settings.resend() && !brake.isEngaged(),
            settings.quiet());
    ClaimAnswer answer;
    try {
      answer = claims.claim(claim, settings.claimPatience());
    } catch (TimeoutException | RuntimeException unanswered) {
      LOG.warn("invoice {} did not answer a claim", instruction.providerInvoice(), unanswered);
      invoices.giveBack(claim);
      return notSent(Why.NO_CLAIM, null);
    }
    return switch (answer) {
      case ClaimAnswer.Granted granted when granted.first() ->
          send(command, claim, granted, window);
      case ClaimAnswer.Granted repeat -> sendOnceMore(command, claim, repeat, window);
      case ClaimAnswer.MaybeSent earlier -> new PayResult.Unknown(earlier.since());
      case ClaimAnswer.Sealed sealed -> new PayResult.Sealed(sealed.outcome());
      case ClaimAnswer.Differs differs -> notSent(Why.INSTRUCTION_CHANGED, null);
      case ClaimAnswer.Voided voided -> notSent(Why.NO_CLAIM, null);
      case ClaimAnswer.Unusable unusable -> notSent(Why.INVOICE_UNUSABLE, unusable.why());
    };
  }

  /**
   * What was asked before the claim may be older than the unanswered send, if this process stood
   * still in between. So a repeat asks once more, now that the quiet period is certainly over.
   */
  private PayResult sendOnceMore(
      PayCommand command, Claim claim, ClaimAnswer.Granted repeat, SendWindow window) {
    try {
      Optional<PayResult> known = alreadyThere(command.instruction());
      if (known.isEmpty()) {
        return send(command, claim, repeat, window);
      }
      tell(claim, Send.State.UNSENT, null, null);
      return known.get() instanceof PayResult.Accepted ? known.get() : new PayResult.Unknown(null);
    } catch (ProviderUnavailable unavailable) {
      tell(claim, Send.State.UNSENT, null, null);
      return new PayResult.Unknown(null);
    }
  }

  private PayResult send(
      PayCommand command, Claim claim, ClaimAnswer.Granted granted, SendWindow window) {
    Instruction instruction = command.instruction();
    PayAnswer answer =
        pockyt.pay(
            new PayRequest(
                instruction.providerInvoice(),
                PayoutId.requestId(instruction.providerInvoice()),
                instruction.customerNo(),
                instruction.accountToken(),
                instruction.money().amount(),
                instruction.money().currency(),
                noticeUrl,
                command.note()),
            window::isOpen);
    return switch (answer) {
      case PayAnswer.Accepted accepted -> {
        String number = accepted.payment().transactionNo();
        tell(claim, Send.State.ACCEPTED, null, number);
        yield new PayResult.Accepted(number, false);
      }
      case PayAnswer.Refused refused -> {
        String code = refused.refusal().code();
        tell(claim, Send.State.REFUSED, code, null);
        // Beside an unanswered send a refusal says nothing of that one: it may have been taken.
        yield granted.first()
            ? new PayResult.Refused(code, refused.refusal().meaning() == Meaning.SHORT_OF_FUNDS)
            : new PayResult.Unknown(null);
      }
      case PayAnswer.NotSent unsent -> {
        tell(claim, Send.State.UNSENT, null, null);
        yield notSent(Why.NOT_WRITTEN, unsent.reason().name());
      }
      case PayAnswer.Unknown unknown -> {
        LOG.warn(
            "no answer to pay for invoice {}: {}", instruction.providerInvoice(), unknown.cause());
        yield new PayResult.Unknown(null);
      }
    };
  }

  /**
   * An untold send stays open in the invoice's record, which is the safe side: it is asked about.
   */
  private void tell(Claim claim, Send.State state, String code, String transactionNo) {
    String invoice = claim.instruction().providerInvoice();
    try {
      invoices.tell(invoice, new SendOutcome(claim.token(), state, code, transactionNo));
    } catch (RuntimeException failed) {
      LOG.warn("could not tell invoice {} that a send was {}", invoice, state, failed);
    }
  }

  private static PayResult notSent(Why why, String detail) {
    return new PayResult.NotSent(why, detail);
  }
}
