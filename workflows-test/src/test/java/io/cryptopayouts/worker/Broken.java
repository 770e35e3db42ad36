package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.SendOutcome;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.contract.Wallet;
import io.cryptopayouts.pockyt.Answer;
import io.cryptopayouts.pockyt.FundingAccount;
import io.cryptopayouts.pockyt.ProviderUnavailable;
import io.cryptopayouts.sandbox.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The product without some of its guards, taken out where its parts are put together. Not all can
 * be: what is inside of the workflow or of the HTTP client is taken out in the model only.
 */
final class Broken {

  /** Those that this can take out. */
  static final Set<Guard> GUARDS =
      EnumSet.of(
          Guard.CLAIM,
          Guard.OWN_TOKEN,
          Guard.SEAL,
          Guard.ASK,
          Guard.QUIET,
          Guard.TROUBLE_IS_UNKNOWN,
          Guard.SILENCE_IS_UNKNOWN,
          Guard.SEND_WINDOW,
          Guard.EXACT_WALLET,
          Guard.CONFIRM_NOTICE,
          Guard.COMPARE,
          Guard.FINAL_WORD);

  private final Set<Guard> without;
  private final Map<String, Claim> granted = new ConcurrentHashMap<>();

  Broken(Set<Guard> without) {
    this.without = without;
  }

  private boolean lacks(Guard guard) {
    return without.contains(guard);
  }

  /** Whether inquiry is never asked: as if it always said "no such invoice". */
  boolean isBlind() {
    return lacks(Guard.ASK);
  }

  Claims claims(Claims claims) {
    return (claim, patience) -> {
      if (lacks(Guard.CLAIM)) {
        return new ClaimAnswer.Granted(true);
      }
      ClaimAnswer answer =
          claims.claim(
              new Claim(
                  lacks(Guard.OWN_TOKEN) ? "token" : claim.token(),
                  claim.instruction(),
                  claim.resend(),
                  lacks(Guard.QUIET) ? Duration.ZERO : claim.quiet()),
              patience);
      if (answer instanceof ClaimAnswer.Granted) {
        granted.put(claim.instruction().providerInvoice(), claim);
      }
      return answer;
    };
  }

  Sending sending(Rig rig, PaySettings settings) {
    // A clock that stands still never closes the send window.
    Clock clock =
        lacks(Guard.SEND_WINDOW)
            ? Clock.fixed(rig.now(), ZoneOffset.UTC)
            : new TemporalsClock(rig.temporal);
    Sending sending = rig.sending(settings, clock);
    if (!lacks(Guard.TROUBLE_IS_UNKNOWN) && !lacks(Guard.SILENCE_IS_UNKNOWN)) {
      return sending;
    }
    return command -> {
      PayResult result = sending.pay(command);
      return result.equals(new PayResult.Unknown(null))
          ? refused(rig, command.instruction().providerInvoice())
          : result;
    };
  }

  private PayResult refused(Rig rig, String invoice) {
    rig.invoices.tell(
        invoice, new SendOutcome(granted.get(invoice).token(), Send.State.REFUSED, "000010", null));
    return new PayResult.Refused("000010", false);
  }

  Guide guide(Rig rig, Guide whole) {
    return new AlteredGuide(whole) {
      @Override
      public SealAnswer sealInvoice(String providerInvoice, Seal seal) {
        return lacks(Guard.SEAL)
            ? new SealAnswer.Sealed(seal.outcome())
            : super.sealInvoice(providerInvoice, seal);
      }

      @Override
      public InvoiceStanding viewInvoice(String providerInvoice) {
        InvoiceStanding standing = super.viewInvoice(providerInvoice);
        return lacks(Guard.QUIET) && standing.quietUntil() != null
            ? new InvoiceStanding(standing.view(), Instant.EPOCH, standing.mayResend())
            : standing;
      }

      @Override
      public WalletStanding linkWallet(
          String customerNo, String countryCode, Wallet wallet, Map<String, String> fields) {
        return lacks(Guard.EXACT_WALLET)
            ? oldest(rig, customerNo)
                .orElseGet(() -> super.linkWallet(customerNo, countryCode, wallet, fields))
            : super.linkWallet(customerNo, countryCode, wallet, fields);
      }

      @Override
      public Inquiry inquirePayout(
          Instruction instruction, Instant acceptedAt, boolean shownBefore, Instant askedAt) {
        return believed(
            rig, instruction, super.inquirePayout(instruction, acceptedAt, shownBefore, askedAt));
      }
    };
  }

  /** Whichever wallet is there: its masked address looks right. */
  private static Optional<WalletStanding> oldest(Rig rig, String customerNo) {
    try {
      return rig.pockyt.fundingAccounts(customerNo)
              instanceof Answer.Ok<List<FundingAccount>>(List<FundingAccount> listed)
          ? listed.stream()
              .findFirst()
              .map(account -> new WalletStanding.Usable(account.accountToken()))
          : Optional.empty();
    } catch (ProviderUnavailable unavailable) {
      return Optional.empty();
    }
  }

  private Inquiry believed(Rig rig, Instruction instruction, Inquiry shown) {
    if (lacks(Guard.CONFIRM_NOTICE) && isReported(rig, instruction.providerInvoice())) {
      return new Inquiry.Found(null, Settlement.SUCCESS);
    }
    return switch (shown) {
      case Inquiry.Differs differs when lacks(Guard.COMPARE) ->
          new Inquiry.Found(null, Settlement.SUCCESS);
      case Inquiry.Found found
          when lacks(Guard.FINAL_WORD) && found.status() == Settlement.PENDING ->
          new Inquiry.Found(found.transactionNo(), Settlement.SUCCESS);
      case Inquiry.Found found -> found;
      case Inquiry.Differs differs -> differs;
      case Inquiry.NotFound none -> none;
      case Inquiry.Unclear unclear -> unclear;
    };
  }

  private static boolean isReported(Rig rig, String invoice) {
    return rig.provider.deliveries().stream()
        .filter(delivery -> delivery.invoiceId().equals(invoice))
        .filter(Delivery::acknowledged)
        .anyMatch(delivery -> delivery.status().equals("success"));
  }
}
