package io.cryptopayouts.runtime;

import com.codahale.metrics.health.HealthCheck;
import io.grpc.StatusRuntimeException;

/** Whether Temporal answers for our namespace: one cheap call with a deadline of two seconds. */
public final class TemporalHealthCheck extends HealthCheck {

  private final TemporalConnection temporal;

  public TemporalHealthCheck(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Override
  protected Result check() {
    try {
      temporal.look();
      return Result.healthy();
    } catch (StatusRuntimeException failed) {
      return Result.unhealthy("Temporal answers %s", failed.getStatus().getCode());
    }
  }
}
