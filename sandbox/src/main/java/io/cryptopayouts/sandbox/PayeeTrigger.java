package io.cryptopayouts.sandbox;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word in a customer code, between anything but letters and digits, that decides how the payee
 * starts.
 */
public enum PayeeTrigger {
  /** Starts {@code Underreview}. */
  REVIEW,
  /** Starts {@code Pending}. */
  PENDING,
  /** Starts {@code Unverified}. */
  UNVERIFIED,
  /** Starts {@code Declined}. */
  DECLINED,
  /** Starts {@code Deactivated}. */
  DEACTIVATED,
  /** Turns {@code Pending} when the first pay arrives, between the caller's check and its pay. */
  FLIPS,
  /** Its wallets start {@code PENDING}. */
  WALLETPENDING,
  /** Its wallets start {@code INVALID}. */
  WALLETINVALID;

  static Set<PayeeTrigger> in(String customerCode) {
    List<String> words =
        Arrays.asList(customerCode.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+", -1));
    Set<PayeeTrigger> triggers = EnumSet.noneOf(PayeeTrigger.class);
    for (PayeeTrigger trigger : values()) {
      if (words.contains(trigger.name())) {
        triggers.add(trigger);
      }
    }
    return triggers;
  }

  static String payeeStatus(Set<PayeeTrigger> triggers) {
    for (PayeeTrigger trigger : triggers) {
      switch (trigger) {
        case REVIEW -> {
          return "Underreview";
        }
        case PENDING -> {
          return "Pending";
        }
        case UNVERIFIED -> {
          return "Unverified";
        }
        case DECLINED -> {
          return "Declined";
        }
        case DEACTIVATED -> {
          return "Deactivated";
        }
        case FLIPS, WALLETPENDING, WALLETINVALID -> {}
      }
    }
    return "Activated";
  }

  static String walletStatus(Set<PayeeTrigger> triggers) {
    if (triggers.contains(WALLETPENDING)) {
      return "PENDING";
    }
    return triggers.contains(WALLETINVALID) ? "INVALID" : "ACTIVATED";
  }
}
