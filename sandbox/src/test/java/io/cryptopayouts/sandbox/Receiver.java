package io.cryptopayouts.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A webhook endpoint that keeps what it gets. */
final class Receiver implements AutoCloseable {
  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final HttpServer server;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String next = answers.poll();
          byte[] answer = (next == null ? "success" : next).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks?a=1&b=2";
  }

  /** The next notice is answered with this instead of {@code success}. */
  void answerNext(String body) {
    answers.add(body);
  }

  String nextBody() throws InterruptedException {
    String body = bodies.poll(10, TimeUnit.SECONDS);
    if (body == null) {
      throw new AssertionError("no notice came");
    }
    return body;
  }

  Map<String, String> next() throws InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : nextBody().split("&", -1)) {
      List<String> parts = List.of(pair.split("=", 2));
      fields.put(parts.get(0), URLDecoder.decode(parts.get(1), StandardCharsets.UTF_8));
    }
    return fields;
  }

  int waiting() {
    return bodies.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
