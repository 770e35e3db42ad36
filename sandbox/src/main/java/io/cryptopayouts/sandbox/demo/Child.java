package io.cryptopayouts.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that the demo started, with its log and the file that holds its id. */
final class Child {

  /** Set by the demo itself, or harmful if they came from the surroundings. */
  private static final List<String> OURS =
      List.of("TEMPORAL_", "PAYOUTS_", "POCKYT_", "SIMULATOR_");

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);
  private static final int TAIL = 15;

  private final String name;
  private final RunFolder folder;
  private final Path log;
  private final Process process;
  private volatile boolean meantToEnd;

  private Child(String name, RunFolder folder, Path log, Process process) {
    this.name = name;
    this.folder = folder;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param name also of its log
   * @param variables see {@link #surround}
   */
  static Child start(
      String name, RunFolder folder, List<String> command, Map<String, String> variables) {
    Path log = folder.file(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    surround(builder, variables);
    try {
      Child child = new Child(name, folder, log, builder.start());
      folder.writePid(name, child.process.pid());
      return child;
    } catch (IOException unstartable) {
      throw new DemoFailed("Cannot start the " + name + ": " + unstartable.getMessage());
    }
  }

  /** Gives a process these variables; of the surroundings' own only those that are not ours. */
  static void surround(ProcessBuilder builder, Map<String, String> variables) {
    builder.environment().keySet().removeIf(name -> OURS.stream().anyMatch(name::startsWith));
    builder.environment().putAll(variables);
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits until its own log holds this text and the check holds too: another server on a taken port
   * would answer a check, but does not write into this log.
   *
   * @throws DemoFailed with the end of the log, if it ends or takes too long
   */
  void awaitReady(String line, BooleanSupplier check, Duration patience) {
    boolean ready =
        Patience.until(
            patience, () -> !process.isAlive() || (log().contains(line) && check.getAsBoolean()));
    requireAlive();
    if (!ready) {
      throw failed("was not ready after " + patience.toSeconds() + " s");
    }
  }

  /**
   * @throws DemoFailed with the end of the log, if it ended by itself
   */
  void requireAlive() {
    if (!process.isAlive() && !meantToEnd) {
      throw failed("ended by itself with code " + process.exitValue());
    }
  }

  /** With SIGKILL, as a crash. */
  void kill() {
    meantToEnd = true;
    process.destroyForcibly();
    await(STOP_PATIENCE);
    folder.deletePid(name);
  }

  /** Asks it to stop; {@link #awaitStop} makes sure. */
  void askToStop() {
    meantToEnd = true;
    process.destroy();
  }

  void awaitStop() {
    if (await(STOP_PATIENCE)) {
      folder.deletePid(name);
    } else {
      kill();
    }
  }

  private boolean await(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private DemoFailed failed(String how) {
    List<String> lines = log().lines().toList();
    String end =
        String.join("\n    ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    return new DemoFailed("The %s %s. The end of %s:\n    %s".formatted(name, how, log, end));
  }

  private String log() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
