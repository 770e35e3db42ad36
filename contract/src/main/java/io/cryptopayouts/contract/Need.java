package io.cryptopayouts.contract;

import java.util.Locale;

/** Why a payout needs an operator. Each has a row in the runbook under its {@link #word()}. */
public enum Need {
  /** The provider knows another payee by the same e-mail or code; adopt none by guess. */
  PAYEE_CONFLICT("the provider knows a payee that looks alike but differs, and none is adopted"),
  PAYEE_REFUSED("the provider refused to register the payee"),
  PAYEE_UNKNOWN("the provider does not know the payee that the order names"),
  DOCUMENTS("the provider declined the payee: documents may be needed"),
  WALLET_FIELD("the provider's wallet configuration does not fit the order"),
  WALLET_REFUSED("the provider refused the wallet"),
  WALLET_INVALID("the provider calls the wallet invalid"),
  WALLET_UNKNOWN("the provider does not list the wallet that the order names for this payee"),
  FUNDS_UNCLEAR("the provider said the balance is short, but it is not, or cannot be read"),
  PROVIDER_UNAVAILABLE("the provider has not given a usable answer for a long time"),
  INQUIRY_UNCLEAR("inquiry answers with a code not set as 'no such invoice': check that setting"),
  INQUIRY_UNTRUSTED("an accepted payout is not found by inquiry: re-sends are stopped"),
  OUTCOME_UNKNOWN("a send was not answered and the provider shows no payout"),
  PAY_BLOCKED("the payout has been ready to be sent for a long time and could not be"),
  SENDS_HELD("all sends are held by the setting PAYOUTS_HOLD_SENDS"),
  HELD("an operator holds this payout: nothing is sent until it is released"),
  ACCOUNT_CHANGED("this worker is set up for another provider account than the payout"),
  INVOICE_TAKEN(
      "the provider shows a payout under our invoice that our records do not show, or that differs"),
  INVOICE_UNUSABLE("the invoice's record was reset, closed or started by somebody else"),
  INSTRUCTION_CHANGED("the instruction differs from the one the invoice was claimed for"),
  VALUES_DIFFER("the provider's echo differs from what was instructed"),
  CONTRADICTION("the provider's notice and its inquiry contradict each other"),
  NOTICE_UNCONFIRMED("a signed notice is not confirmed by inquiry"),
  SETTLEMENT_OVERDUE("the provider has not settled the payout in time"),
  RETURNED("the provider returned the money after taking it"),
  ORPHAN_NOTICE("the provider reports a payout that this system does not know"),
  STOPPED_OUTSIDE(
      "the execution was stopped outside of the service: whether money moved is unknown");

  private final String sentence;

  Need(String sentence) {
    this.sentence = sentence;
  }

  /** As the search attribute and the runbook call it: {@code payee-conflict}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Need ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Why, as half a sentence without personal data. */
  public String sentence() {
    return sentence;
  }
}
