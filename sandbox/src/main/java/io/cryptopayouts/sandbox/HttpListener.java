package io.cryptopayouts.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small HTTP/1.1 server on plain sockets, one virtual thread per connection. An HTTP library
 * would hide the socket, and the faults worth having (reset, a response cut at any byte, a
 * connection held until the caller leaves) happen there.
 */
final class HttpListener implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpListener.class.getName());
  private static final int BACKLOG = 1024;
  private static final Duration IDLE = Duration.ofMinutes(2);

  /** Answers one request. */
  interface Handler {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final ServerSocket server = new ServerSocket();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Handler handler;

  HttpListener(InetSocketAddress address, Handler handler) throws IOException {
    this.handler = handler;
    server.bind(address, BACKLOG);
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.log(System.Logger.Level.WARNING, "a connection could not be accepted", e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) IDLE.toMillis());
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        Optional<HttpExchange> exchange = HttpExchange.read(socket, in);
        open = exchange.isPresent() && answer(exchange.get());
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the caller went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  /** Whether the connection may be used for another request. */
  private boolean answer(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      handler.handle(exchange);
      return exchange.keepsAlive();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the simulator itself failed", e);
      exchange.respond(500, Map.of(), "text/plain", e.toString());
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : connections) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
