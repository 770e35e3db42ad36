package io.cryptopayouts.worker;

import io.dropwizard.lifecycle.Managed;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Starts the workers; on stop takes no new work, waits for what runs, then stops. */
final class DrainingWorkers implements Managed {

  private final WorkerFactory factory;
  private final Duration patience;

  DrainingWorkers(WorkerFactory factory, Duration patience) {
    this.factory = factory;
    this.patience = patience;
  }

  @Override
  public void start() {
    factory.start();
  }

  @Override
  public void stop() {
    factory.shutdown();
    factory.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    factory.shutdownNow();
  }
}
