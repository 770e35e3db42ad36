package io.cryptopayouts.sandbox;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A word in an invoice id that makes the simulator misbehave for that payout, so that an unmodified
 * client can be shown every fault. The word stands between dashes: {@code demo-timeout-paid-1}. A
 * new attempt, whose id ends in {@code -r} and a number, is free of the first attempt's words.
 */
public enum Trigger {
  /** The first pay is taken, but the caller hears nothing until it gives up. */
  TIMEOUT_PAID,
  /** The first pay is not taken, and the caller hears nothing until it gives up. */
  TIMEOUT_UNPAID,
  /** The first pay is taken, then the connection is reset. */
  RESET_PAID,
  /** The first pay is not taken and the connection is reset. */
  RESET_UNPAID,
  /** The first pay is taken, then answered with a gateway's 502 page. */
  HTTP502,
  /** The first pay is not taken and answered with a gateway's 503 page and Retry-After. */
  HTTP503,
  /** The first pay is taken, then answered with {@code 000000 system error}. */
  SYSERROR,
  /** The first pay is not taken and answered with {@code 000080 supplier system error}. */
  SUPPLIER,
  /** Every pay is refused with {@code 000023}. */
  REFUSED,
  /** The first pay is taken and answered after the slow delay: time to kill a worker. */
  SLOW,
  /** Every answer about it shows another amount. */
  WRONGAMOUNT,
  /** Settles as {@code failed}. */
  FAILED,
  /** Settles as {@code success}, later as {@code returned}. */
  RETURNED,
  /** Stays {@code pending} until settled through the admin API. */
  STUCK,
  /** Shows {@code onhold} until settled through the admin API. */
  ONHOLD,
  /** No notice is sent. */
  NONOTICE,
  /** Every notice is sent three times. */
  DUPNOTICE,
  /** Settles, and its notice arrives, before pay is answered. */
  EARLYNOTICE,
  /** A {@code pending} notice is sent when it was taken. */
  PENDINGNOTICE,
  /** Before every genuine notice, one that says {@code failed} under a bad signature. */
  FORGEDNOTICE;

  private static final Pattern NEW_ATTEMPT = Pattern.compile(".*-r\\d+", Pattern.CASE_INSENSITIVE);

  /** As it stands in an invoice id. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Set<Trigger> in(String invoiceId) {
    Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
    if (NEW_ATTEMPT.matcher(invoiceId).matches()) {
      return triggers;
    }
    String tokens = "-" + invoiceId.toLowerCase(Locale.ROOT) + "-";
    for (Trigger trigger : values()) {
      if (tokens.contains("-" + trigger.word() + "-")) {
        triggers.add(trigger);
      }
    }
    return triggers;
  }
}
