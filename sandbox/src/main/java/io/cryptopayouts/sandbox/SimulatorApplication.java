package io.cryptopayouts.sandbox;

import java.util.concurrent.CountDownLatch;

/** The simulator as a process of its own, set by {@code SIMULATOR_} variables. */
public final class SimulatorApplication {
  private static final int UNUSABLE_SETTINGS = 2;

  private SimulatorApplication() {}

  /** Serves until the process is told to stop; prints one line with the URL when ready. */
  public static void main(String[] args) throws InterruptedException {
    SimulatorSettings settings;
    try {
      settings = SimulatorSettings.of(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(UNUSABLE_SETTINGS);
      return;
    }
    Simulator simulator = Simulator.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-stop"));
    System.out.println("Pockyt simulator at " + simulator.url());
    new CountDownLatch(1).await();
  }
}
