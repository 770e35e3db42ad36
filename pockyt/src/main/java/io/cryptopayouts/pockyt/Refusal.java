package io.cryptopayouts.pockyt;

/**
 * The provider's no.
 *
 * @param code {@code ret_code} as sent
 * @param meaning what we take code and text to mean
 * @param message {@code ret_msg} verbatim, empty if absent; it may hold personal data, so it is not
 *     part of {@link #toString()}
 * @see <a href="https://docs.pockyt.io/reference/response-codes">Response codes</a>
 */
public record Refusal(String code, Meaning meaning, String message) {
  @Override
  public String toString() {
    return "Refusal[code=" + code + ", meaning=" + meaning + "]";
  }
}
