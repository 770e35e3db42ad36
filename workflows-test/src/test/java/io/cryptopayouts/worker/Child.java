package io.cryptopayouts.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of ours as it ships: its own JVM, its own main, its settings from the environment. */
final class Child implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int adminPort;
  private final Path log;

  private Child(Process process, int adminPort, Path log) {
    this.process = process;
    this.adminPort = adminPort;
    this.log = log;
  }

  /** Starts one and waits for its health. */
  static Child start(Class<?> main, Map<String, String> environment, int adminPort, Path log) {
    Child child = launch(main, environment, adminPort, log);
    child.awaitHealth();
    return child;
  }

  /**
   * Starts one and waits for nothing.
   *
   * @param adminPort where it serves its health, 0 if it serves nothing
   */
  static Child launch(Class<?> main, Map<String, String> environment, int adminPort, Path log) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:TieredStopAtLevel=1",
                  "-Xshare:auto",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  main.getName())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return new Child(builder.start(), adminPort, log);
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  void awaitHealth() {
    LiveRig.await(
        "health, see " + log,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the process ended, see " + log);
          }
          return isHealthy();
        });
  }

  int adminPort() {
    return adminPort;
  }

  boolean isHealthy() {
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + adminPort + "/healthcheck"))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notServing) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  Process process() {
    return process;
  }

  /** Waits until it ends by itself. */
  int exitCode() {
    await();
    return process.exitValue();
  }

  /** All that it has logged. */
  String logged() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** As {@code kill}: it drains, then stops. */
  int stop() {
    process.destroy();
    await();
    return process.exitValue();
  }

  private void await() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the process does not end, see " + log);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
