package io.cryptopayouts.contract;

import java.util.Optional;

/** What callers are told of a payout, without Temporal: the real rule. */
public final class MergedStatus {

  private MergedStatus() {}

  /**
   * @param digest what its invoice's record shows of what it granted
   * @param need what that shows of whom it needs
   */
  public static PayoutStatus of(PayoutStatus told, Optional<String> digest, Optional<Need> need) {
    return told.merged(new Invoices.Shown(digest, need));
  }
}
