package io.cryptopayouts.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a request: JSON or form, flat, all strings.
 *
 * @param fields in the order sent
 * @param malformed why the body could not be read as such, if so
 */
record Params(Map<String, String> fields, Optional<Refused> malformed) {

  static Params read(String contentType, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      if (contentType.startsWith("application/x-www-form-urlencoded")) {
        readForm(text, fields);
      } else {
        readJson(text, fields);
      }
      return new Params(fields, Optional.empty());
    } catch (Refused e) {
      return new Params(fields, Optional.of(e));
    }
  }

  private static void readForm(String text, Map<String, String> fields) {
    if (text.isEmpty()) {
      return;
    }
    for (String pair : text.split("&", -1)) {
      List<String> parts = List.of(pair.split("=", 2));
      if (parts.size() != 2
          || fields.putIfAbsent(decode(parts.get(0)), decode(parts.get(1))) != null) {
        throw Refusal.MALFORMED.because("body");
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.MALFORMED.because("body");
    }
  }

  private static void readJson(String text, Map<String, String> fields) {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw Refusal.MALFORMED.because("body");
    }
    if (!json.isObject()) {
      throw Refusal.MALFORMED.because("body");
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getValue().isNull()) {
        throw Refusal.MISSING.because(field.getKey());
      }
      // Numbers and booleans have more than one text form, so what was signed would be a guess.
      if (!field.getValue().isTextual()) {
        throw Refusal.MALFORMED.because(field.getKey());
      }
      fields.put(field.getKey(), field.getValue().textValue());
    }
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  String required(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      throw Refusal.MISSING.because(name);
    }
    return value;
  }

  boolean isAbout(String subject) {
    return List.of("invoiceId", "customerNo", "customerCode", "email").stream()
        .anyMatch(name -> subject.equals(fields.get(name)));
  }

  /**
   * What makes two requests the same: everything but the fields that are made anew for each
   * sending.
   */
  Map<String, String> business() {
    Map<String, String> business = new LinkedHashMap<>(fields);
    business.remove("timestamp");
    business.remove(Signature.FIELD);
    return business;
  }
}
