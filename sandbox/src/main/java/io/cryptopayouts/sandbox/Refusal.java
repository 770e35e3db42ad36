package io.cryptopayouts.sandbox;

/**
 * Why a call is refused, with the answer it gets. Pockyt documents the codes but mostly not which
 * situation gets which; {@link SimulatorSettings.Builder#retCode} gives a situation another code.
 */
public enum Refusal {
  MISSING("000020", "parameter null: %s"),
  BAD_SIGNATURE("000030", "verifySign error"),
  UNKNOWN_MERCHANT("000021", "merchant or store not found"),
  NOT_FOUND("000021", "no related information"),
  MISMATCH("000022", "parameters do not match"),
  MALFORMED("000023", "parameter value error: %s"),
  ALREADY_EXISTS("000023", "%s already exists"),
  DUPLICATE_REQUEST("000023", "Duplicate request error"),
  PAYEE_NOT_ACTIVE("000030", "payee is not active"),
  ACCOUNT_NOT_ACTIVE("000030", "account is not active"),
  SHORT_BALANCE("000040", "Account balance is not sufficient");

  private final String retCode;
  private final String message;

  Refusal(String retCode, String message) {
    this.retCode = retCode;
    this.message = message;
  }

  String retCode() {
    return retCode;
  }

  /** The refusal of a call because of one of its fields. */
  Refused because(String field) {
    return new Refused(this, message.formatted(field));
  }

  /** The refusal of a call as a whole. */
  Refused now() {
    return new Refused(this, message);
  }
}
