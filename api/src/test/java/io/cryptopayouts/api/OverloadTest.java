package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Cancel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More than the API serves at a time. */
class OverloadTest {

  /** How many calls about payouts the API serves at a time. */
  private static final int SERVED = 256;

  private static final int TOO_MANY = 50;

  /** Long enough for a machine that has much else to do, and far below the wait of the taken. */
  private static final Duration QUICKLY = Duration.ofSeconds(10);

  /** What is slow here is to be the crowd, and not the Temporal behind it. */
  @RegisterExtension
  static final RunningApi api = new RunningApi(Map.of("PAYOUTS_TEMPORAL_CALL_PATIENCE", "PT30S"));

  private record Answer(HttpResponse<String> response, Duration took) {}

  @Test
  void tenTimesWhatItServesIsTurnedAwayQuicklyAndWhatWasTakenIsAnswered() throws Exception {
    api.post("/payouts", OrderJson.order("crowded-1"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> waits = new ArrayList<>();
      for (int i = 0; i < SERVED + TOO_MANY; i++) {
        waits.add(threads.submit(timed("/payouts/crowded-1?wait=50s")));
      }
      awaitEnded(waits, TOO_MANY);
      List<Future<Answer>> turnedAway = new ArrayList<>(ended(waits));
      List<Future<Answer>> taken = waits.stream().filter(wait -> !wait.isDone()).toList();
      for (int i = 0; i < 9 * SERVED; i++) {
        turnedAway.add(threads.submit(timed("/payouts/crowded-1")));
      }

      for (Future<Answer> one : turnedAway) {
        Assertions.assertProblem(api, one.get().response(), 503, "service-unavailable");
        assertThat(one.get().response().headers().firstValue("Retry-After")).hasValue("1");
        assertThat(one.get().took()).isLessThan(QUICKLY);
      }
      assertThat(api.admin("/healthcheck").statusCode()).as("it is well").isEqualTo(200);
      assertThat(api.notify("application/json", "{}").statusCode())
          .as("notices have room of their own")
          .isEqualTo(401);

      assertThat(taken).hasSize(SERVED).noneMatch(Future::isDone);
      api.payout("crowded-1").cancel(new Cancel("ops", "enough waited"));
      for (Future<Answer> wait : taken) {
        HttpResponse<String> response = wait.get().response();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(api.json(response).at("/state/state").textValue()).isEqualTo("ended");
      }
    }
  }

  private static void awaitEnded(List<Future<Answer>> calls, int many) {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (ended(calls).size() < many) {
      assertThat(System.nanoTime()).as("so many are turned away in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static List<Future<Answer>> ended(List<Future<Answer>> calls) {
    return calls.stream().filter(Future::isDone).toList();
  }

  private static Callable<Answer> timed(String path) {
    return () -> {
      long begun = System.nanoTime();
      HttpResponse<String> response = api.get(path);
      return new Answer(response, Duration.ofNanos(System.nanoTime() - begun));
    };
  }

  @Test
  void slowClientsKeepNobodyFromBeingAnswered() throws Exception {
    api.post("/payouts", OrderJson.order("slow-1"));
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        slow.add(halfARequest());
      }

      assertThat(timed("/payouts/slow-1").call())
          .satisfies(answer -> assertThat(answer.response().statusCode()).isEqualTo(200))
          .satisfies(answer -> assertThat(answer.took()).isLessThan(QUICKLY));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** A post that announces a body and sends only its beginning. */
  private static Socket halfARequest() {
    try {
      return posting("/payouts", "application/json", 1000, "{");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aBodyThatNeverEndsIsCutOffAtTheLimit() throws Exception {
    try (Socket socket =
        posting(
            "/webhooks/pockyt",
            "application/x-www-form-urlencoded",
            2_000_000_000,
            "a=1&".repeat(16 * 1024 + 1))) {
      InputStream answer = socket.getInputStream();
      assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  private static Socket posting(String path, String contentType, int length, String begun)
      throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
    socket.setSoTimeout((int) QUICKLY.toMillis());
    List<String> lines =
        List.of(
            "POST " + path + " HTTP/1.1",
            "Host: localhost",
            "Authorization: Bearer " + RunningApi.SHOP_KEY,
            "Content-Type: " + contentType,
            "Content-Length: " + length,
            "",
            begun);
    socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }
}
