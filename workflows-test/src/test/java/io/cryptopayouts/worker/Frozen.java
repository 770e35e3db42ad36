package io.cryptopayouts.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** A process that stands still, as on a machine that is out of breath, until it is let go on. */
final class Frozen implements AutoCloseable {

  /** Beside one that stands still: whose open polls take the next few tasks with them. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ProcessHandle process;

  private Frozen(ProcessHandle process) {
    this.process = process;
  }

  /** Stands still when this returns. */
  static Frozen hold(Process process) {
    signal(process.toHandle(), "STOP");
    return new Frozen(process.toHandle());
  }

  /** Only for as long as something else is done. */
  static void during(Process process, Runnable meanwhile) {
    Frozen still = hold(process);
    try {
      meanwhile.run();
    } finally {
      still.close();
    }
  }

  /** Waits until it has stopped by itself. */
  static Frozen byItself(Process process) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!state(process.toHandle()).startsWith("T")) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("the process does not stand still");
      }
      // Each look is a process of its own.
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }
    return new Frozen(process.toHandle());
  }

  private static String state(ProcessHandle process) {
    try {
      return new String(
          new ProcessBuilder("ps", "-o", "state=", "-p", String.valueOf(process.pid()))
              .start()
              .getInputStream()
              .readAllBytes(),
          StandardCharsets.US_ASCII);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  void goOn() {
    signal(process, "CONT");
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      goOn();
    }
  }

  /** By name, as {@code kill} knows it. */
  static void signal(ProcessHandle process, String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
