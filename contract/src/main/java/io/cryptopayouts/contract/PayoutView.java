package io.cryptopayouts.contract;

import java.time.LocalDate;
import java.util.regex.Pattern;

/** The lists that operators work with, as queries of Temporal's visibility. */
public enum PayoutView {
  NEEDS_ME("Needs me", "An operator must act, or a payout does not go on.") {
    @Override
    public String query(LocalDate today, String customer) {
      return "PayoutNeeds IS NOT NULL AND ExecutionStatus=\"Running\"";
    }
  },
  PAYEE_TOO_LONG(
      "Waits for a payee too long",
      "The payee has not signed or handed in something, and half of the time is over: remind them.") {
    @Override
    public String query(LocalDate today, String customer) {
      return "PayoutWaitsFor=\"payee\" AND PayoutOverdue=true AND ExecutionStatus=\"Running\"";
    }
  },
  EXPIRES_TODAY(
      "Expires today", "The present wait ends by itself before midnight UTC, mostly unpaid.") {
    @Override
    public String query(LocalDate today, String customer) {
      return "PayoutDeadline < \""
          + today.plusDays(1)
          + "T00:00:00Z\" AND ExecutionStatus=\"Running\"";
    }
  },
  ONE_CUSTOMER("One customer", "All payouts to one customer, by the code of the order.") {
    @Override
    public String query(LocalDate today, String customer) {
      if (customer != null && !isCustomer(customer)) {
        throw new IllegalArgumentException("not the code of a customer");
      }
      return "PayoutCustomer=\"" + (customer == null ? "..." : customer) + "\"";
    }
  },
  CLOSED_BY_HAND(
      "Closed by hand, money may be out",
      "Stopped from outside after a send. In the Temporal UI it also shows executions that a Reset"
          + " has replaced: those need nothing.") {
    @Override
    public String query(LocalDate today, String customer) {
      return "PayoutMaySent=true AND PayoutOutcome IS NULL"
          + " AND ExecutionStatus IN (\"Terminated\",\"Canceled\",\"Failed\",\"TimedOut\")";
    }
  },
  BROKEN_CODE(
      "Broken code",
      "The workers' code fails on them; nothing is lost, they go on once it is mended.") {
    @Override
    public String query(LocalDate today, String customer) {
      return "TemporalReportedProblems IS NOT NULL AND ExecutionStatus=\"Running\"";
    }
  };

  private static final Pattern CUSTOMER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final String title;
  private final String purpose;

  PayoutView(String title, String purpose) {
    this.title = title;
    this.purpose = purpose;
  }

  /** As operators call it. */
  public String title() {
    return title;
  }

  /** What it is for, one or two sentences. */
  public String purpose() {
    return purpose;
  }

  /** Whether an order can name a customer so. */
  public static boolean isCustomer(String code) {
    return CUSTOMER.matcher(code).matches();
  }

  /** Whether the query is the same every day and for everybody, so that it is worth saving. */
  public boolean isLasting() {
    return this != EXPIRES_TODAY && this != ONE_CUSTOMER;
  }

  /** The query of a view that {@link #isLasting is lasting}. */
  public String query() {
    return query(LocalDate.EPOCH, null);
  }

  /**
   * The query.
   *
   * @param today the day in UTC
   * @param customer the caller's code of the payee, or the provider's number of it; null leaves a
   *     place for it
   * @throws IllegalArgumentException if it is none, see {@link #isCustomer}
   */
  public abstract String query(LocalDate today, String customer);
}
