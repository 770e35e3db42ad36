package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.worker.TcpProxy.Fault;
import io.cryptopayouts.worker.TcpProxy.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network of ours does to a connection what it is told to, and nothing else. */
class TcpProxyTest {

  private static final int SOON_MILLIS = 300;

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    proxy = TcpProxy.before(server.getLocalPort());
    Thread.startVirtualThread(this::answerAll);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private void answerAll() {
    while (!server.isClosed()) {
      try {
        Socket taken = server.accept();
        Thread.startVirtualThread(() -> answer(taken));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Each line is answered by itself in capitals. */
  private void answer(Socket taken) {
    try (taken) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(taken.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        arrived.add(line);
        taken.getOutputStream().write(bytes(line.toUpperCase(java.util.Locale.ROOT)));
      }
    } catch (IOException broken) {
      arrived.add("broken");
    }
  }

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(SOON_MILLIS);
    return socket;
  }

  private static void ask(Socket socket, String line) throws IOException {
    socket.getOutputStream().write(bytes(line));
  }

  private static String read(Socket socket, int most) throws IOException {
    return new String(socket.getInputStream().readNBytes(most), StandardCharsets.US_ASCII);
  }

  private String arrival() throws InterruptedException {
    return arrived.poll(5, TimeUnit.SECONDS);
  }

  @Test
  void passesBothSidesOn() throws IOException {
    try (Socket socket = connect()) {
      ask(socket, "hello");
      assertThat(read(socket, 6)).isEqualTo("HELLO\n");
      ask(socket, "again");
      assertThat(read(socket, 6)).isEqualTo("AGAIN\n");
    }
  }

  @Test
  void tellsWhoWatchesOfEachRequestAndOfItsAnswerBeforeTheyPass() throws IOException {
    List<String> told = new ArrayList<>();
    proxy.watch((side, request) -> told.add(side + " " + request.strip() + " " + arrived.size()));
    try (Socket socket = connect()) {
      for (String line : List.of("hello", "again")) {
        ask(socket, line);
        read(socket, 6);
      }
    }
    assertThat(told)
        .containsExactly("REQUEST hello 0", "ANSWER hello 1", "REQUEST again 1", "ANSWER again 2");
  }

  @Test
  void cutsAnAnswerAfterSoManyBytes() throws IOException {
    proxy.plan(new Fault.Cut(Side.ANSWER, 3), "hello");
    try (Socket socket = connect()) {
      ask(socket, "hello");
      assertThat(read(socket, 6)).isEqualTo("HEL");
    }
    assertThat(proxy.planned()).isEmpty();
  }

  @Test
  void cutsARequestAfterSoManyBytes() throws Exception {
    proxy.plan(new Fault.Cut(Side.REQUEST, 3), "hello");
    try (Socket socket = connect()) {
      ask(socket, "hello");
      assertThat(read(socket, 6)).isEmpty();
    }
    assertThat(arrival()).isEqualTo("hel");
  }

  @Test
  void resetsBothEnds() throws Exception {
    proxy.plan(new Fault.Reset(Side.ANSWER, 0), "hello");
    try (Socket socket = connect()) {
      ask(socket, "hello");
      assertThatThrownBy(() -> read(socket, 6))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThat(List.of(arrival(), arrival())).containsExactly("hello", "broken");
  }

  @Test
  void losesAnAnswerAndStaysOpen() throws Exception {
    proxy.plan(new Fault.HalfOpen(Side.ANSWER, 2), "hello");
    try (Socket socket = connect()) {
      ask(socket, "hello");
      assertThat(read(socket, 2)).isEqualTo("HE");
      assertThatThrownBy(() -> read(socket, 1)).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(arrival()).isEqualTo("hello");
  }

  @Test
  void losesARequestAndStaysOpen() throws Exception {
    proxy.plan(new Fault.HalfOpen(Side.REQUEST, 0), "hello");
    try (Socket socket = connect()) {
      ask(socket, "hello");
      assertThatThrownBy(() -> read(socket, 1)).isInstanceOf(SocketTimeoutException.class);
      assertThat(arrived).isEmpty();
    }
  }

  @Test
  void tricklesAnAnswer() throws IOException {
    Duration pause = Duration.ofMillis(20);
    proxy.plan(new Fault.Trickle(Side.ANSWER, pause), "hello");
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      ask(socket, "hello");
      assertThat(read(socket, 6)).isEqualTo("HELLO\n");
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(pause.multipliedBy(5).toNanos());
    }
  }

  @Test
  void delaysAnAnswerOnce() throws IOException {
    Duration delay = Duration.ofMillis(100);
    proxy.plan(new Fault.Delay(Side.ANSWER, delay), "hello");
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      ask(socket, "hello");
      assertThat(read(socket, 6)).isEqualTo("HELLO\n");
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
    }
  }

  @Test
  void aFaultMeetsOneRequestThatHoldsAllItsWords() throws IOException {
    proxy.plan(new Fault.Cut(Side.ANSWER, 0), "pay", "one");
    try (Socket socket = connect();
        Socket other = connect()) {
      ask(socket, "pay two");
      assertThat(read(socket, 8)).isEqualTo("PAY TWO\n");
      ask(other, "pay one");
      assertThat(read(other, 8)).isEmpty();
      ask(socket, "pay one");
      assertThat(read(socket, 8)).isEqualTo("PAY ONE\n");
    }
  }

  @Test
  void aFaultIsOverWithTheNextRequest() throws IOException {
    proxy.plan(new Fault.Trickle(Side.ANSWER, Duration.ofMillis(1)), "hello");
    try (Socket socket = connect()) {
      ask(socket, "hello");
      assertThat(read(socket, 6)).isEqualTo("HELLO\n");
      proxy.plan(new Fault.Cut(Side.ANSWER, 1), "again");
      ask(socket, "again");
      assertThat(read(socket, 6)).isEqualTo("A");
    }
  }

  @Test
  void refusesUntilItServes() throws IOException {
    try (Socket open = connect()) {
      ask(open, "hello");
      assertThat(read(open, 6)).isEqualTo("HELLO\n");
      proxy.refuse();
      assertThatThrownBy(() -> read(open, 1)).isInstanceOf(SocketException.class);
    }
    try (Socket refused = connect()) {
      assertThatThrownBy(() -> read(refused, 1)).isInstanceOf(SocketException.class);
    }
    proxy.serve();
    try (Socket socket = connect()) {
      ask(socket, "hello");
      assertThat(read(socket, 6)).isEqualTo("HELLO\n");
    }
  }

  @Test
  void holdsWithoutLosingAnything() throws IOException {
    try (Socket socket = connect()) {
      proxy.hold();
      ask(socket, "hello");
      assertThatThrownBy(() -> read(socket, 1)).isInstanceOf(SocketTimeoutException.class);
      proxy.serve();
      socket.setSoTimeout(5000);
      assertThat(read(socket, 6)).isEqualTo("HELLO\n");
    }
  }
}
