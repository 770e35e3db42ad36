package io.cryptopayouts.pockyt;

/** How the client reads answers to a pay, without the wire: the real error table. */
public final class PayReadings {

  private PayReadings() {}

  /** Of an envelope that does not say success. */
  public static PayAnswer of(int httpStatus, String code, String message) {
    return Pockyt.refused(new Reply.Some(httpStatus, new Envelope(code, message, null), null));
  }

  /** Whether a question answered by this code has no usable answer. */
  public static boolean isFault(String code) {
    return ErrorTable.isFault(code);
  }
}
