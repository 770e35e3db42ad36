package io.cryptopayouts.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pockyt's {@code verifySign}: MD5 over the sorted raw fields and the MD5 of the merchant's API
 * token.
 */
final class Signature {
  static final String FIELD = "verifySign";

  private final String tokenDigest;

  Signature(String token) {
    this.tokenDigest = md5(token);
  }

  String of(Map<String, String> fields) {
    TreeMap<String, String> signed = new TreeMap<>(fields);
    signed.remove(FIELD);
    String pairs =
        signed.entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining("&"));
    return md5(pairs + "&" + tokenDigest);
  }

  /** Exact, lower case: whether Pockyt takes anything else is not documented. */
  boolean isOn(Map<String, String> fields) {
    return of(fields).equals(fields.get(FIELD));
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
