package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real HTTP, with API, worker, simulator and Temporal as they ship. */
class JourneyTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** One for every personal field of an order; none may be found anywhere on disk. */
  private static final List<String> CANARIES =
      List.of(
          "canary.mail@example.com",
          "Canaryfirst",
          "Canarylast",
          "1931-07-04",
          "5550199887",
          "Canarystreet 77",
          "Canarycity",
          "canary-government-id",
          "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
          Rig.TOKEN,
          Installation.API_KEY);

  @TempDir static Path folder;
  private static Installation installation;

  @BeforeAll
  static void start() {
    installation = Installation.start(folder);
    installation.startWorker();
    installation.startApi();
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  @Test
  void fromThePostToTheProvidersWordByWebhook() throws Exception {
    HttpResponse<String> accepted = post("/payouts", order("journey-1", "25"));
    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(accepted.headers().firstValue("Location").orElseThrow())
        .endsWith("/payouts/journey-1");

    JsonNode ended = JSON.readTree(get("/payouts/journey-1?wait=30s").body());

    assertThat(ended.at("/state/outcome").asText()).as("%s", ended).isEqualTo("PAID");
    assertThat(ended.get("transactionNo").asText())
        .isEqualTo(
            installation.provider.ledger().movements("journey-1").getFirst().transactionNo());
    assertThat(ended.get("timeline").toString()).contains("notice: success");
    assertThat(installation.provider.ledger().taken("journey-1")).isEqualTo(1);

    HttpResponse<String> again = post("/payouts", order("journey-1", "25.00"));
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(again.body()).get("repeated").asBoolean()).isTrue();
    assertThat(post("/payouts", order("journey-1", "26")).statusCode()).isEqualTo(409);
    assertThat(installation.provider.ledger().taken("journey-1")).isEqualTo(1);
  }

  @Test
  void whatNeedsAnOperatorIsListedAndExplained() throws Exception {
    post("/payouts", order("declined-1", "25", "cust-declined-1"));
    LiveRig.await(
        "it is listed", () -> get("/payouts?state=needs-action").body().contains("\"declined-1\""));

    JsonNode status = JSON.readTree(get("/payouts/declined-1").body());

    assertThat(status.get("sentence").asText()).contains("needs an operator", "documents");
    HttpResponse<String> cancelled =
        post("/payouts/declined-1/cancel", "{\"reason\":\"not wanted any more\"}");
    assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
    assertThat(
            JSON.readTree(get("/payouts/declined-1?wait=20s").body()).at("/state/outcome").asText())
        .isEqualTo("CANCELLED");
    assertThat(installation.provider.ledger().taken("declined-1")).isZero();

    HttpResponse<String> late = post("/payouts/declined-1/cancel", "{}");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("has ended");
  }

  @Test
  void nothingPersonalAndNoSecretIsWrittenInTheClear() throws Exception {
    post("/payouts", order("canary-1", "25", "cust-canary-1"));
    get("/payouts/canary-1?wait=30s");
    // Refusals and troubles write more than success does.
    post("/payouts", order("canary-refused-1", "25", "cust-canary-2"));
    post("/payouts", order("canary-syserror-1", "25", "cust-canary-3"));
    post("/payouts", order("canary-bad", "x"));
    get("/payouts/canary-refused-1?wait=30s");
    get("/payouts/canary-syserror-1?wait=30s");
    Files.writeString(folder.resolve("metrics.txt"), metrics(), StandardCharsets.UTF_8);

    assertThat(Leaks.in(folder, CANARIES)).isEmpty();
    assertThat(Files.readString(installation.temporal.database(), StandardCharsets.ISO_8859_1))
        .as("what is meant to be readable is there, so the search sees what is written")
        .contains("cust-canary-1");
  }

  private static String metrics() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int port : List.of(installation.apiAdminPort, installation.worker().adminPort())) {
      all.append(
          send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/prometheus")))
              .body());
    }
    assertThat(all.toString()).contains("temporal_");
    return all.toString();
  }

  private static String order(String invoice, String amount) {
    return order(invoice, amount, "cust-" + invoice);
  }

  private static String order(String invoice, String amount, String customer) {
    return """
    {"invoiceId":"%s","amount":"%s","currency":"USD",
     "payee":{"type":"details","customerCode":"%s","profileType":"INDIVIDUAL",
       "email":"%s.canary.mail@example.com","firstName":"Canaryfirst","lastName":"Canarylast",
       "dateOfBirth":"1931-07-04","phone":"5550199887","countryCode":"US","state":"NY",
       "city":"Canarycity","street":"Canarystreet 77","zip":"10005",
       "governmentIdType":"SSN","governmentId":"canary-government-id-%s"},
     "wallet":{"type":"address","chain":"ETH - Ethereum",
       "address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"}}
    """
        .formatted(invoice, amount, customer, invoice, invoice);
  }

  private static HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> get(String path) {
    return send(request(path));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + installation.apiPort + path))
        .header("Authorization", "Bearer " + Installation.API_KEY);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
