package io.cryptopayouts.worker;

import io.cryptopayouts.pockyt.CallEnd;
import io.cryptopayouts.pockyt.CallListener;
import io.cryptopayouts.pockyt.Endpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a worker tells of the provider and of what holds its sends back; all of it from the start.
 */
final class WorkerMetrics implements CallListener {

  private final MeterRegistry registry;
  private final Map<Endpoint, Map<CallEnd, Counter>> calls = new EnumMap<>(Endpoint.class);
  private final Duration late;
  private final Timer found;
  private final Counter foundLate;

  WorkerMetrics(MeterRegistry registry, PaySettings pay) {
    this.registry = registry;
    this.late = pay.quiet().dividedBy(2);
    for (Endpoint endpoint : Endpoint.values()) {
      Map<CallEnd, Counter> ends = new EnumMap<>(CallEnd.class);
      for (CallEnd end : CallEnd.values()) {
        ends.put(
            end,
            Counter.builder("payouts.provider.calls")
                .description("Calls of the provider by how they ended")
                .tag("endpoint", endpoint.word())
                .tag("answer", end.word())
                .register(registry));
      }
      calls.put(endpoint, ends);
    }
    found =
        Timer.builder("payouts.accepted.to.found")
            .description("From when the provider accepted a payout to when inquiry first showed it")
            .serviceLevelObjectives(pay.quiet().dividedBy(10), late, pay.quiet())
            .register(registry);
    foundLate =
        Counter.builder("payouts.found.late")
            .description("Payouts that inquiry first showed after half of the quiet period")
            .register(registry);
    Gauge.builder("payouts.sends.held", pay, settings -> settings.hold() ? 1 : 0)
        .description("1 if this worker sends nothing, by its configuration")
        .strongReference(true)
        .register(registry);
  }

  void watch(ResendBrake brake) {
    Gauge.builder("payouts.resends.stopped", brake, one -> one.isEngaged() ? 1 : 0)
        .description("1 if this worker repeats no send, because inquiry is not to be trusted")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void ended(Endpoint endpoint, CallEnd end) {
    calls.get(endpoint).get(end).increment();
  }

  /**
   * Inquiry showed an accepted payout for the first time.
   *
   * @return whether that was late
   */
  boolean found(Duration sinceAccepted) {
    found.record(sinceAccepted);
    boolean isLate = sinceAccepted.compareTo(late) > 0;
    if (isLate) {
      foundLate.increment();
    }
    return isLate;
  }
}
