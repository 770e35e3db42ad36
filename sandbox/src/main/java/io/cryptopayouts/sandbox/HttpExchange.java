package io.cryptopayouts.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One request and the ways to answer it, proper or not. */
final class HttpExchange {
  private Consumer<String> answered = outcome -> {};
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 100;
  private static final int LARGEST_BODY = 1024 * 1024;
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

  private final Socket socket;
  private final InputStream in;
  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte[] body;
  private boolean keepsAlive;

  private HttpExchange(
      Socket socket,
      InputStream in,
      String method,
      String path,
      Map<String, String> headers,
      byte[] body,
      boolean keepsAlive) {
    this.socket = socket;
    this.in = in;
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
    this.keepsAlive = keepsAlive;
  }

  /** The next request of a connection; empty when the caller has closed it. */
  static Optional<HttpExchange> read(Socket socket, InputStream in) throws IOException {
    String requestLine = readLine(in);
    if (requestLine.isEmpty()) {
      return Optional.empty();
    }
    String[] words = requestLine.split(" ", -1);
    if (words.length != 3) {
      throw new IOException("not an HTTP request");
    }
    Map<String, String> headers = readHeaders(in);
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      write(socket, "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    boolean keepsAlive =
        words[2].equals("HTTP/1.1")
            && !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    byte[] body = readBody(in, headers);
    return Optional.of(new HttpExchange(socket, in, words[0], words[1], headers, body, keepsAlive));
  }

  private static Map<String, String> readHeaders(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() == MOST_HEADERS) {
        throw new IOException("bad headers");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] readBody(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("transfer-encoding")) {
      throw new IOException("only bodies with a Content-Length are read");
    }
    long length;
    try {
      length = Long.parseLong(headers.getOrDefault("content-length", "0"));
    } catch (NumberFormatException e) {
      throw new IOException("bad Content-Length", e);
    }
    if (length < 0 || length > LARGEST_BODY) {
      throw new IOException("body too large");
    }
    byte[] body = in.readNBytes((int) length);
    if (body.length < length) {
      throw new IOException("the body ended early");
    }
    return body;
  }

  /** A line without its end; empty also at the end of the stream. */
  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() == LONGEST_LINE) {
        throw new IOException("line too long");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  String method() {
    return method;
  }

  /** Without the query. */
  String path() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  byte[] body() {
    return body.clone();
  }

  boolean keepsAlive() {
    return keepsAlive;
  }

  void respond(int status, Map<String, String> extraHeaders, String contentType, String text)
      throws IOException {
    write(socket, message(status, extraHeaders, contentType, utf8(text)));
  }

  /**
   * Who is told the outcome before it is sent, so that whoever has the answer finds it on record.
   */
  void beforeAnswer(Consumer<String> observer) {
    answered = observer;
  }

  void answering(String outcome) {
    answered.accept(outcome);
  }

  void respondJson(byte[] json) throws IOException {
    write(socket, message(200, Map.of(), "application/json", json));
  }

  /** Sends only the first bytes of a JSON answer and closes the connection. */
  void respondCut(byte[] json, int bytes) throws IOException {
    byte[] whole = message(200, Map.of(), "application/json", json);
    keepsAlive = false;
    socket.getOutputStream().write(whole, 0, Math.min(bytes, whole.length));
    socket.close();
  }

  /** Closes the connection with a TCP reset. */
  void reset() throws IOException {
    keepsAlive = false;
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Holds the connection, answering nothing, until the caller closes it. */
  void awaitCallerGone() throws IOException {
    keepsAlive = false;
    socket.setSoTimeout((int) LONGEST_HOLD.toMillis());
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException e) {
      // Held long enough.
      socket.close();
    }
  }

  private static byte[] message(
      int status, Map<String, String> extraHeaders, String contentType, byte[] content) {
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(status).append(" Status\r\n");
    head.append("Content-Type: ").append(contentType).append("\r\n");
    head.append("Content-Length: ").append(content.length).append("\r\n");
    extraHeaders.forEach(
        (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n");
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(utf8(head.toString()));
    message.writeBytes(content);
    return message.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }
}
