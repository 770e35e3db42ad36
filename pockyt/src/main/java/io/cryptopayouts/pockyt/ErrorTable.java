package io.cryptopayouts.pockyt;

import java.util.Locale;

/**
 * What the provider's codes mean to us.
 *
 * @see <a href="https://docs.pockyt.io/reference/response-codes">Response codes</a>
 */
final class ErrorTable {
  static final String SUCCESS = "000100";
  private static final String SYSTEM_ERROR = "000000";
  private static final String SUPPLIER_ERROR = "000080";

  private ErrorTable() {}

  /**
   * No refusal: success, or a fault at the provider or its supplier, after which anything may be.
   */
  static boolean provesNothing(String code) {
    return code.equals(SUCCESS) || isFault(code);
  }

  /**
   * A fault at the provider or at its supplier: reads may ask again, a payment may have been taken.
   */
  static boolean isFault(String code) {
    return code.equals(SYSTEM_ERROR) || code.equals(SUPPLIER_ERROR);
  }

  static Refusal refusal(String code, String message) {
    return new Refusal(code, meaning(code, message), message);
  }

  private static Meaning meaning(String code, String message) {
    String text = message.toLowerCase(Locale.ROOT);
    // The text "Duplicate request error" is documented, its code is not: the text decides.
    if (text.contains("duplicate") || text.contains("already")) {
      return Meaning.DUPLICATE;
    }
    return switch (code) {
      case "000010", "000020", "000023" -> Meaning.INVALID;
      case "000021" -> Meaning.NOT_FOUND;
      case "000022" -> Meaning.CONTRADICTORY;
      case "000030" -> Meaning.DENIED;
      // On payout pages: balance too low. On the general page: transaction status is wrong.
      case "000040" -> text.contains("status") ? Meaning.UNCLEAR : Meaning.SHORT_OF_FUNDS;
      default -> Meaning.UNCLEAR;
    };
  }

  /** Whether this answer to a payment proves that the request was not taken. */
  static boolean isDefinitive(Meaning meaning) {
    return switch (meaning) {
      case NOT_FOUND, INVALID, CONTRADICTORY, DENIED, SHORT_OF_FUNDS -> true;
      case DUPLICATE, UNCLEAR -> false;
    };
  }
}
