package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An exact amount of one currency. Never rounded: what does not fit is refused.
 *
 * @param amount greater than zero, in major units, kept with at least two decimals so that {@code
 *     25} and {@code 25.00} are equal
 * @param currency three to five capital letters, such as {@code USD}
 */
public record Money(BigDecimal amount, String currency) {

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3,5}");

  /**
   * @throws InvalidOrder naming {@code amount} or {@code currency}
   */
  public Money {
    Problems problems = new Problems();
    if (amount == null) {
      problems.add("amount", "is missing");
    } else if (amount.signum() <= 0) {
      problems.add("amount", "must be greater than zero");
    } else {
      BigDecimal exact = amount.stripTrailingZeros();
      amount = exact.scale() < 2 ? exact.setScale(2) : exact;
    }
    problems.matching("currency", currency, CURRENCY, "must be a currency code such as USD");
    problems.throwIfAny();
  }

  /**
   * Reads a decimal string as written on every wire: digits, optionally a point and more digits. No
   * sign, exponent, grouping or comma.
   *
   * @throws InvalidOrder naming {@code amount} or {@code currency}
   */
  @JsonCreator
  public static Money of(
      @JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
    if (amount != null && !DECIMAL.matcher(amount).matches()) {
      Problems problems = new Problems();
      problems.add(
          "amount",
          "must be a decimal string such as \"25.00\": digits and a point, no sign, exponent or"
              + " comma");
      problems.matching("currency", currency, CURRENCY, "must be a currency code such as USD");
      problems.throwIfAny();
    }
    return new Money(amount == null ? null : new BigDecimal(amount), currency);
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
