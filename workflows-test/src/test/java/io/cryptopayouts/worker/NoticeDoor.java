package io.cryptopayouts.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.pockyt.NoticeReading;
import io.cryptopayouts.pockyt.NoticeVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/** Where the provider's notices arrive over real HTTP, are verified and passed on. */
final class NoticeDoor implements AutoCloseable {

  private final HttpServer server;
  private final NoticeVerifier verifier;
  private final Payouts payouts;

  private NoticeDoor(HttpServer server, NoticeVerifier verifier, Payouts payouts) {
    this.server = server;
    this.verifier = verifier;
    this.payouts = payouts;
  }

  static NoticeDoor open(Payouts payouts, String token) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      NoticeDoor door = new NoticeDoor(server, new NoticeVerifier(List.of(token)), payouts);
      server.createContext("/", door::take);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return door;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/pockyt";
  }

  private void take(HttpExchange exchange) throws IOException {
    NoticeReading reading =
        verifier.read(
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestBody().readAllBytes());
    boolean taken = reading instanceof NoticeReading.PayoutNotice;
    if (reading instanceof NoticeReading.PayoutNotice notice) {
      payouts.notify(
          new Notice(
              notice.invoiceId(),
              notice.transactionNo(),
              Settlement.valueOf(notice.status().name()),
              notice.amount(),
              notice.currency(),
              notice.fingerprint()));
    }
    byte[] answer = (taken ? "success" : "refused").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(taken ? 200 : 400, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
