package io.cryptopayouts.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cryptopayouts.contract.AmountRule;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.runtime.TemporalSettings;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code api.yml} holds; no secrets, they come from the environment only. */
public final class ApiConfiguration extends Configuration {

  @NotNull private final TemporalSettings temporal;
  @NotNull private final URI temporalUi;
  @NotNull private final URI runbook;
  @NotNull private final String invoicePrefix;
  @NotNull private final AmountRule amounts;
  @NotNull private final Duration patience;
  @NotNull @Valid private final CodecSettings codec;
  @NotNull private final Duration census;

  /**
   * @param temporalUi where people see the Temporal UI
   * @param runbook where people read the runbook
   * @param invoicePrefix put before every invoice id that the provider sees
   * @param patience how long a query or an operator's action may take
   * @param census how long after one count of the open payouts the next begins
   */
  public ApiConfiguration(
      @JsonProperty("temporal") TemporalSettings temporal,
      @JsonProperty("temporalUi") URI temporalUi,
      @JsonProperty("runbook") URI runbook,
      @JsonProperty("invoicePrefix") String invoicePrefix,
      @JsonProperty("amounts") AmountRule amounts,
      @JsonProperty("patience") Duration patience,
      @JsonProperty("codec") CodecSettings codec,
      @JsonProperty("census") Duration census) {
    this.temporal = temporal;
    this.temporalUi = temporalUi;
    this.runbook = runbook;
    this.invoicePrefix = invoicePrefix;
    this.amounts = amounts;
    this.patience = patience;
    this.codec = codec;
    this.census = census;
  }

  TemporalSettings temporal() {
    return temporal;
  }

  URI temporalUi() {
    return temporalUi;
  }

  CodecSettings codec() {
    return codec;
  }

  /** Where the API listens, as configured; empty for every address of the machine. */
  List<Optional<String>> bindHosts() {
    return getServerFactory() instanceof DefaultServerFactory server
        ? server.getApplicationConnectors().stream()
            .map(connector ->
                connector instanceof HttpConnectorFactory http
                    ? Optional.ofNullable(http.getBindHost())
                    : Optional.<String>empty())
            .toList()
        : List.of(Optional.empty());
  }

  URI runbook() {
    return runbook;
  }

  AmountRule amounts() {
    return amounts;
  }

  Duration census() {
    return census;
  }

  PayoutsSettings payouts() {
    return new PayoutsSettings(invoicePrefix, amounts, patience);
  }
}
