package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Wallet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** The quick steps as they are; a test alters the one it wants to take a guard out of. */
class AlteredGuide implements Guide {

  private final Guide guide;

  AlteredGuide(Guide guide) {
    this.guide = guide;
  }

  @Override
  public PayeeAnswer registerPayee(Payee.Details payee) {
    return guide.registerPayee(payee);
  }

  @Override
  public PayeeAnswer retrievePayee(String customerNo) {
    return guide.retrievePayee(customerNo);
  }

  @Override
  public WalletFit walletConfiguration(
      Wallet.Address wallet, String profileType, String countryCode) {
    return guide.walletConfiguration(wallet, profileType, countryCode);
  }

  @Override
  public WalletStanding linkWallet(
      String customerNo, String countryCode, Wallet wallet, Map<String, String> fields) {
    return guide.linkWallet(customerNo, countryCode, wallet, fields);
  }

  @Override
  public Funds checkFunds(BigDecimal amount) {
    return guide.checkFunds(amount);
  }

  @Override
  public Inquiry inquirePayout(
      Instruction instruction, Instant acceptedAt, boolean shownBefore, Instant askedAt) {
    return guide.inquirePayout(instruction, acceptedAt, shownBefore, askedAt);
  }

  @Override
  public Inquiry watchPayout(Instruction instruction) {
    return guide.watchPayout(instruction);
  }

  @Override
  public InvoiceStanding viewInvoice(String providerInvoice) {
    return guide.viewInvoice(providerInvoice);
  }

  @Override
  public SealAnswer sealInvoice(String providerInvoice, Seal seal) {
    return guide.sealInvoice(providerInvoice, seal);
  }
}
