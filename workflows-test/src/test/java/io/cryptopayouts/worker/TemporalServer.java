package io.cryptopayouts.worker;

import io.cryptopayouts.contract.PayoutAttributes;
import io.cryptopayouts.sandbox.demo.FreePorts;
import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Temporal server of our own, on loopback, with its database in a file, so that it can be
 * killed and started again.
 */
final class TemporalServer implements AutoCloseable {

  private final Path folder;
  private final List<String> dynamicConfiguration;
  private final List<String> namespaces;
  private final Path cli;
  private final int port;
  private final OptionalInt uiPort;
  private Process process;

  private TemporalServer(
      Path folder, OptionalInt uiPort, List<String> dynamicConfiguration, List<String> namespaces) {
    this.folder = folder;
    this.dynamicConfiguration = dynamicConfiguration;
    this.namespaces = namespaces;
    this.cli = cli();
    this.port = freePort();
    this.uiPort = uiPort;
  }

  /**
   * @param dynamicConfiguration such as {@code limit.historyCount.suggestContinueAsNew=40}
   */
  static TemporalServer start(Path folder, String... dynamicConfiguration) {
    return started(
        new TemporalServer(folder, OptionalInt.empty(), List.of(dynamicConfiguration), List.of()));
  }

  /** With namespaces beside the default one: their payouts do not disturb one another. */
  static TemporalServer startWithNamespaces(Path folder, List<String> namespaces) {
    return started(new TemporalServer(folder, OptionalInt.empty(), List.of(), namespaces));
  }

  static TemporalServer startWithUi(Path folder) {
    return started(new TemporalServer(folder, OptionalInt.of(freePort()), List.of(), List.of()));
  }

  private static TemporalServer started(TemporalServer server) {
    try {
      server.start();
    } catch (IllegalStateException failed) {
      if (server.process.isAlive()) {
        throw failed;
      }
      // One of the ports that it chooses for itself was taken before it listened there.
      server.start();
    }
    return server;
  }

  void start() {
    List<String> command =
        new ArrayList<>(
            List.of(
                cli.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--db-filename",
                database().toString(),
                "--log-level",
                "error",
                "--dynamic-config-value",
                "history.transferProcessorMaxPollRPS=1000"));
    if (uiPort.isPresent()) {
      command.addAll(
          List.of("--ui-port", String.valueOf(uiPort.getAsInt()), "--ui-disable-news-fetch"));
    } else {
      command.add("--headless");
    }
    for (String value : dynamicConfiguration) {
      command.add("--dynamic-config-value");
      command.add(value);
    }
    for (String namespace : namespaces) {
      command.add("--namespace");
      command.add(namespace);
    }
    for (SearchAttributeKey<?> key : PayoutAttributes.ALL) {
      command.add("--search-attribute");
      command.add(key.getName() + "=" + type(key));
    }
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("temporal.log").toFile()))
              .start();
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
    awaitReady();
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  Process process() {
    return process;
  }

  int port() {
    return port;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Where the Temporal UI is, of a server that was started with it. */
  String uiAddress() {
    return "http://127.0.0.1:" + uiPort.orElseThrow();
  }

  Path database() {
    return folder.resolve("temporal.db");
  }

  /** Whatever a test was about: what it has written holds nothing personal and no secret. */
  @Override
  public void close() {
    kill();
    Leaks.refuseIn(folder);
  }

  private static String type(SearchAttributeKey<?> key) {
    return switch (key.getValueType()) {
      case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
      case INDEXED_VALUE_TYPE_DATETIME -> "Datetime";
      case INDEXED_VALUE_TYPE_BOOL -> "Bool";
      case INDEXED_VALUE_TYPE_DOUBLE -> "Double";
      default -> throw new IllegalStateException(key.getName());
    };
  }

  /** The attributes are listed last of all, and only by our own process on our own port. */
  private void awaitReady() {
    String last = PayoutAttributes.ALL.getLast().getName();
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(end)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the Temporal server ended: see " + folder);
      }
      if (attributes().contains(last)) {
        return;
      }
    }
    throw new IllegalStateException("the Temporal server was not ready in time: see " + folder);
  }

  private String attributes() {
    try {
      Process listing =
          new ProcessBuilder(
                  cli().toString(), "operator", "search-attribute", "list", "--address", address())
              .redirectErrorStream(true)
              .start();
      return new String(
          listing.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** {@code TEMPORAL_CLI}, the one on the PATH, or the one that the launcher has installed. */
  static Path cli() {
    String named = System.getenv("TEMPORAL_CLI");
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .map(folder -> Path.of(folder, "temporal"))
        .filter(Files::isExecutable)
        .findFirst()
        .or(TemporalServer::installed)
        .orElseThrow(() ->
            new IllegalStateException(
                "no temporal command: run ./payouts test, or set TEMPORAL_CLI"));
  }

  private static java.util.Optional<Path> installed() {
    Path cache = Path.of("..", ".cache", "temporal");
    if (!Files.isDirectory(cache)) {
      return java.util.Optional.empty();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT).equals("temporal"))
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .findFirst()
          .map(Path::toAbsolutePath);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static int freePort() {
    return FreePorts.choose(1).getFirst();
  }
}
