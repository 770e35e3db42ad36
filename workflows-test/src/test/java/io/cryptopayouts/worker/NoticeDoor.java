package io.cryptopayouts.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cryptopayouts.api.PostedNotices;
import io.cryptopayouts.contract.Payouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Where the provider's notices arrive over real HTTP, are verified and passed on. */
final class NoticeDoor implements AutoCloseable {

  private final HttpServer server;
  private final PostedNotices notices;

  private NoticeDoor(HttpServer server, PostedNotices notices) {
    this.server = server;
    this.notices = notices;
  }

  static NoticeDoor open(Payouts payouts, String token) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      NoticeDoor door = new NoticeDoor(server, new PostedNotices(payouts, token));
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
    int status =
        notices.take(
            exchange.getRequestHeaders().getFirst("Content-Type"), exchange.getRequestBody());
    byte[] answer = (status == 200 ? "success" : "refused").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
