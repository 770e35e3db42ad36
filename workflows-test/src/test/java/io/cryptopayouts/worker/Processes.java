package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.sandbox.SimulatorSettings;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * What a scenario may do to real processes, a plain method each: start payouts, kill, freeze and
 * start again, break the network; and in the end the oracle's word. Not safe for several threads,
 * but for different parts.
 */
final class Processes implements AutoCloseable {

  /** What may be killed, and stand still. */
  enum Part {
    WORKER,
    API,
    TEMPORAL
  }

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
    return start(folder, Map.of(), UnaryOperator.identity());
  }

  /**
   * @param changes of the processes' environment
   * @param provided what the provider is like
   */
  static Processes start(
      Path folder, Map<String, String> changes, UnaryOperator<SimulatorSettings.Builder> provided) {
    Processes processes = new Processes(Installation.start(folder, changes, provided));
    try {
      for (Part part : List.of(Part.WORKER, Part.API)) {
        processes.start(part);
        processes.awaitServing(part);
      }
      return processes;
    } catch (AssertionError late) {
      processes.close();
      throw late;
    }
  }

  Simulator provider() {
    return installation.provider;
  }

  Payouts payouts() {
    return installation.payouts;
  }

  /** Straight to Temporal. */
  WorkflowClient client() {
    return installation.client;
  }

  /** While Temporal is up. */
  void payOut(PayoutOrder order) {
    installation.payouts.start(order, "scenario");
    orders.add(order);
  }

  /** A worker beside the others, or what was killed; it may take its time to serve. */
  void start(Part part) {
    start(part, Map.of());
  }

  /**
   * @param further variables for its environment
   */
  void start(Part part, Map<String, String> further) {
    switch (part) {
      case WORKER -> installation.launchWorker(further);
      case API -> installation.launchApi();
      // With the database of the one that was killed.
      case TEMPORAL -> installation.temporal.start();
    }
  }

  /** Another worker comes, then the one before is stopped as by a deployment. */
  void replaceWorker(Map<String, String> further) {
    Child before = installation.worker();
    installation.startWorker(further);
    before.stop();
  }

  void awaitServing(Part part) {
    switch (part) {
      case WORKER -> installation.worker().awaitHealth();
      case API -> installation.api().awaitHealth();
      case TEMPORAL -> {}
    }
  }

  /** Of the workers the one that was started last. */
  void kill(Part part) {
    switch (part) {
      case WORKER -> installation.worker().kill();
      case API -> installation.api().kill();
      case TEMPORAL -> installation.temporal.kill();
    }
  }

  /** It stands still when this returns, and goes on after so long. */
  void freeze(Part part, Duration duration) {
    Frozen still =
        Frozen.hold(
            switch (part) {
              case WORKER -> installation.worker().process();
              case API -> installation.api().process();
              case TEMPORAL -> installation.temporal.process();
            });
    frozen.add(still);
    Thread.startVirtualThread(() -> {
      LockSupport.parkNanos(duration.toNanos());
      still.close();
    });
  }

  TcpProxy network(Network between) {
    return switch (between) {
      case WORKER_TO_TEMPORAL -> installation.workerToTemporal;
      case API_TO_TEMPORAL -> installation.apiToTemporal;
      case WORKER_TO_PROVIDER -> installation.workerToProvider;
      case PROVIDER_TO_API -> installation.providerToApi;
    };
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
  static boolean isAtRest(PayoutState state) {
    return switch (state) {
      case PayoutState.InProgress now -> false;
      case PayoutState.Waiting wait -> wait.until() != null;
      case PayoutState.NeedsAction needing -> true;
      case PayoutState.Ended ended -> true;
    };
  }

  void letGoOn() {
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
