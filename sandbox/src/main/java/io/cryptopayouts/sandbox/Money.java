package io.cryptopayouts.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Amounts in major units with two decimals; refused, never rounded. */
final class Money {
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2})?");

  private Money() {}

  /** An amount as pay takes it: plain, at most two decimals, more than nothing. */
  static BigDecimal requested(String text) {
    if (!AMOUNT.matcher(text).matches()) {
      throw Refusal.MALFORMED.because("amount");
    }
    BigDecimal amount = checked(new BigDecimal(text));
    if (amount.signum() == 0) {
      throw Refusal.MALFORMED.because("amount");
    }
    return amount;
  }

  /** An amount of the simulator's own: not negative, at most two decimals. */
  static BigDecimal checked(BigDecimal amount) {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("an amount must not be negative");
    }
    return amount.setScale(2, RoundingMode.UNNECESSARY);
  }
}
