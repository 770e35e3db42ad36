package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Wallet;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * The quick steps of the provider's guide, and those towards the invoice. Each may run again at any
 * time, also while an earlier run is still under way: it looks before it creates. What the provider
 * answers is a value; only "no usable answer" is thrown, to be tried again.
 */
@ActivityInterface
public interface Guide {

  /** Finds the payee by the caller's code, or registers them. */
  @ActivityMethod(name = "register-payee")
  PayeeAnswer registerPayee(Payee.Details payee);

  @ActivityMethod(name = "retrieve-payee")
  PayeeAnswer retrievePayee(String customerNo);

  @ActivityMethod(name = "wallet-configuration")
  WalletFit walletConfiguration(Wallet.Address wallet, String profileType, String countryCode);

  /**
   * Finds the wallet in the payee's list, or adds it.
   *
   * @param fields as fitted to the configuration; null to look only
   */
  @ActivityMethod(name = "link-wallet")
  WalletStanding linkWallet(
      String customerNo, String countryCode, Wallet wallet, Map<String, String> fields);

  @ActivityMethod(name = "check-funds")
  Funds checkFunds(BigDecimal amount);

  /**
   * Asks what the provider shows under our invoice, and tells the invoice what was found.
   *
   * @param acceptedAt since when the provider is known to have it, else null
   * @param shownBefore whether inquiry has shown it before
   * @param askedAt when the workflow asked; both times are Temporal's
   */
  @ActivityMethod(name = "inquire-payout")
  Inquiry inquirePayout(
      Instruction instruction, Instant acceptedAt, boolean shownBefore, Instant askedAt);

  /** Asks the same for the invoice itself, which therefore is not told. */
  @ActivityMethod(name = "watch-payout")
  Inquiry watchPayout(Instruction instruction);

  @ActivityMethod(name = "view-invoice")
  InvoiceStanding viewInvoice(String providerInvoice);

  @ActivityMethod(name = "seal-invoice")
  SealAnswer sealInvoice(String providerInvoice, Seal seal);
}
