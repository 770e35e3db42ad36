package io.cryptopayouts.pockyt;

import static io.cryptopayouts.pockyt.Samples.PAY;
import static io.cryptopayouts.pockyt.ScriptedServer.answers;
import static io.cryptopayouts.pockyt.ScriptedServer.head;
import static io.cryptopayouts.pockyt.ScriptedServer.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.cryptopayouts.pockyt.ScriptedServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server that counts: one call of {@code pay} is at most one request. */
class PayTest {
  private static final SendGate OPEN = () -> true;
  private static final String ACCEPTED =
      """
      {"ret_code":"000100","ret_msg":"pending","result":{"transactionNo":"305469836617940464",
       "invoiceId":"inv-0001","customerNo":"2000305228303182610217",
       "accountToken":"2010378298556879970563","amount":"25.00","currency":"USD",
       "transactionFee":"0.00","createdTime":"2025-01-15T10:20:31Z","status":"pending"}}
      """;
  private static final String HTML = "<html><body>Bad gateway</body></html>";

  @Test
  void sends_the_signed_fields_and_the_request_id() {
    try (ScriptedServer server = new ScriptedServer(answers(200, ACCEPTED))) {
      assertThat(pay(server, PAY, OPEN)).isInstanceOf(PayAnswer.Accepted.class);

      ScriptedServer.Request request = server.requests().getFirst();
      assertThat(request.path()).isEqualTo("/v3/payouts/pay");
      assertThat(request.headers())
          .containsEntry("pockyt-request-id", "123e4567-e89b-12d3-a456-426614174000")
          .containsEntry("accept", "application/json");
      assertThat(request.headers().get("content-type")).startsWith("application/json");
      assertThat(request.body())
          .isEqualTo(
              "{\"accountToken\":\"2010378298556879970563\",\"amount\":\"25.00\","
                  + "\"currency\":\"USD\",\"customerNo\":\"2000305228303182610217\","
                  + "\"invoiceId\":\"inv-0001\","
                  + "\"ipnUrl\":\"https://example.com/webhooks?a=1&b=2\","
                  + "\"merchantNo\":\"200043\",\"note\":\"Payouts, Thanks\","
                  + "\"storeNo\":\"300014\",\"timestamp\":\"2025-01-15T10:20:30Z\","
                  + "\"verifySign\":\"881a38689e9067ab317d1c372bd687e3\"}");
    }
  }

  @Test
  void reads_an_accepted_payment() {
    assertThat(answerTo(answers(200, ACCEPTED)))
        .isEqualTo(
            new PayAnswer.Accepted(
                new Payment(
                    "305469836617940464",
                    "inv-0001",
                    "2000305228303182610217",
                    "2010378298556879970563",
                    new BigDecimal("25.00"),
                    "USD",
                    PaymentStatus.PENDING,
                    "pending")));
  }

