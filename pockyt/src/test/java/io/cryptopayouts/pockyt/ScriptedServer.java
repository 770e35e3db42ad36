package io.cryptopayouts.pockyt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on a raw socket: records every complete request and does exactly what its script says.
 */
final class ScriptedServer implements AutoCloseable {
  /** One complete request. */
  record Request(int number, String path, Map<String, String> headers, String body) {}

  /** What to do with a request; true = keep the connection open for the next one. */
  interface Script {
    boolean play(Request request, Socket socket) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Thread> connections = new CopyOnWriteArrayList<>();
  private final Thread accepting;

  ScriptedServer(Script script) {
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.script = script;
    this.accepting = Thread.startVirtualThread(this::accept);
  }

  static Script answers(int status, String body, String... headers) {
    return (request, socket) -> {
      byte[] bytes = body.getBytes(UTF_8);
      write(socket, head(status, bytes.length, headers), bytes);
      return true;
    };
  }

  static String head(int status, long length, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
  }

  static void write(Socket socket, String head, byte[] body) throws IOException {
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** All complete requests so far. */
  List<Request> requests() {
    return requests;
  }

  int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    finish();
  }

  /** Ends once every connection has: the client must have closed its own. */
  void finish() {
    try {
      listener.close();
      accepting.join();
      for (Thread connection : connections) {
        if (!connection.join(Duration.ofSeconds(10))) {
          throw new IllegalStateException("a connection is still open");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listener.accept();
        connections.add(Thread.startVirtualThread(() -> serve(socket)));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        Request request = read(in);
        if (request == null) {
          return;
        }
        requests.add(request);
        open = script.play(request, socket);
      }
    } catch (IOException broken) {
      // The client went away, which some scripts provoke.
    }
  }

  private Request read(InputStream in) throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      return null;
    }
    return new Request(
        requests.size() + 1, start.split(" ", 3)[1], headers, new String(body, UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(ISO_8859_1);
  }
}
