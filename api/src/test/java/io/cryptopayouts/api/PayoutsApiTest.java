package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayoutsApiTest {

  @RegisterExtension static final RunningApi api = new RunningApi();

  @Test
  void anOrderIsAcceptedAndSaysWhereToLook() throws Exception {
    HttpResponse<String> response = api.post("/payouts", OrderJson.order("good-1"));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Location"))
        .get()
        .asString()
        .endsWith("/payouts/good-1");
    JsonNode body = api.json(response);
    assertThat(body.path("invoiceId").textValue()).isEqualTo("good-1");
    assertThat(body.path("repeated").booleanValue()).isFalse();
    assertThat(body.at("/links/self").textValue()).isEqualTo("/payouts/good-1");
    assertThat(body.at("/links/temporal").textValue())
        .isEqualTo("http://localhost:8233/namespaces/default/workflows/payout%2Fgood-1");
  }

  @Test
  void theSameOrderAgainIsTheSamePayout() throws Exception {
    api.post("/payouts", OrderJson.order("same-1", "25"));
    HttpResponse<String> again = api.post("/payouts", OrderJson.order("same-1", "25.00"));

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(api.json(again).path("repeated").booleanValue()).isTrue();
  }

  @Test
  void anotherOrderUnderTheSameNameIsAConflict() throws Exception {
    api.post("/payouts", OrderJson.order("taken-1", "25.00"));

    assertProblem(api.post("/payouts", OrderJson.order("taken-1", "26.00")), 409, "order-differs");
  }

  @Test
  void aHundredPostsAtOnceAreOnePayoutAndAnotherOrderAmongThemIsAConflict() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        String amount = i == 50 ? "26.00" : "25.00";
        posts.add(CompletableFuture.supplyAsync(() -> posted("parallel-1", amount), threads));
      }
      int news = 0;
      int repeats = 0;
      int conflicts = 0;
      for (CompletableFuture<HttpResponse<String>> post : posts) {
        HttpResponse<String> response = post.get();
        if (response.statusCode() == 409) {
          conflicts++;
        } else {
          assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
          if (api.json(response).path("repeated").booleanValue()) {
            repeats++;
          } else {
            news++;
          }
        }
      }
      assertThat(news).isEqualTo(1);
      // Whichever came first: the one, or the ninety-nine.
      assertThat(List.of(repeats, conflicts)).isIn(List.of(98, 1), List.of(0, 99));
    }
  }

  private static HttpResponse<String> posted(String invoiceId, String amount) {
    try {
      return api.post("/payouts", OrderJson.order(invoiceId, amount));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void aFaultyOrderIsToldEveryFaultyField() throws Exception {
    HttpResponse<String> response =
        api.post(
            "/payouts",
            """
            {"invoiceId":"Bad","amount":25,"payee":{"type":"existing","customerNo":"x"},"extra":1}
            """);

    JsonNode problem = assertProblem(response, 400, "invalid-order");
    assertThat(problem.path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "invoiceId", "amount", "currency", "payee.customerNo", "wallet", "extra");
  }

  @Test
  void anUnreadableBodyIsAProblem() throws Exception {
    assertProblem(api.post("/payouts", "{"), 400, "malformed-body");
  }

  @Test
  void aBodyOverTheLimitIsRefusedAlsoWhenItsLengthIsNotTold() throws Exception {
    byte[] large = " ".repeat(65 * 1024).getBytes(StandardCharsets.UTF_8);

    assertProblem(
        api.post("/payouts", new String(large, StandardCharsets.UTF_8)), 413, "body-too-large");
    assertProblem(
        api.send(
            json("/payouts")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large)))),
        413,
        "body-too-large");
  }

  @Test
  void aBodyThatIsNotJsonOrCompressedIsRefused() throws Exception {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("a=1");
    assertProblem(
        api.send(
            api.request("/payouts")
                .header("Authorization", "Bearer " + RunningApi.SHOP_KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(body)),
        415,
        "unsupported-media-type");
    assertProblem(
        api.send(json("/payouts").header("Content-Encoding", "gzip").POST(body)),
        415,
        "body-encoded");
  }

  @Test
  void aBodyThatIsDeepOrOfAnotherCharsetIsRefused() throws Exception {
    assertProblem(api.post("/payouts", "{\"a\":".repeat(5000)), 400, "malformed-body");
    assertProblem(
        api.send(
            json("/payouts")
                .POST(
                    HttpRequest.BodyPublishers.ofByteArray(
                        OrderJson.order("latin-1")
                            .replace("Jane", "J\u00e4ne")
                            .getBytes(StandardCharsets.ISO_8859_1)))),
        400,
        "malformed-body");
    byte[] noUtf32 = {0, 0, 0, '{', '{', '!', 'i', 'n'};
    assertProblem(
        api.send(json("/payouts").POST(HttpRequest.BodyPublishers.ofByteArray(noUtf32))),
        400,
        "malformed-body");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/payouts",
    "GET,/payouts?state=ended",
    "GET,/payouts/inv-1",
    "POST,/payouts/inv-1/recheck",
    "POST,/payouts/inv-1/cancel",
    "POST,/payouts/inv-1/hold",
    "POST,/payouts/inv-1/release",
    "POST,/payouts/inv-1/resolve",
    "POST,/payouts/inv-1/acknowledge",
    "GET,/operations"
  })
  void nothingIsAnsweredWithoutAKey(String method, String path) throws Exception {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{}");
    HttpResponse<String> none =
        api.send(api.request(path).header("Content-Type", "application/json").method(method, body));
    HttpResponse<String> wrong =
        api.send(
            api.request(path)
                .header("Authorization", "Bearer " + RunningApi.SHOP_KEY + "x")
                .header("Content-Type", "application/json")
                .method(method, body));

    assertProblem(none, 401, "unauthorized");
    assertProblem(wrong, 401, "unauthorized");
    assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"payouts\"");
  }

  @Test
  void aKeyInTheQueryIsNoKey() throws Exception {
    assertProblem(
        api.send(api.request("/payouts/inv-1?access_token=" + RunningApi.SHOP_KEY)),
        401,
        "unauthorized");
  }

  @Test
  void aPayoutTellsWhoMustActUntilWhenAndWhatThen() throws Exception {
    api.post("/payouts", OrderJson.order("shown-1"));

    JsonNode body = api.json(api.get("/payouts/shown-1"));

    assertThat(body.at("/state/state").textValue()).isEqualTo("waiting");
    assertThat(body.at("/state/on").textValue()).isEqualTo("PROVIDER");
    assertThat(body.at("/state/until").textValue()).isEqualTo("2026-02-01T03:04:05Z");
    assertThat(body.at("/state/then").textValue()).isEqualTo("the payout expires unpaid");
    assertThat(body.at("/money/amount").textValue()).isEqualTo("25.00");
    assertThat(body.path("transactionNo").textValue()).isEqualTo("305469836617940464");
    assertThat(body.path("timeline").isArray()).isTrue();
    assertThat(body.path("sentence").textValue()).contains("waits for the provider");
    assertThat(body.at("/metadata/campaign").textValue()).isEqualTo("spring");
    assertThat(body.at("/links/temporal").textValue()).endsWith("/workflows/payout%2Fshown-1");
    assertThat(body.toString()).doesNotContain("jane@example.com", "123456789", "0x5aAeb");
  }

  @Test
  void anUnknownPayoutIsNotFound() throws Exception {
    assertProblem(api.get("/payouts/nobody-knows"), 404, "no-such-payout");
    assertProblem(api.post("/payouts/nobody-knows/cancel", "{}"), 404, "no-such-payout");
    assertProblem(
        api.post("/payouts/nobody-knows/acknowledge", "{\"reason\":\"x\"}"), 404, "no-such-payout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPPER", "inv-1-r2", "a_b", "-x", "a%20b"})
  void aPathThatCannotBeAPayoutsIsNotFound(String id) throws Exception {
    assertProblem(api.get("/payouts/" + id), 404, "no-such-payout");
  }

  @Test
  void aWaitEndsAsSoonAsThePayoutHas() throws Exception {
    api.post("/payouts", OrderJson.order("waited-1"));
    CompletableFuture<JsonNode> waiting =
        CompletableFuture.supplyAsync(() -> state("waited-1", "60s"));

    assertThat(api.post("/payouts/waited-1/cancel", "{\"reason\":\"not needed\"}").statusCode())
        .isEqualTo(200);
    JsonNode ended = waiting.get();
    assertThat(ended.at("/state/state").textValue()).isEqualTo("ended");
    assertThat(ended.at("/state/why").textValue()).isEqualTo("ops: not needed");
  }

  @Test
  void aWaitEndsWithItsTime() throws Exception {
    api.post("/payouts", OrderJson.order("waited-2"));

    assertThat(state("waited-2", "50ms").at("/state/state").textValue()).isEqualTo("waiting");
  }

  @Test
  void manyWaitsDoNotKeepOthersFromBeingAnswered() throws Exception {
    assertThat(api.answersOnVirtualThreads()).isTrue();
    api.post("/payouts", OrderJson.order("waited-3"));
    List<CompletableFuture<JsonNode>> waits = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        waits.add(CompletableFuture.supplyAsync(() -> state("waited-3", "60s"), threads));
      }
      assertThat(api.get("/payouts/waited-3").statusCode()).isEqualTo(200);
      api.post("/payouts/waited-3/cancel", "{}");
      for (CompletableFuture<JsonNode> wait : waits) {
        assertThat(wait.get().at("/state/state").textValue()).isEqualTo("ended");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"61s", "2m", "20", "-1s", "abc", "99999ms"})
  void aWaitThatCannotBeUnderstoodIsRefused(String wait) throws Exception {
    assertProblem(api.get("/payouts/inv-1?wait=" + wait), 400, "invalid-query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?state=paid", "?state=ended&limit=0", "?state=ended&limit=201"})
  void aListThatCannotBeUnderstoodIsRefused(String query) throws Exception {
    assertProblem(api.get("/payouts" + query), 400, "invalid-query");
  }

  @Test
  void aCustomerThatNoOrderCanNameIsRefused() throws Exception {
    assertProblem(api.get("/operations?customer=a%22b"), 400, "invalid-query");
  }

  @Test
  void anActionIsTakenInTheNameOfTheKey() throws Exception {
    api.post("/payouts", OrderJson.order("acted-1"));

    assertThat(api.json(api.post("/payouts/acted-1/recheck", "")).path("answer").textValue())
        .isEqualTo("ops asked to look again");
    assertThat(
            api.json(
                    api.post(
                        "/payouts/acted-1/resolve",
                        """
                        {"verdict":"NOT_PAID","reason":"told so","evidence":"ticket 7",
                         "instruction":"digest-1"}
                        """))
                .path("answer")
                .textValue())
        .isEqualTo("ops decided not paid, see ticket 7");
  }

  @Test
  void aPayoutIsHeldAndReleasedByTheCaller() throws Exception {
    api.post("/payouts", OrderJson.order("held-1"));

    HttpResponse<String> held = api.post("/payouts/held-1/hold", "{\"reason\":\"a second look\"}");
    HttpResponse<String> released =
        api.post("/payouts/held-1/release", "{\"reason\":\"looked\",\"instruction\":\"digest-1\"}");

    assertThat(api.json(held).path("answer").textValue()).isEqualTo("ops holds it: a second look");
    assertThat(api.json(released).path("answer").textValue()).isEqualTo("ops released digest-1");
    JsonNode problem =
        assertProblem(api.post("/payouts/held-1/release", "{}"), 400, "invalid-action");
    assertThat(problem.path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("reason", "instruction");
  }

  @Test
  void aRefusedActionSaysWhy() throws Exception {
    api.post("/payouts", OrderJson.order("refused-1"));

    JsonNode problem =
        assertProblem(
            api.post("/payouts/refused-1/cancel", "{\"reason\":\"too late\"}"),
            409,
            "action-refused");
    assertThat(problem.path("detail").textValue()).isEqualTo("the provider has it already");
    JsonNode later =
        assertProblem(
            api.post(
                "/payouts/refused-1/resolve",
                "{\"verdict\":\"PAID\",\"reason\":\"too early\",\"evidence\":\"none\"}"),
            409,
            "action-refused");
    assertThat(later.path("detail").textValue()).isEqualTo("a send is still open");
  }

  @Test
  void anActionOnAnEndedPayoutIsRefused() throws Exception {
    api.post("/payouts", OrderJson.order("refused-2"));
    api.post("/payouts/refused-2/cancel", "{}");

    assertProblem(api.post("/payouts/refused-2/cancel", "{}"), 409, "action-refused");
    assertProblem(
        api.post("/payouts/refused-2/acknowledge", "{\"reason\":\"seen\"}"), 409, "action-refused");
  }

  @Test
  void aFaultyActionIsToldEveryFaultyFieldAndNobodyNamesAnotherActor() throws Exception {
    JsonNode problem =
        assertProblem(
            api.post("/payouts/inv-1/resolve", "{\"verdict\":\"MAYBE\",\"by\":\"boss\"}"),
            400,
            "invalid-action");

    assertThat(problem.path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("verdict", "reason", "evidence", "by");
  }

  @Test
  void anUnknownPathOrMethodOrAnswerTypeIsAProblem() throws Exception {
    assertProblem(api.get("/nothing"), 404, "not-found");
    assertProblem(api.post("/payouts/inv-1/pay", "{}"), 404, "not-found");
    HttpResponse<String> method =
        api.send(json("/payouts/inv-1").method("DELETE", HttpRequest.BodyPublishers.noBody()));
    assertProblem(method, 405, "method-not-allowed");
    assertThat(method.headers().firstValue("Allow")).get().asString().contains("GET");
    assertProblem(
        api.send(json("/payouts/inv-1").header("Accept", "text/csv")), 406, "not-acceptable");
  }

  @Test
  void aSaneRequestIdIsKeptAndAnotherIsReplaced() throws Exception {
    HttpResponse<String> kept =
        api.send(json("/payouts/nobody-knows").header("X-Request-ID", "call-7"));
    assertThat(kept.headers().allValues("X-Request-ID")).containsExactly("call-7");
    assertThat(api.json(kept).path("requestId").textValue()).isEqualTo("call-7");

    HttpResponse<String> replaced =
        api.send(json("/payouts/nobody-knows").header("X-Request-ID", "no good {}"));
    assertThat(api.json(replaced).path("requestId").textValue())
        .isNotEqualTo("no good {}")
        .isEqualTo(replaced.headers().firstValue("X-Request-ID").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /payouts/%zz HTTP/1.1",
        "GET /payouts/a%2Fb HTTP/1.1",
        "BREW /payouts HTTP/1.1",
        "GET /payouts?state=%ff%fe HTTP/1.1"
      })
  void aRequestThatReachesNoResourceIsAProblemToo(String line) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket
          .getOutputStream()
          .write(
              (line + "\r\nHost: x\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 4").containsIgnoringCase("application/problem+json");
      assertThat(answer).containsIgnoringCase("X-Request-ID").contains("\"requestId\"");
    }
  }

  @Test
  void theAdminPortTellsHealthAndMetrics() throws Exception {
    assertThat(api.json(api.admin("/healthcheck")).at("/temporal/healthy").booleanValue()).isTrue();
    assertThat(api.admin("/prometheus").body())
        .contains("payouts_notices_total", "jvm_memory_used_bytes");
  }

  private static JsonNode state(String id, String wait) {
    try {
      return api.json(api.get("/payouts/" + id + "?wait=" + wait));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static HttpRequest.Builder json(String path) {
    return api.request(path)
        .header("Authorization", "Bearer " + RunningApi.SHOP_KEY)
        .header("Content-Type", "application/json");
  }

  private static JsonNode assertProblem(HttpResponse<String> response, int status, String type)
      throws Exception {
    return Assertions.assertProblem(api, response, status, type);
  }
}
