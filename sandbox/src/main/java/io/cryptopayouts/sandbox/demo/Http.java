package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls one server that speaks JSON. */
final class Http {

  static final JsonMapper JSON = new JsonMapper();

  static final int NOT_FOUND = 404;

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String JSON_TYPE = "application/json";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String server;
  private final String key;

  /**
   * @param server its URL without a path
   * @param key sent as bearer, or empty
   */
  Http(String server, String key) {
    this.server = server;
    this.key = key;
  }

  /**
   * @param body null if it is not JSON
   */
  record Answer(int status, JsonNode body) {

    boolean isGood() {
      return status >= 200 && status < 300;
    }

    /** For a person: the status, and what a problem says of itself. */
    String words() {
      if (status == 0) {
        return "nothing";
      }
      return status + (body == null ? "" : " " + body.path("detail").asText(body.toString()));
    }
  }

  String server() {
    return server;
  }

  /** Status 0 if there was no answer. */
  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", JSON_TYPE)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE);
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException unanswered) {
      return new Answer(0, null);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("interrupted");
    }
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }
}
