package io.cryptopayouts.sandbox.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for other processes. */
final class Patience {

  private static final Duration LOOK = Duration.ofMillis(100);

  private Patience() {}

  /** Looks ten times a second; whether the condition came to hold in time. */
  static boolean until(Duration patience, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        return false;
      }
      pause(LOOK);
    }
    return true;
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("interrupted");
    }
  }
}
