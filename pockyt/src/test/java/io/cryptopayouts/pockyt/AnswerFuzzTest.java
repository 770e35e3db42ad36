package io.cryptopayouts.pockyt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okio.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Whatever a provider, or a machine before it, answers. */
class AnswerFuzzTest {
  private static final AtomicReference<byte[]> ANSWER = new AtomicReference<>(new byte[0]);
  private static final AtomicReference<Integer> STATUS = new AtomicReference<>(200);
  private static ScriptedServer server;
  private static Pockyt pockyt;

  @BeforeAll
  static void start() {
    server = new ScriptedServer(AnswerFuzzTest::answer);
    pockyt = Samples.connect(Samples.settings(server.url()).withRequestsPerSecond(1_000_000));
  }

  @AfterAll
  static void stop() {
    pockyt.close();
    server.close();
  }

  private static boolean answer(ScriptedServer.Request request, Socket socket) throws IOException {
    byte[] body = ANSWER.get();
    ScriptedServer.write(socket, ScriptedServer.head(STATUS.get(), body.length), body);
    return false;
  }

  /** Reading it gives values, or the one declared kind of failure. */
  @FuzzTest(maxDuration = "3m")
  void an_answer_is_read_or_unreadable(byte[] body) {
    try {
      Envelope envelope = Envelope.of(JsonFields.read(new Buffer().write(body)));
      for (Reading reading :
          List.<Reading>of(
              Payloads::payee,
              Payloads::configurations,
              Payloads::balances,
              Payloads::payment,
              read -> Payloads.accounts(read, Samples.CUSTOMER_NO),
              read -> Payloads.account(read, Samples.CUSTOMER_NO))) {
        readOrUnreadable(reading, envelope);
      }
    } catch (IOException declared) {
      // Unreadable is one.
    }
  }

  private interface Reading {
    Object of(Envelope envelope) throws Unreadable;
  }

  private static void readOrUnreadable(Reading reading, Envelope envelope) {
    try {
      reading.of(envelope);
    } catch (Unreadable declared) {
      // As it says.
    }
  }

  /** Only an envelope with a code that says so is an answer to {@code pay}. */
  @FuzzTest(maxDuration = "3m")
  void garbage_is_no_answer_to_pay(FuzzedDataProvider data) {
    // To the scripted server, which the fuzzer would take for a leak.
    BugDetectors.allowNetworkConnections((host, port) -> true);
    STATUS.set(data.pickValue(List.of(200, 400, 404, 409, 429, 500, 502)));
    byte[] body = data.consumeRemainingAsBytes();
    ANSWER.set(body);

    PayAnswer answer = pockyt.pay(Samples.PAY, () -> true);

    String text = new String(body, StandardCharsets.UTF_8);
    switch (answer) {
      case PayAnswer.Accepted accepted -> assertThat(text).contains("ret_code", "000100");
      case PayAnswer.Refused refused -> {
        assertThat(text).contains("ret_code", refused.refusal().code());
        assertThat(ErrorTable.isDefinitive(refused.refusal().meaning())).isTrue();
        assertThat(STATUS.get()).isLessThan(429);
      }
      case PayAnswer.Unknown unknown -> assertThat(unknown.cause()).isNotBlank();
      case PayAnswer.NotSent unsent -> throw new AssertionError("it was sent: " + unsent.reason());
    }
  }
}
