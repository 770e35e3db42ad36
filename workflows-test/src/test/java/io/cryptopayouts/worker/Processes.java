package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.sandbox.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * What a scenario may do to real processes, a plain method each: start payouts, kill, freeze and
 * start again, break the network; and in the end the oracle's word. Not safe for several threads.
 */
final class Processes implements AutoCloseable {

  /** The networks between two processes. */
  enum Network {
    WORKER_TO_TEMPORAL,
    API_TO_TEMPORAL,
    WORKER_TO_PROVIDER,
    PROVIDER_TO_API
  }

  private final Installation installation;
  private final List<PayoutOrder> orders = new ArrayList<>();
  private final ConcurrentLinkedQueue<Frozen> frozen = new ConcurrentLinkedQueue<>();

  private Processes(Installation installation) {
    this.installation = installation;
  }

  /** Temporal, the provider, a worker and the API. */
  static Processes start(Path folder) {
    return start(folder, Map.of());
  }

  /**
   * @param changes of the processes' environment
   */
  static Processes start(Path folder, Map<String, String> changes) {
    Installation installation = Installation.start(folder, changes);
    installation.startWorker();
    installation.startApi();
    return new Processes(installation);
  }

  Simulator provider() {
    return installation.provider;
  }

  /** While Temporal is up. */
  void payOut(PayoutOrder order) {
    installation.payouts.start(order, "scenario");
    orders.add(order);
  }

  /** One more; it may take its time to serve. */
  void startWorker() {
    installation.launchWorker();
  }

  /** The one that was started last. */
  void killWorker() {
    installation.worker().kill();
  }

  void freezeWorker(Duration duration) {
    freeze(installation.worker().process(), duration);
  }

  void startApi() {
    installation.launchApi();
  }

  void killApi() {
    installation.api().kill();
  }

  void freezeApi(Duration duration) {
    freeze(installation.api().process(), duration);
  }

  /** With the database of the one that was killed. */
  void startTemporal() {
    installation.temporal.start();
  }

  void killTemporal() {
    installation.temporal.kill();
  }

  void freezeTemporal(Duration duration) {
    freeze(installation.temporal.process(), duration);
  }

  TcpProxy network(Network between) {
    return switch (between) {
      case WORKER_TO_TEMPORAL -> installation.workerToTemporal;
      case API_TO_TEMPORAL -> installation.apiToTemporal;
      case WORKER_TO_PROVIDER -> installation.workerToProvider;
      case PROVIDER_TO_API -> installation.providerToApi;
    };
  }

  private void freeze(Process process, Duration duration) {
    Frozen still = Frozen.hold(process);
    frozen.add(still);
    Thread.startVirtualThread(() -> {
      LockSupport.parkNanos(duration.toNanos());
      still.close();
    });
  }

  /**
   * Lets everything go on and waits until all payouts have come to rest.
   *
   * @return what is wrong with them, each as a sentence
   */
  List<String> faultsAtRest(Duration patience) {
    letGoOn();
    Instant end = Instant.now().plus(patience);
    List<String> faults = new ArrayList<>();
    for (PayoutOrder order : orders) {
      Optional<PayoutState> state = atRest(order, end);
      if (state.isEmpty()) {
        faults.add("payout " + order.invoiceId() + " has not come to rest");
      } else {
        faults.addAll(
            Oracle.faults(
                installation.provider,
                installation.payouts,
                installation.client,
                order,
                outcome(state.get())));
      }
    }
    return faults;
  }

  private static Outcome outcome(PayoutState state) {
    return state instanceof PayoutState.Ended ended ? ended.outcome() : null;
  }

  private Optional<PayoutState> atRest(PayoutOrder order, Instant end) {
    while (Instant.now().isBefore(end)) {
      Optional<PayoutState> state =
          installation.payouts.find(order.invoiceId()).map(status -> status.state());
      if (state.filter(Processes::isAtRest).isPresent()) {
        return state;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    return Optional.empty();
  }

  /** A wait without an end goes on by itself. */
  private static boolean isAtRest(PayoutState state) {
    return switch (state) {
      case PayoutState.InProgress now -> false;
      case PayoutState.Waiting wait -> wait.until() != null;
      case PayoutState.NeedsAction needing -> true;
      case PayoutState.Ended ended -> true;
    };
  }

  private void letGoOn() {
    frozen.forEach(Frozen::close);
    for (Network between : Network.values()) {
      network(between).serve();
    }
  }

  @Override
  public void close() {
    letGoOn();
    installation.close();
  }
}
