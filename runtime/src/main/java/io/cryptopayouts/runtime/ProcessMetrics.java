package io.cryptopayouts.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;

/** The metrics of one process. */
public final class ProcessMetrics {

  /**
   * For timers that name none themselves. Left alone, Temporal's timers have 69 buckets each:
   * thousands of lines per scrape.
   */
  private static final double[] BUCKETS =
      Stream.of("PT0.01S", "PT0.05S", "PT0.1S", "PT0.5S", "PT1S", "PT5S", "PT10S", "PT1M")
          .mapToDouble(bucket -> Duration.parse(bucket).toNanos())
          .toArray();

  private static final MeterFilter FEW_BUCKETS =
      new MeterFilter() {
        @Override
        public DistributionStatisticConfig configure(
            Meter.Id id, DistributionStatisticConfig config) {
          return id.getType() == Meter.Type.TIMER
                  && config.getServiceLevelObjectiveBoundaries() == null
              ? DistributionStatisticConfig.builder()
                  .percentilesHistogram(false)
                  .serviceLevelObjectives(BUCKETS)
                  .build()
                  .merge(config)
              : config;
        }
      };

  private ProcessMetrics() {}

  /** A new registry, with the JVM's own metrics in it. */
  public static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(FEW_BUCKETS);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    return registry;
  }
}