  @Test
  void takes_an_envelope_as_the_answer_whatever_the_http_status() {
    assertThat(answerTo(answers(500, ACCEPTED))).isInstanceOf(PayAnswer.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void calls_no_refusal_of_a_server_in_trouble_definitive(int status) {
    assertThat(answerTo(answers(status, "{\"ret_code\":\"000023\",\"ret_msg\":\"no\"}")))
        .isInstanceOf(PayAnswer.Unknown.class);
  }

  @Test
  void leaves_the_timestamp_out_if_so_configured() {
    try (ScriptedServer server = new ScriptedServer(answers(200, ACCEPTED));
        Pockyt pockyt = Samples.connect(Samples.settings(server.url()).withTimestampOnPay(false))) {
      assertThat(pockyt.pay(PAY, OPEN)).isInstanceOf(PayAnswer.Accepted.class);
      assertThat(server.requests().getFirst().body()).doesNotContain("timestamp");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "25,25.00",
    "25.0,25.00",
    "25.000,25.00",
    "0.1,0.10",
    "1.234567,1.234567",
    "2E+3,2000.00"
  })
  void sends_amounts_exactly_and_plainly(BigDecimal amount, String sent) {
    PayRequest request =
        new PayRequest("inv-0001", PAY.requestId(), "1", "2", amount, "USD", null, null);
    try (ScriptedServer server = new ScriptedServer(answers(200, HTML))) {
      pay(server, request, OPEN);
      assertThat(server.requests().getFirst().body()).contains("\"amount\":\"" + sent + "\"");
    }
  }

  static Stream<Named<Script>> answers_that_prove_nothing() {
    return Stream.of(
        named("503 with Retry-After: 0", answers(503, HTML, "Retry-After: 0")),
        named("503 with an empty body", answers(503, "", "Retry-After: 0")),
        named("408", answers(408, "")),
        named("408 with Retry-After: 0", answers(408, "", "Retry-After: 0")),
        named("421", answers(421, "")),
        named("425", answers(425, "")),
        named("429", answers(429, HTML, "Retry-After: 0")),
        named("301", answers(301, "", "Location: /v3/payouts/pay")),
        named("307", answers(307, "", "Location: /v3/payouts/pay")),
        named("308", answers(308, "", "Location: /v3/payouts/pay")),
        named("401", answers(401, "", "WWW-Authenticate: Basic realm=\"x\"")),
        named("407", answers(407, "", "Proxy-Authenticate: Basic realm=\"x\"")),
        named("409 without ret_code", answers(409, "{\"error\":\"conflict\"}")),
        named("400 without ret_code", answers(400, "{\"ret_msg\":\"no\"}")),
        named("a blank ret_code", answers(200, "{\"ret_code\":\" \"}")),
        named("502 with HTML", answers(502, HTML, "Content-Type: text/html")),
        named("200 with HTML", answers(200, HTML, "Content-Type: text/html")),
        named("200 with nothing", answers(200, "")),
        named("204", answers(204, "")),
        named("a JSON array", answers(200, "[]")),
        named("two ret_codes", answers(200, "{\"ret_code\":\"000020\",\"ret_code\":\"000021\"}")),
        named("very deep JSON", answers(200, "{\"a\":".repeat(5000))),
        named("a reset after the full request", PayTest::reset),
        named("a close after the full request", (request, socket) -> false),
        named("half a status line", (request, socket) -> sendAndClose(socket, "HTTP/1.")),
        named("no HTTP at all", (request, socket) -> sendAndClose(socket, "SSH-2.0-x\r\n\r\n")),
        named(
            "a cut in the headers", (r, socket) -> sendAndClose(socket, "HTTP/1.1 200 OK\r\nA: ")),
        named("a cut in the body", PayTest::cut),
        named("silence", PayTest::silence),
        named("a body that never ends", PayTest::endless),
        named("a body over the limit", PayTest::overTheLimit),
        named("an error body over the limit", answers(500, "x".repeat(2 * 1024 * 1024))),
        named("a gzip bomb", PayTest::gzipBomb),
        named("a system error", refusal("000000", "system error")),
        named("a supplier's error", refusal("000080", "supplier system error")),
        named("an unknown code", refusal("000099", "parameter value error")),
        named("a duplicate", refusal("000023", "Duplicate request error")),
        named("something that already exists", refusal("000023", "invoiceId already exists")),
        named("a wrong transaction status", refusal("000040", "transaction status is wrong")),
        named("success without a result", answers(200, "{\"ret_code\":\"000100\"}")),
        named("an unreadable amount", accepted("\"25.00\"", "\"twenty-five\"")),
        named("another amount", accepted("25.00", "25.01")),
        named("another invoice", accepted("inv-0001", "inv-0002")),
        named("another payee", accepted("2000305228303182610217", "2000305228303182610218")),
        named("another wallet", accepted("2010378298556879970563", "2010378298556879970564")),
        named("another currency", accepted("\"USD\"", "\"PHP\"")));
  }

  @ParameterizedTest
  @MethodSource("answers_that_prove_nothing")
  void is_unknown_after_exactly_one_request(Script script) {
    try (ScriptedServer server = new ScriptedServer(script)) {
      assertThat(pay(quick(server.url()), PAY, OPEN)).isInstanceOf(PayAnswer.Unknown.class);
      server.finish();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void names_the_echo_that_differs_and_the_duplicate() {
    assertThat(answerTo(accepted("25.00", "25.01")))
        .isEqualTo(new PayAnswer.Unknown("echo differs: amount"));
    assertThat(answerTo(refusal("000023", "Duplicate request error")))
        .isEqualTo(new PayAnswer.Unknown("duplicate"));
  }

  @Test
  void accepts_echoes_that_are_missing_or_numbers() {
    Script sparse =
        answers(
            200,
            "{\"ret_code\":\"000100\",\"result\":{\"amount\":25.0,"
                + "\"customerNo\":2000305228303182610217,\"more\":[null,{}]}}");

    assertThat(answerTo(sparse))
        .isEqualTo(
            new PayAnswer.Accepted(
                new Payment(
                    null,
                    null,
                    "2000305228303182610217",
                    null,
                    new BigDecimal("25.0"),
                    null,
                    PaymentStatus.PENDING,
                    null)));
  }

  @ParameterizedTest
  @CsvSource({
    "000010, INVALID",
    "000020, INVALID",
    "000021, NOT_FOUND",
    "000022, CONTRADICTORY",
    "000023, INVALID",
    "000030, DENIED",
    "000040, SHORT_OF_FUNDS"
  })
  void is_refused_by_a_definitive_code(String code, Meaning meaning) {
    PayAnswer refused = new PayAnswer.Refused(new Refusal(code, meaning, "no, thank you"));

    assertThat(answerTo(refusal(code, "no, thank you"))).isEqualTo(refused);
    assertThat(answerTo(answers(400, refusalBody(code, "no, thank you")))).isEqualTo(refused);
  }

  @Test
  void uses_a_fresh_connection_so_a_stale_one_cannot_swallow_a_payment() {
    Script dropsTheSecondRequestOfAConnection = answersOncePerConnection(ACCEPTED);
    try (ScriptedServer server = new ScriptedServer(dropsTheSecondRequestOfAConnection);
        Pockyt pockyt = Samples.connect(Samples.settings(server.url()))) {
      assertThat(pockyt.pay(PAY, OPEN)).isInstanceOf(PayAnswer.Accepted.class);
      assertThat(pockyt.pay(PAY, OPEN)).isInstanceOf(PayAnswer.Accepted.class);

      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void writes_nothing_once_the_gate_is_closed_and_asks_it_on_a_ready_connection() {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server = new ScriptedServer(answers(200, ACCEPTED))) {
      SendGate closed =
          () -> {
            asked.incrementAndGet();
            return false;
          };

      assertThat(pay(server, PAY, closed))
          .isEqualTo(new PayAnswer.NotSent(NotSentReason.GATE_CLOSED));
      server.finish();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).isEmpty();
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void takes_a_gate_that_throws_as_closed() {
    SendGate broken =
        () -> {
          throw new IllegalStateException("broken");
        };
    try (ScriptedServer server = new ScriptedServer(answers(200, ACCEPTED))) {
      assertThat(pay(server, PAY, broken))
          .isEqualTo(new PayAnswer.NotSent(NotSentReason.GATE_CLOSED));
      server.finish();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void passes_the_gate_only_once() throws IOException {
    Sending sending = new Sending(OPEN);
    sending.passGate();

    assertThat(catchThrowable(sending::passGate)).isInstanceOf(IOException.class);
    assertThat(sending.stage()).isEqualTo(Sending.Stage.WRITTEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:%d", "https://127.0.0.1:%d", "http://nowhere.invalid"})
  void is_not_sent_if_no_connection_comes_about(String url) throws IOException {
    int closedPort;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = probe.getLocalPort();
    }
    try (Pockyt pockyt = Samples.connect(quick(URI.create(url.formatted(closedPort))))) {
      assertThat(pockyt.pay(PAY, OPEN))
          .isEqualTo(new PayAnswer.NotSent(NotSentReason.NO_CONNECTION));
    }
  }

  @Test
  void is_not_sent_if_tls_fails() {
    try (ScriptedServer server = new ScriptedServer(answers(200, ACCEPTED))) {
      URI https = URI.create(server.url().toString().replace("http:", "https:"));
      try (Pockyt pockyt = Samples.connect(quick(https))) {
        assertThat(pockyt.pay(PAY, OPEN))
            .isEqualTo(new PayAnswer.NotSent(NotSentReason.NO_CONNECTION));
      }
      server.finish();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void is_sent_though_reads_are_held_and_what_it_is_answered_holds_reads() {
    try (ScriptedServer server = new ScriptedServer(answers(503, "", "Retry-After: 30"));
        Pockyt pockyt = Samples.connectWithRequestsLeft(server.url(), 4)) {
      assertThat(pockyt.pay(PAY, OPEN)).isInstanceOf(PayAnswer.Unknown.class);
      assertThat(catchThrowableOfType(ProviderUnavailable.class, pockyt::balance)).isNotNull();
      assertThat(pockyt.pay(PAY, OPEN)).isInstanceOf(PayAnswer.Unknown.class);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void is_not_sent_if_our_own_rate_leaves_no_room() {
    try (ScriptedServer server = new ScriptedServer(answers(200, ACCEPTED));
        Pockyt pockyt = Samples.connectWithRequestsLeft(server.url(), 1)) {
      assertThat(pockyt.pay(PAY, OPEN)).isInstanceOf(PayAnswer.Accepted.class);
      assertThat(pockyt.pay(PAY, OPEN))
          .isEqualTo(new PayAnswer.NotSent(NotSentReason.RATE_LIMITED));
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static PayAnswer answerTo(Script script) {
    try (ScriptedServer server = new ScriptedServer(script)) {
      return pay(server, PAY, OPEN);
    }
  }

  private static PayAnswer pay(ScriptedServer server, PayRequest request, SendGate gate) {
    return pay(Samples.settings(server.url()), request, gate);
  }

  private static PayAnswer pay(PockytSettings settings, PayRequest request, SendGate gate) {
    try (Pockyt pockyt = Samples.connect(settings)) {
      return pockyt.pay(request, gate);
    }
  }

  private static PockytSettings quick(URI url) {
    return Samples.settings(url).withPayCallLimit(Duration.ofSeconds(2));
  }

  private static Script accepted(String text, String replacement) {
    return answers(200, ACCEPTED.replace(text, replacement));
  }

  private static Script refusal(String code, String message) {
    return answers(200, refusalBody(code, message));
  }

  private static String refusalBody(String code, String message) {
    return "{\"ret_code\":\"%s\",\"ret_msg\":\"%s\"}".formatted(code, message);
  }

  static Script answersOncePerConnection(String body) {
    Set<Socket> answered = ConcurrentHashMap.newKeySet();
    return (request, socket) -> {
      if (!answered.add(socket)) {
        return false;
      }
      return answers(200, body).play(request, socket);
    };
  }

  private static boolean reset(ScriptedServer.Request request, Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    return false;
  }

  private static boolean sendAndClose(Socket socket, String text) throws IOException {
    write(socket, text, new byte[0]);
    return false;
  }

  private static boolean cut(ScriptedServer.Request request, Socket socket) throws IOException {
    write(socket, head(200, 10_000), ACCEPTED.getBytes(UTF_8));
    return false;
  }

  private static boolean silence(ScriptedServer.Request request, Socket socket) throws IOException {
    return socket.getInputStream().read() >= 0;
  }

  private static boolean endless(ScriptedServer.Request request, Socket socket) throws IOException {
    write(socket, head(200, 10_000), ACCEPTED.getBytes(UTF_8));
    return silence(request, socket);
  }

  private static boolean overTheLimit(ScriptedServer.Request request, Socket socket)
      throws IOException {
    String padded = ACCEPTED.strip().substring(0, ACCEPTED.strip().length() - 1) + ",\"pad\":\"";
    write(
        socket,
        head(200, Integer.MAX_VALUE),
        (padded + "x".repeat(3 * 1024 * 1024) + "\"}").getBytes(UTF_8));
    return false;
  }

  private static boolean gzipBomb(ScriptedServer.Request request, Socket socket)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"ret_code\":\"000100\",\"pad\":\"".getBytes(UTF_8));
      byte[] zeros = "0".repeat(1024 * 1024).getBytes(UTF_8);
      for (int i = 0; i < 64; i++) {
        gzip.write(zeros);
      }
      gzip.write("\"}".getBytes(UTF_8));
    }
    write(socket, head(200, packed.size(), "Content-Encoding: gzip"), packed.toByteArray());
    return false;
  }
}
