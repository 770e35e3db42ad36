package io.cryptopayouts.api;

import static io.cryptopayouts.api.Assertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import io.cryptopayouts.contract.AmountRule;
import io.cryptopayouts.contract.Mask;
import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.runtime.Secrets;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecApiTest {

  private static final String UI = "http://localhost:8233";
  private static final String FURTHER_UI = "http://127.0.0.1:8233";
  private static final String FOREIGN = "https://evil.example.com";
  private static final String OTHER_KEY = "QkJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";

  @RegisterExtension
  static final RunningApi API = new RunningApi(Map.of("PAYOUTS_CODEC_ORIGINS", FURTHER_UI));

  @RegisterExtension
  static final RunningApi OPEN =
      new RunningApi(
          Map.of(
              "PAYOUTS_CODEC_GUESTS",
              "true",
              "PAYOUTS_API_KEYS",
              "guest:guest-key-0123456789abcdef,ops:" + RunningApi.OPS_KEY,
              "PAYOUTS_PERSONAL_DATA",
              "guest"));

  @RegisterExtension
  static final RunningApi BEHIND_TLS =
      new RunningApi(Map.of("TEMPORAL_UI_URL", "https://ui.example.com/temporal"));

  private final DataConverter converter = PayoutConverter.of(PayloadKeys.parse(RunningApi.KEYS));

  @Test
  void whatIsEncodedIsEncryptedAndDecodesToTheSame() throws Exception {
    Payload plain = json("{\"by\":\"ops\"}");

    Payload encrypted = payload(codec("encode", RunningApi.OPS_KEY, plain));

    assertThat(encrypted.getMetadataOrThrow("encoding").toStringUtf8())
        .isEqualTo("binary/encrypted");
    assertThat(encrypted.toString()).doesNotContain("ops");
    assertThat(payload(codec("decode", RunningApi.OPS_KEY, encrypted))).isEqualTo(plain);
  }

  @Test
  void theUisQueryAndUnknownFieldsAreIgnored() throws Exception {
    Payload encrypted = converter.toPayload("text").orElseThrow();
    String body = JsonFormat.printer().print(Payloads.newBuilder().addPayloads(encrypted));

    HttpResponse<String> response =
        API.send(
            bearer(RunningApi.OPS_KEY, "/codec/decode?preserveStorageRefs=true")
                .POST(text("{\"newer\":[{\"x\":1}]," + body.substring(1))));

    assertThat(data(payload(response))).isEqualTo("\"text\"");
  }

  // Pages

  @ParameterizedTest
  @ValueSource(strings = {UI, FURTHER_UI})
  void theTemporalUisPagesMayAsk(String origin) throws Exception {
    HttpResponse<String> preflight =
        API.send(
            API.request("/codec/decode?preserveStorageRefs=true")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-namespace")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(header(preflight, "Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(header(preflight, "Access-Control-Allow-Methods")).isEqualTo("POST");
    assertThat(header(preflight, "Access-Control-Allow-Headers").split(", "))
        .contains("content-type", "x-namespace", "authorization", "authorization-extras");
    assertThat(header(preflight, "Vary")).isEqualTo("Origin");

    HttpResponse<String> answer =
        API.send(
            bearer(RunningApi.OPS_KEY, "/codec/encode").header("Origin", origin).POST(text("{}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
  }

  @Test
  void aRefusalIsReadableToTheTemporalUi() throws Exception {
    HttpResponse<String> answer =
        API.send(request("/codec/decode").header("Origin", UI).POST(text("{}")));

    assertProblem(API, answer, 401, "unauthorized");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(UI);
    assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {FOREIGN, "null", "https://localhost:8233", UI + ".evil.com"})
  void aForeignPageMayNotAskEvenWithAKey(String origin) throws Exception {
    HttpResponse<String> preflight =
        API.send(
            API.request("/codec/decode")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    HttpResponse<String> answer =
        API.send(
            bearer(RunningApi.OPS_KEY, "/codec/decode").header("Origin", origin).POST(text("{}")));

    assertThat(preflight.statusCode()).isEqualTo(403);
    assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
    assertProblem(API, answer, 403, "foreign-origin");
    assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
  }

  // Who

  @ParameterizedTest
  @CsvSource({
    "/codec/decode,",
    "/codec/encode,",
    "/codec/decode,Bearer wrong-key-0123456789abcdef",
    "/codec/encode,Bearer wrong-key-0123456789abcdef",
    "/codec/decode,Basic b3BzLWtleS0wMTIzNDU2Nzg5YWJjZGVm",
    "/codec/decode,Bearer"
  })
  void withoutAKeyNothingIsDecodedOrEncoded(String path, String authorization) throws Exception {
    HttpRequest.Builder request = request(path).header("Origin", UI).POST(order());
    if (authorization != null) {
      request.header("Authorization", authorization);
    }

    assertProblem(API, API.send(request), 401, "unauthorized");
  }

  @Test
  void aKeyLogsABrowserInWhichThenNeedsNone() throws Exception {
    HttpResponse<String> form = API.send(API.request("/codec/login"));
    HttpResponse<String> login = login(API, RunningApi.OPS_KEY);

    assertThat(form.body()).contains("<form", "name=\"key\"", "nclude credentials");
    assertThat(header(form, "Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe", "script");
    assertThat(form.body()).doesNotContain("<script", "http://", "https://", " style=", " onclick");
    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(login.body()).contains("<strong>ops</strong>", "personal data too");
    assertThat(header(login, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(login, "Set-Cookie"))
        .contains("; Path=/codec; ", "; Max-Age=43200", "; HttpOnly", "; SameSite=Strict")
        .doesNotContain("Secure", RunningApi.OPS_KEY);
    assertThat(decodedWith(cookie(login)).statusCode()).isEqualTo(200);
    assertThat(API.send(API.request("/codec/login").header("Cookie", cookie(login))).body())
        .contains("<strong>ops</strong>");
  }

  @Test
  void theLogInSaysWhoDoesNotSeePersonalData() throws Exception {
    assertThat(login(API, RunningApi.SHOP_KEY).body())
        .contains("<strong>shop</strong>", "masked")
        .doesNotContain("personal data too");
  }

  @Test
  void aCookieIsNoKeyAndNotForPagesOfOthers() throws Exception {
    String cookie = cookie(login(API, RunningApi.OPS_KEY));
    HttpRequest.Builder withoutOrigin = request("/codec/decode").header("Cookie", cookie);
    HttpRequest.Builder foreign =
        request("/codec/decode").header("Cookie", cookie).header("Origin", FOREIGN);

    assertProblem(API, API.send(withoutOrigin.POST(order())), 401, "unauthorized");
    assertProblem(API, API.send(foreign.POST(order())), 403, "foreign-origin");
    assertProblem(
        API, API.send(API.request("/payouts").header("Cookie", cookie)), 401, "unauthorized");
    String token = cookie.substring(cookie.indexOf('=') + 1);
    assertProblem(
        API,
        API.send(API.request("/payouts").header("Authorization", "Bearer " + token)),
        401,
        "unauthorized");
  }

  @Test
  void aCookieHoldsElsewhereAndEndsWithItsTimeAndItsKey() throws Exception {
    String cookie = cookie(login(OPEN, RunningApi.OPS_KEY));
    String ofARemovedKey = session("gone:gone-key-0123456789abcdef", Duration.ZERO);
    String over = session("ops:" + RunningApi.OPS_KEY, CodecSessions.LONGEST.plusSeconds(5));
    String nearlyOver = session("ops:" + RunningApi.OPS_KEY, CodecSessions.LONGEST.minusMinutes(5));

    assertThat(decodedWith(cookie).statusCode()).as("from another replica").isEqualTo(200);
    assertThat(decodedWith(nearlyOver).statusCode()).isEqualTo(200);
    assertProblem(API, decodedWith(over), 401, "unauthorized");
    assertProblem(API, decodedWith(ofARemovedKey), 401, "unauthorized");
  }

  @Test
  void aForgedCookieIsWorthNothing() throws Exception {
    String cookie = cookie(login(API, RunningApi.OPS_KEY));
    int dot = cookie.indexOf('.');
    String longer = cookie.replaceFirst("=[0-9]+", "=99999999999");
    String signedWithNothing = cookie.substring(0, dot) + "." + "A".repeat(43);

    for (String forged :
        List.of(
            longer,
            signedWithNothing,
            cookie.substring(0, cookie.length() - 2),
            cookie.substring(0, dot),
            "payouts-codec=",
            "payouts-codec=-1.x",
            "payouts-codec=" + RunningApi.OPS_KEY)) {
      assertProblem(API, decodedWith(forged), 401, "unauthorized");
    }
  }

  @Test
  void aWrongKeyDoesNotLogIn() throws Exception {
    for (String key :
        List.of("wrong-key-0123456789abcdef", "", "%zz", "<script>alert(1)</script>")) {
      HttpResponse<String> answer = loginWith(API, key);

      assertThat(answer.statusCode()).as(key).isEqualTo(401);
      assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
      assertThat(answer.body()).contains("not a key", "<form").doesNotContain("<script");
    }
  }

  @Test
  void otherPagesLogNobodyInOrOut() throws Exception {
    for (String path : List.of("/codec/login", "/codec/logout")) {
      HttpResponse<String> answer =
          API.send(
              API.request(path)
                  .header("Origin", FOREIGN)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(text("key=" + RunningApi.OPS_KEY)));

      assertProblem(API, answer, 403, "foreign-origin");
      assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }
  }

  @Test
  void theLogOutTakesTheCookieAway() throws Exception {
    HttpResponse<String> answer =
        API.send(
            API.request("/codec/logout")
                .header("Origin", "http://127.0.0.1:" + API.port())
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Set-Cookie")).startsWith("payouts-codec=; Path=/codec; Max-Age=0;");
  }

  @Test
  void theCookieStaysOnHttpsWhereTheUiIs() throws Exception {
    assertThat(header(login(BEHIND_TLS, RunningApi.OPS_KEY), "Set-Cookie")).endsWith("; Secure");
    assertThat(
            BEHIND_TLS
                .send(
                    BEHIND_TLS
                        .request("/codec/decode")
                        .header("Origin", "https://ui.example.com")
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + RunningApi.OPS_KEY)
                        .POST(text("{}")))
                .statusCode())
        .isEqualTo(200);
  }

  // Guests

  @Test
  void aGuestOfTheDemoSeesPayoutsButNoPersonalDataWhateverKeyIsNamedSo() throws Exception {
    HttpResponse<String> answer =
        OPEN.send(
            OPEN.request("/codec/decode")
                .header("Origin", UI)
                .header("Content-Type", "application/json")
                .POST(order()));

    assertThat(data(payload(answer))).contains("inv-1", Mask.HIDDEN).doesNotContain("Jane");
  }

  @Test
  void aGuestMustBeAPageOfTheUiAndAWrongKeyIsNoGuest() throws Exception {
    HttpRequest.Builder noPage = OPEN.request("/codec/decode");
    HttpRequest.Builder foreign = OPEN.request("/codec/decode").header("Origin", FOREIGN);
    HttpRequest.Builder wrongKey =
        OPEN.request("/codec/decode").header("Origin", UI).header("Authorization", "Bearer x");

    for (HttpRequest.Builder request : List.of(noPage, foreign, wrongKey)) {
      request.header("Content-Type", "application/json").POST(order());
    }
    assertProblem(OPEN, OPEN.send(noPage), 401, "unauthorized");
    assertProblem(OPEN, OPEN.send(foreign), 403, "foreign-origin");
    assertProblem(OPEN, OPEN.send(wrongKey), 401, "unauthorized");
  }

  // Personal data

  @Test
  void personalDataIsSeenWithTheRoleOnly() throws Exception {
    String seen = data(payload(codec("decode", RunningApi.OPS_KEY, encryptedOrder())));
    String masked = data(payload(codec("decode", RunningApi.SHOP_KEY, encryptedOrder())));

    List<String> personal =
        List.of(
            "jane@example.com",
            "Jane",
            "Doe",
            "1990-05-17",
            "USA",
            "\"NY\"",
            "New York",
            "123 Main St",
            "10005",
            "123456789",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "\"self\"",
            "March",
            "spring");
    assertThat(seen).contains(personal);
    assertThat(masked)
        .doesNotContain(personal)
        .contains("inv-1", "25.00", "cust-0001", "INDIVIDUAL", "\"US\"", "SSN", "ETH - Ethereum");
    assertThat(masked.split(Mask.HIDDEN, -1)).hasSizeGreaterThan(personal.size());
  }

  @Test
  void aFailuresMessageIsSeenWithTheRoleOrIfItIsOurs() throws Exception {
    ApplicationFailure quoting = ApplicationFailure.newFailure("cannot read 'Jane'", "Type");
    quoting.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.fasterxml.Parser", "read", "Parser.java", 1)
        });
    Payload theirs = converter.exceptionToFailure(quoting).getEncodedAttributes();
    Payload ours =
        converter
            .exceptionToFailure(ApplicationFailure.newFailure("no usable answer", "Type"))
            .getEncodedAttributes();

    assertThat(data(payload(codec("decode", RunningApi.OPS_KEY, theirs)))).contains("Jane");
    assertThat(data(payload(codec("decode", RunningApi.SHOP_KEY, theirs))))
        .contains("Parser.java")
        .doesNotContain("Jane");
    assertThat(data(payload(codec("decode", RunningApi.SHOP_KEY, ours))))
        .contains("no usable answer");
  }

  @Test
  void whatWasNeverEncryptedIsMaskedToo() throws Exception {
    Payload bytes =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("binary/plain"))
            .setData(ByteString.copyFromUtf8("Jane"))
            .build();

    assertThat(codec("decode", RunningApi.SHOP_KEY, json("{\"email\":\"Jane\"}"), bytes).body())
        .doesNotContain(base64("Jane"), base64("{\"email\":\"Jane\"}"));
  }

  // Keys

  @ParameterizedTest
  @ValueSource(strings = {RunningApi.OPS_KEY, RunningApi.SHOP_KEY})
  void whatDoesNotOpenSaysWhyInItsPlaceAndTheRestIsSeen(String apiKey) throws Exception {
    Payload missing = encrypted("old:" + OTHER_KEY);
    Payload wrong = encrypted("k1:" + OTHER_KEY);
    Payload broken = wrong.toBuilder().setData(ByteString.copyFromUtf8("x")).build();
    Payload good = converter.toPayload("good").orElseThrow();

    HttpResponse<String> answer = codec("decode", apiKey, missing, wrong, broken, good);

    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> texts = payloads(answer).stream().map(CodecApiTest::data).toList();
    assertThat(texts.get(0))
        .startsWith("\"cannot be decoded: ")
        .contains("key old", "PAYOUTS_PAYLOAD_KEYS", "add it");
    assertThat(texts.get(1)).contains("does not open with key k1", "PAYOUTS_PAYLOAD_KEYS");
    assertThat(texts.get(2)).contains("does not open with key k1");
    assertThat(texts.get(3)).isEqualTo("\"good\"");
    assertThat(answer.body()).doesNotContain(base64("Jane"), OTHER_KEY);
  }

  // Limits

  @Test
  void aPageOfPayloadsMayBeLargeButNotLargerThan4Mb() throws Exception {
    Payload large = json('"' + "x".repeat(2_000_000) + '"');

    assertThat(payload(codec("encode", RunningApi.OPS_KEY, large)).getData().size())
        .isGreaterThan(2_000_000);
    assertProblem(API, codec("encode", RunningApi.OPS_KEY, large, large), 413, "body-too-large");
  }

  @Test
  void aPageHasAtMost10000Payloads() throws Exception {
    for (String many : List.of("{},".repeat(10_000), "[],".repeat(60_000))) {
      assertProblem(
          API,
          API.send(
              bearer(RunningApi.OPS_KEY, "/codec/encode")
                  .POST(text("{\"payloads\":[" + many + "{}]}"))),
          413,
          "body-too-large");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{",
        "[]",
        "{\"payloads\":{}}",
        "{\"payloads\":[{\"data\":\"*\"}]}",
        "{\"payloads\":[{\"metadata\":7}]}"
      })
  void garbageIsRefused(String body) throws Exception {
    for (String path : List.of("/codec/decode", "/codec/encode")) {
      assertProblem(
          API,
          API.send(bearer(RunningApi.OPS_KEY, path).POST(text(body))),
          400,
          "payloads-malformed");
    }
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    assertProblem(
        API,
        API.send(
            bearer(RunningApi.OPS_KEY, "/codec/decode")
                .POST(text("{\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"))),
        400,
        "payloads-malformed");
  }

  @Test
  void payloadsOfAnotherNamespaceAreNotOurs() throws Exception {
    for (String path : List.of("/codec/decode", "/codec/encode")) {
      JsonNode problem =
          assertProblem(
              API,
              API.send(
                  bearer(RunningApi.OPS_KEY, path).header("X-Namespace", "other").POST(order())),
              403,
              "foreign-namespace");

      assertThat(problem.path("detail").textValue()).contains("namespace default only");
      assertThat(
              API.send(
                      bearer(RunningApi.OPS_KEY, path)
                          .header("X-Namespace", "default")
                          .POST(order()))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aPageAsksForHundredsAtOnce() throws Exception {
    Payload encrypted = converter.toPayload("text").orElseThrow();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(() -> codec("decode", RunningApi.SHOP_KEY, encrypted)));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(data(payload(answer.get()))).isEqualTo("\"text\"");
      }
    }
  }

  // Requests

  private static HttpResponse<String> codec(String way, String key, Payload... payloads)
      throws Exception {
    return API.send(bearer(key, "/codec/" + way).POST(body(payloads)));
  }

  private static HttpRequest.Builder bearer(String key, String path) {
    return request(path).header("Authorization", "Bearer " + key);
  }

  private static HttpRequest.Builder request(String path) {
    return API.request(path).header("Content-Type", "application/json");
  }

  private HttpResponse<String> decodedWith(String cookie) throws Exception {
    return API.send(
        request("/codec/decode").header("Origin", UI).header("Cookie", cookie).POST(order()));
  }

  private static HttpResponse<String> login(RunningApi api, String key) throws Exception {
    HttpResponse<String> answer = loginWith(api, key);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  private static HttpResponse<String> loginWith(RunningApi api, String key) throws Exception {
    return api.send(
        api.request("/codec/login")
            .header("Origin", "http://127.0.0.1:" + api.port())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(text("key=" + key)));
  }

  private static String cookie(HttpResponse<String> login) {
    return header(login, "Set-Cookie").replaceFirst(";.*", "");
  }

  /** A cookie as it was made some time ago. */
  private static String session(String key, Duration ago) {
    ApiKeys keys = ApiKeys.of(new Secrets(Map.of("PAYOUTS_API_KEYS", key)));
    return new CodecSessions(keys, () -> Instant.now().minus(ago), false)
        .begun(key.substring(key.indexOf(':') + 1))
        .replaceFirst(";.*", "");
  }

  private Payload encryptedOrder() throws Exception {
    return converter.toPayload(theOrder()).orElseThrow();
  }

  private static PayoutOrder theOrder() {
    return OrderBody.read(
        OrderJson.order("inv-1").getBytes(StandardCharsets.UTF_8), AmountRule.DEFAULT);
  }

  private static Payload encrypted(String keys) {
    return PayoutConverter.of(PayloadKeys.parse(keys)).toPayload("Jane").orElseThrow();
  }

  private HttpRequest.BodyPublisher order() throws Exception {
    return body(encryptedOrder());
  }

  private static HttpRequest.BodyPublisher body(Payload... payloads) throws Exception {
    return text(
        JsonFormat.printer().print(Payloads.newBuilder().addAllPayloads(List.of(payloads))));
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }

  private static Payload json(String data) {
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
        .setData(ByteString.copyFromUtf8(data))
        .build();
  }

  // Answers

  private static List<Payload> payloads(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).startsWith("application/json");
    Payloads.Builder payloads = Payloads.newBuilder();
    JsonFormat.parser().merge(answer.body(), payloads);
    return payloads.getPayloadsList();
  }

  private static Payload payload(HttpResponse<String> answer) throws Exception {
    assertThat(payloads(answer)).hasSize(1);
    return payloads(answer).getFirst();
  }

  private static String data(Payload payload) {
    return payload.getData().toStringUtf8();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
