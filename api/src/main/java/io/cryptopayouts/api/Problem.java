package io.cryptopayouts.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptopayouts.contract.FieldProblem;
import java.util.List;

/**
 * An error as RFC 9457 tells it. Never quotes what was sent.
 *
 * @param type stable name of this kind of error
 * @param title what it is, the same for all of this kind
 * @param detail what was wrong this time and what to do; may be null
 * @param errors every faulty field, for faulty bodies
 */
record Problem(int status, String type, String title, String detail, List<FieldProblem> errors) {

  static final String MEDIA_TYPE = "application/problem+json";

  static final Problem UNAUTHORIZED =
      new Problem(
          401,
          "unauthorized",
          "No valid API key",
          "send one of the keys of this installation as 'Authorization: Bearer <key>'");
  static final Problem TOO_LARGE =
      new Problem(413, "body-too-large", "The body is too large", "send at most 64 KB");
  static final Problem ENCODED =
      new Problem(
          415,
          "body-encoded",
          "The body is encoded",
          "send it without Content-Encoding, such as not compressed");
  static final Problem FORGED =
      new Problem(401, "notice-unverified", "The notice is not proven to be the provider's", null);
  static final Problem MALFORMED_NOTICE =
      new Problem(400, "notice-malformed", "The notice cannot be read", null);

  static final Problem CODEC_UNAUTHORIZED =
      new Problem(
          401,
          "unauthorized",
          "No valid API key",
          "log in at /codec/login with this browser and let the Temporal UI include credentials, or"
              + " send one of the keys of this installation as 'Authorization: Bearer <key>'");
  static final Problem FOREIGN_ORIGIN =
      new Problem(
          403,
          "foreign-origin",
          "This page may not ask here",
          "open the Temporal UI under the address of TEMPORAL_UI_URL, or add the page's origin to"
              + " PAYOUTS_CODEC_ORIGINS");
  static final Problem PAGE_TOO_LARGE =
      new Problem(
          413, "body-too-large", "The body is too large", "send at most 4 MB and 10000 payloads");
  static final Problem MALFORMED_PAYLOADS =
      new Problem(
          400,
          "payloads-malformed",
          "The payloads cannot be read",
          "send {\"payloads\":[...]}, each as protobuf writes it in JSON");

  private static final int MOST_ERRORS = 100;
  private static final int LONGEST_FIELD = 100;

  Problem(int status, String type, String title, String detail) {
    this(status, type, title, detail, List.of());
  }

  /**
   * @param instance the path that was called
   */
  ObjectNode json(String instance, String requestId) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "/problems/" + type);
    json.put("title", title);
    json.put("status", status);
    if (detail != null) {
      json.put("detail", detail);
    }
    json.put("instance", instance);
    json.put("requestId", requestId);
    if (!errors.isEmpty()) {
      ArrayNode list = json.putArray("errors");
      errors.stream()
          .limit(MOST_ERRORS)
          .forEach(error ->
              list.addObject()
                  .put("field", abbreviated(error.field()))
                  .put("reason", error.reason()));
    }
    return json;
  }

  /** A field's name may be the caller's own and as long as the body. */
  private static String abbreviated(String field) {
    return field.length() <= LONGEST_FIELD ? field : field.substring(0, LONGEST_FIELD) + "…";
  }
}
