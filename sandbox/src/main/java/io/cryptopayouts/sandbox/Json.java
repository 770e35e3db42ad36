package io.cryptopayouts.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Builds and edits the simulator's answers. */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          // A balance of 499000.00 is printed with its two decimals.
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Set<String> STATUSES = Set.of("payeeStatus", "accountStatus", "status");

  private Json() {}

  static ObjectNode envelope(String retCode, String retMsg) {
    return MAPPER.createObjectNode().put("ret_code", retCode).put("ret_msg", retMsg);
  }

  static ObjectNode object(Map<String, String> fields) {
    ObjectNode object = MAPPER.createObjectNode();
    fields.forEach(object::put);
    return object;
  }

  static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  /** The code of an answer, wrapped or flat. */
  static String retCode(ObjectNode answer) {
    return answer.findPath("ret_code").asText();
  }

  static void recase(JsonNode json, UnaryOperator<String> casing) {
    for (ObjectNode object : objectsIn(json)) {
      for (String name : STATUSES) {
        JsonNode status = object.path(name);
        if (status.isTextual()) {
          object.put(name, casing.apply(status.textValue()));
        }
      }
    }
  }

  static void set(ObjectNode answer, String name, String value) {
    boolean found = false;
    for (ObjectNode object : objectsIn(answer)) {
      if (object.has(name)) {
        object.put(name, value);
        found = true;
      }
    }
    if (!found) {
      payloads(answer).forEach(payload -> payload.put(name, value));
    }
  }

  static void drop(ObjectNode answer, String name) {
    objectsIn(answer).forEach(object -> object.remove(name));
  }

  /** The objects an answer carries besides its code, or the answer itself. */
  private static List<ObjectNode> payloads(ObjectNode answer) {
    List<ObjectNode> payloads = new ArrayList<>();
    for (String name : List.of("customer", "result", "accounts", "balance", "results")) {
      JsonNode payload = answer.findPath(name);
      if (payload instanceof ObjectNode object) {
        payloads.add(object);
      } else if (payload.isArray()) {
        payload.forEach(element -> payloads.add((ObjectNode) element));
      }
    }
    return payloads.isEmpty() ? List.of(answer) : payloads;
  }

  private static List<ObjectNode> objectsIn(JsonNode json) {
    List<ObjectNode> objects = new ArrayList<>();
    collect(json, objects);
    return objects;
  }

  private static void collect(JsonNode json, List<ObjectNode> objects) {
    if (json instanceof ObjectNode object) {
      objects.add(object);
    }
    json.forEach(child -> collect(child, objects));
  }
}
