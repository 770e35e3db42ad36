package io.cryptopayouts.contract;

import java.math.BigDecimal;

/**
 * What amounts this installation pays. More than two decimals are not known to be accepted by the
 * provider, so two is the default.
 *
 * @param decimals most digits after the point
 * @param maximum most per payout, in major units
 * @param currency the only currency of orders
 */
public record AmountRule(int decimals, BigDecimal maximum, String currency) {

  public static final AmountRule DEFAULT = new AmountRule(2, new BigDecimal("10000"), "USD");

  public AmountRule {
    if (decimals < 0 || decimals > 18 || maximum.signum() <= 0) {
      throw new IllegalArgumentException("decimals must be 0 to 18 and the maximum positive");
    }
  }

  /**
   * @throws InvalidOrder naming {@code amount} or {@code currency}
   */
  public void check(Money money) {
    Problems problems = new Problems();
    if (money.amount().stripTrailingZeros().scale() > decimals) {
      problems.add("amount", "must have at most " + decimals + " decimals; it is never rounded");
    }
    if (money.amount().compareTo(maximum) > 0) {
      problems.add("amount", "must be at most " + maximum.toPlainString());
    }
    if (!money.currency().equals(currency)) {
      problems.add("currency", "must be " + currency);
    }
    problems.throwIfAny();
  }
}
