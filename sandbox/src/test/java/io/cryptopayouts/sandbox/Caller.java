package io.cryptopayouts.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A merchant's client, as plain as can be: signs, posts, reads. */
final class Caller {
  static final String WALLET = "0x65BFCf1a6289a0b77b4D3F7d12005a05949F08C3";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Simulator simulator;

  Caller(Simulator simulator) {
    this.simulator = simulator;
  }

  static Map<String, String> fields(String... namesAndValues) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /** The fields with merchant, timestamp and signature. */
  Map<String, String> signed(Map<String, String> fields) {
    Map<String, String> whole = new LinkedHashMap<>(fields);
    whole.putIfAbsent("merchantNo", "200043");
    whole.putIfAbsent("storeNo", "300014");
    whole.putIfAbsent("timestamp", "2025-01-15T10:20:30Z");
    whole.put("verifySign", simulator.signature(whole));
    return whole;
  }

  JsonNode call(Endpoint endpoint, String... namesAndValues) throws Exception {
    return json(send(endpoint, fields(namesAndValues), ""));
  }

  HttpResponse<String> send(Endpoint endpoint, Map<String, String> fields, String requestId)
      throws IOException, InterruptedException {
    return client.send(
        request(endpoint, MAPPER.writeValueAsString(signed(fields)), requestId).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Sends without waiting; cancelling the future is the caller giving up. */
  CompletableFuture<HttpResponse<String>> sendAsync(Endpoint endpoint, Map<String, String> fields)
      throws IOException {
    return client.sendAsync(
        request(endpoint, MAPPER.writeValueAsString(signed(fields)), "").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest.Builder request(Endpoint endpoint, String body, String requestId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(simulator.url().resolve(endpoint.path()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return requestId.isEmpty() ? request : request.header("Pockyt-Request-ID", requestId);
  }

  JsonNode raw(Endpoint endpoint, String body) throws Exception {
    return json(
        client.send(request(endpoint, body, "").build(), HttpResponse.BodyHandlers.ofString()));
  }

  HttpResponse<String> any(String method, String path, String contentType, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(simulator.url() + path))
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return MAPPER.readTree(response.body());
  }

  /** A payee with a wallet, ready to be paid. */
  Target target(String customerCode) {
    String customerNo = simulator.addPayee(customerCode, customerCode + "@example.com");
    return new Target(
        customerNo, simulator.addWallet(customerNo, "tag-1", "ETH - Ethereum", WALLET, ""));
  }

  /** Whom to pay. */
  record Target(String customerNo, String accountToken) {

    Map<String, String> pay(String invoiceId, String amount) {
      return fields(
          "customerNo", customerNo,
          "accountToken", accountToken,
          "invoiceId", invoiceId,
          "amount", amount,
          "currency", "USD");
    }
  }
}
