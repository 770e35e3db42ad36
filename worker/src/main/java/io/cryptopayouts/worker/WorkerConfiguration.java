package io.cryptopayouts.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.pockyt.PockytAccount;
import io.cryptopayouts.pockyt.PockytSettings;
import io.cryptopayouts.runtime.TemporalSettings;
import io.dropwizard.core.Configuration;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** What {@code worker.yml} holds; no secrets, they come from the environment only. */
public final class WorkerConfiguration extends Configuration {

  @NotNull private final TemporalSettings temporal;
  @NotNull private final String invoicePrefix;
  @NotNull private final Provider provider;
  @NotNull private final PaySettings pay;
  @NotNull private final Waits waits;
  @NotNull private final Duration searchStopped;
  @NotNull private final URI runbook;
  @NotNull private final Versioning versioning;
  @NotNull private final Duration stopPatience;

  /**
   * @param invoicePrefix put before every invoice id that the provider sees
   * @param searchStopped how often payouts are looked for that were stopped from outside
   * @param runbook where people read the runbook; only for links
   * @param stopPatience how long a stop waits for running steps
   */
  public WorkerConfiguration(
      @JsonProperty("temporal") TemporalSettings temporal,
      @JsonProperty("invoicePrefix") String invoicePrefix,
      @JsonProperty("provider") Provider provider,
      @JsonProperty("pay") PaySettings pay,
      @JsonProperty("waits") Waits waits,
      @JsonProperty("searchStopped") Duration searchStopped,
      @JsonProperty("runbook") URI runbook,
      @JsonProperty("versioning") Versioning versioning,
      @JsonProperty("stopPatience") Duration stopPatience) {
    this.temporal = temporal;
    this.invoicePrefix = invoicePrefix;
    this.provider = provider;
    this.pay = pay;
    this.waits = waits;
    this.searchStopped = searchStopped;
    this.runbook = runbook;
    this.versioning = versioning;
    this.stopPatience = stopPatience;
  }

  /**
   * How the provider is called. What its documentation leaves open is set here.
   *
   * @param payCurrency of the pay request
   * @param accountCurrency of the wallet accounts
   * @param balanceCurrency of the payer's balance
   * @param notFoundCodes what inquiry answers for an invoice it does not know
   */
  public record Provider(
      String payCurrency,
      String accountCurrency,
      String balanceCurrency,
      Set<String> notFoundCodes,
      int requestsPerSecond,
      int requestsKeptForPay,
      Duration readCallLimit) {

    PockytSettings of(PockytAccount account, Duration payCallLimit) {
      return PockytSettings.of(account)
          .withAccountCurrency(accountCurrency)
          .withBalanceCurrency(balanceCurrency)
          .withNotFoundCodes(notFoundCodes)
          .withRequestsPerSecond(requestsPerSecond)
          .withRequestsKeptForPay(requestsKeptForPay)
          .withReadCallLimit(readCallLimit)
          .withPayCallLimit(payCallLimit);
    }
  }

  /** How long payouts wait, and how often they look; see {@link Terms}. */
  public record Waits(
      Deadlines deadlines,
      Pace review,
      Pace outcome,
      Pace retry,
      Duration patience,
      Duration settlementConfirm,
      Duration settlementFlag,
      Duration dispatchLimit,
      Duration watchInterval,
      Duration watch) {}

  TemporalSettings temporal() {
    return temporal;
  }

  Provider provider() {
    return provider;
  }

  PaySettings pay() {
    return pay;
  }

  Duration searchStopped() {
    return searchStopped;
  }

  OperatorView view() {
    return new OperatorView(runbook.toString(), pay.hold());
  }

  Versioning versioning() {
    return versioning;
  }

  Duration stopPatience() {
    return stopPatience;
  }

  Terms terms(PockytAccount account) {
    return new Terms(
        account.baseUrl().toString(),
        account.merchantNo(),
        account.storeNo(),
        invoicePrefix,
        provider.payCurrency(),
        waits.deadlines(),
        waits.review(),
        waits.outcome(),
        waits.retry(),
        waits.patience(),
        waits.settlementConfirm(),
        waits.settlementFlag(),
        pay.quiet(),
        waits.dispatchLimit(),
        pay.activityLimit(),
        waits.watchInterval(),
        waits.watch());
  }
}
