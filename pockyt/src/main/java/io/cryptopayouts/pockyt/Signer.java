package io.cryptopayouts.pockyt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The provider's signature: MD5 over the sorted {@code name=value} pairs and the MD5 of the API
 * token.
 *
 * @see <a href="https://docs.pockyt.io/docs/signing-api-calls">Signing API calls</a>
 */
final class Signer {
  static final String FIELD = "verifySign";

  private final String tokenDigest;

  /**
   * @param apiToken trimmed here, since a token is often pasted
   */
  Signer(String apiToken) {
    String token = apiToken.strip();
    if (token.isEmpty()) {
      throw new IllegalArgumentException("the API token is blank");
    }
    this.tokenDigest = Hash.md5(token.getBytes(UTF_8));
  }

  /** Lower-case hex over all fields given; they must not hold the signature itself. */
  String sign(SortedMap<String, String> fields) {
    return Hash.md5((canonical(fields) + "&" + tokenDigest).getBytes(UTF_8));
  }

  /** The signed text without the token: raw values, nothing escaped. */
  static String canonical(SortedMap<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + field.getValue())
        .collect(Collectors.joining("&"));
  }
}
