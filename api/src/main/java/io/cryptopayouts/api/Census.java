package io.cryptopayouts.api;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutCensus;
import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the payouts again and again, on a thread of its own, and shows the latest count as gauges.
 * While Temporal does not answer the count stays as it was, and its age tells so; before the first
 * one all are NaN.
 */
final class Census implements Managed {

  /** How many open payouts are looked at. */
  static final int MOST = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(Census.class);
  private static final int INTERVALS_FRESH = 3;

  private final Supplier<PayoutCensus> taking;
  private final Duration interval;
  private final Clock clock;
  private final Instant started;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("census").daemon().factory());
  private ScheduledFuture<?> counting;
  private volatile PayoutCensus latest;
  private boolean failing;

  /**
   * @param taking counts once
   * @param interval between two counts
   */
  Census(Supplier<PayoutCensus> taking, Duration interval, Clock clock, MeterRegistry metrics) {
    this.taking = taking;
    this.interval = interval;
    this.clock = clock;
    this.started = clock.instant();
    register(metrics);
  }

  @Override
  public void start() {
    counting =
        thread.scheduleWithFixedDelay(this::take, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    counting.cancel(true);
    thread.shutdownNow();
  }

  /** The latest count, if it is not much older than the interval. */
  Optional<PayoutCensus> fresh() {
    return Optional.ofNullable(latest)
        .filter(census ->
            Duration.between(census.at(), clock.instant())
                    .compareTo(interval.multipliedBy(INTERVALS_FRESH))
                <= 0);
  }

  /** Counts once. A failure is logged when failing begins; nothing else depends on it. */
  void take() {
    try {
      latest = taking.get();
      if (failing) {
        LOG.info("The census is taken again");
      }
      failing = false;
    } catch (RuntimeException failed) {
      if (!failing) {
        LOG.warn("No census: the metrics of open payouts stay as they are", failed);
      }
      failing = true;
    }
  }

  private void register(MeterRegistry metrics) {
    for (PayoutCensus.Place place : PayoutCensus.Place.all()) {
      String step = place.step().word();
      String state = place.state().word();
      gauge("payouts.open", "Open payouts", census -> census.open().get(place).count())
          .tags("step", step, "state", state)
          .register(metrics);
      gauge(
              "payouts.oldest.age",
              "Since when the oldest waits or needs action; while the service works, since its"
                  + " start; 0 if there is none",
              census -> age(census.open().get(place).oldest()))
          .baseUnit("seconds")
          .tags("step", step, "state", state)
          .register(metrics);
    }
    for (Need need : Need.values()) {
      gauge(
              "payouts.needs.action",
              "Payouts that need an operator",
              census -> census.needs().get(need))
          .tag("reason", need.word())
          .register(metrics);
    }
    for (Outcome outcome : Outcome.values()) {
      gauge(
              "payouts.ended",
              "Ended payouts that Temporal still keeps",
              census -> census.ended().get(outcome))
          .tag("outcome", outcome.word())
          .register(metrics);
    }
    gauge(
            "payouts.stopped.money.may.be.out",
            "Payouts whose execution was stopped from outside while money may have been out",
            PayoutCensus::stoppedMoneyMayBeOut)
        .register(metrics);
    gauge("payouts.broken", "Executions whose code fails now", PayoutCensus::broken)
        .register(metrics);
    gauge(
            "payouts.census.truncated",
            "1 if the census left some open payouts out",
            census -> census.complete() ? 0 : 1)
        .register(metrics);
    Gauge.builder("payouts.census.age", this, Census::censusAge)
        .description("How old the latest census is, or this process if there was none")
        .baseUnit("seconds")
        .register(metrics);
  }

  private Gauge.Builder<Census> gauge(
      String name, String description, ToDoubleFunction<PayoutCensus> value) {
    return Gauge.builder(
            name,
            this,
            census -> census.latest == null ? Double.NaN : value.applyAsDouble(census.latest))
        .description(description)
        .strongReference(true);
  }

  private double censusAge() {
    return age(latest == null ? started : latest.at());
  }

  private double age(Instant since) {
    return since == null
        ? 0
        : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }
}
