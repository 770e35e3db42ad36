package io.cryptopayouts.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Notices as the provider signs and posts them, written from its documentation. */
final class NoticeForms {

  private NoticeForms() {}

  static SortedMap<String, String> payout(String invoiceId) {
    return new TreeMap<>(
        Map.of(
            "accountToken", "2010378298556879970563",
            "amount", "25.00",
            "currency", "USD",
            "invoiceId", invoiceId,
            "paymentTime", "2025-01-15T10:25:00Z",
            "status", "success",
            "transactionNo", "305469836617940464",
            "vendor", "CRYPTO"));
  }

  static SortedMap<String, String> signed(SortedMap<String, String> fields, String token)
      throws Exception {
    String text =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue() + "&")
            .collect(Collectors.joining());
    SortedMap<String, String> signed = new TreeMap<>(fields);
    signed.put("verifySign", md5(text + md5(token)));
    return signed;
  }

  static String form(SortedMap<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String json(SortedMap<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String md5(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
