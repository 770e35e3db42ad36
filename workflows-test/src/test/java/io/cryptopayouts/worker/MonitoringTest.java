package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutCensus;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutView;
import io.cryptopayouts.contract.Step;
import io.cryptopayouts.pockyt.CallEnd;
import io.cryptopayouts.pockyt.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What API and worker tell Prometheus, and whether alerts and dashboard ask for that. */
class MonitoringTest {

  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static Installation installation;
  private static ExportedMetrics exported;

  @BeforeAll
  static void payScrapeAndStop() {
    installation = Installation.start(folder);
    installation.startWorker();
    installation.startApi();
    installation.payouts.start(Orders.individual("seen-paid-1"), "test");
    installation.payouts.start(Orders.individual("seen-needy-1", "cust-declined-1"), "test");
    installation.payouts.start(Orders.individual("seen-waiting-1", "cust-review-1"), "test");
    installation.payouts.start(Orders.individual("seen-stuck-1"), "test");
    LiveRig.await(
        "both are shown by inquiry",
        () -> {
          scrape();
          return value("payouts_accepted_to_found_seconds_count", Map.of()) == 2;
        });
    installation
        .client
        .newUntypedWorkflowStub(new PayoutId("seen-stuck-1").workflowId())
        .terminate("a test");
    LiveRig.await(
        "all are counted",
        () -> {
          scrape();
          return needs(Need.STOPPED_OUTSIDE) == 1
              && needs(Need.DOCUMENTS) == 1
              && open(Step.COMPLIANCE, "waiting") == 1
              && value("payouts_ended", Map.of("outcome", "paid")) == 1
              // Reported every ten seconds only.
              && exported.missing("sum by (operation) (temporal_request_total)").isEmpty();
        });
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  @Test
  void everyPlaceAndReasonAndOutcomeIsThereEvenWhenNobodyIs() {
    for (PayoutCensus.Place place : PayoutCensus.Place.all()) {
      String state = place.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      assertThat(open(place.step(), state)).as("%s", place).isNotNaN();
      assertThat(age(place.step(), state)).as("%s", place).isNotNaN();
    }
    assertThat(exported.values("payouts_open", "step"))
        .isEqualTo(words(Stream.of(Step.values()).map(Step::word)));
    assertThat(exported.values("payouts_open", "state"))
        .containsExactlyInAnyOrder("in-progress", "waiting", "needs-action");
    assertThat(exported.values("payouts_needs_action", "reason"))
        .isEqualTo(words(Stream.of(Need.values()).map(Need::word)));
    assertThat(exported.values("payouts_ended", "outcome"))
        .isEqualTo(words(Stream.of(Outcome.values()).map(Outcome::word)));
    assertThat(open(Step.WALLET, "waiting")).isZero();
    assertThat(age(Step.WALLET, "waiting")).isZero();
    assertThat(needs(Need.RETURNED)).isZero();
  }

  @Test
  void thePayoutsAreCountedWhereTheyStand() {
    assertThat(open(Step.COMPLIANCE, "needs-action")).isEqualTo(1);
    assertThat(open(Step.SETTLEMENT, "needs-action")).as("the stopped one").isEqualTo(1);
    assertThat(value("payouts_open", Map.of())).isEqualTo(3);
    assertThat(age(Step.COMPLIANCE, "waiting")).isPositive().isLessThan(300);
    assertThat(age(Step.SETTLEMENT, "needs-action")).isPositive().isLessThan(300);
    assertThat(value("payouts_stopped_money_may_be_out", Map.of())).isEqualTo(1);
    assertThat(value("payouts_broken", Map.of())).isZero();
    assertThat(value("payouts_census_truncated", Map.of())).isZero();
    assertThat(value("payouts_census_age_seconds", Map.of())).isLessThan(60);
  }

  @Test
  void operatorsAreShownWhatNeedsThemAndHowToFindTheRest() throws Exception {
    JsonNode page = operations("?customer=cust-review-1");

    assertThat(page.get("needsAction").findValuesAsText("invoiceId"))
        .containsExactlyInAnyOrder("seen-needy-1", "seen-stuck-1");
    assertThat(page.at("/needsAction/0/links/temporal").textValue())
        .isEqualTo("http://localhost:8233/namespaces/default/workflows/payout%2Fseen-needy-1");
    assertThat(page.get("needsAction").findValuesAsText("runbook"))
        .containsExactlyInAnyOrder(
            "http://localhost:8080/runbook#documents",
            "http://localhost:8080/runbook#stopped-outside");
    assertThat(page.at("/counts/stoppedMoneyMayBeOut").longValue()).isEqualTo(1);
    assertThat(page.at("/counts/ended/paid").longValue()).isEqualTo(1);
    assertThat(page.get("views")).hasSameSizeAs(PayoutView.values());
    assertThat(page.get("views").toString()).contains("cust-review-1");
    assertThat(page.get("browser").textValue()).contains("saved-workflow-queries");
  }

  private static JsonNode operations(String query) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + installation.apiPort + "/operations" + query))
            .header("Authorization", "Bearer " + Installation.API_KEY)
            .build();
    return new ObjectMapper()
        .readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Test
  void theProvidersAnswersAreCounted() {
    assertThat(exported.values("payouts_provider_calls_total", "endpoint"))
        .isEqualTo(words(Stream.of(Endpoint.values()).map(Endpoint::word)));
    assertThat(exported.values("payouts_provider_calls_total", "answer"))
        .isEqualTo(words(Stream.of(CallEnd.values()).map(CallEnd::word)));
    assertThat(calls("pay", "ok")).isEqualTo(2);
    assertThat(calls("pay", "unknown")).isZero();
    assertThat(calls("register-payee", "ok")).isPositive();
    assertThat(calls("inquire", "not-found")).as("each pay asks first").isGreaterThanOrEqualTo(2);
    assertThat(value("payouts_accepted_to_found_seconds_count", Map.of()))
        .as("once for each payout, however often it is asked")
        .isEqualTo(2);
    assertThat(value("payouts_accepted_to_found_seconds_bucket", Map.of("le", "10.0")))
        .as("half of the quiet period is a bucket")
        .isNotNaN();
    assertThat(value("payouts_found_late_total", Map.of())).isNotNaN();
    assertThat(value("payouts_resends_stopped", Map.of())).isZero();
    assertThat(value("payouts_sends_held", Map.of())).isZero();
  }

  @Test
  void theAlertsAskForWhatIsExported() throws Exception {
    List<JsonNode> rules =
        new ObjectMapper(new YAMLFactory())
            .readTree(DEPLOY.resolve("alerts.yml").toFile()).findValues("rules").stream()
                .flatMap(group -> group.valueStream())
                .toList();

    assertThat(rules).hasSizeGreaterThan(10);
    for (JsonNode rule : rules) {
      assertThat(exported.missing(rule.path("expr").asText())).as("%s", rule).isEmpty();
      assertThat(rule.path("alert").asText()).matches("Payouts[A-Za-z]+");
      assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
      assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
      assertThat(rule.at("/annotations/runbook_url").asText())
          .matches("http://localhost:8080/runbook#([a-z-]+|\\{\\{ \\$labels\\.reason }})");
    }
  }

  @Test
  void theDashboardAsksForWhatIsExported() throws Exception {
    List<String> expressions =
        new ObjectMapper()
            .readTree(DEPLOY.resolve("grafana-dashboard.json").toFile())
            .findValuesAsText("expr");

    assertThat(expressions).hasSizeGreaterThan(10);
    assertThat(expressions)
        .allSatisfy(expression -> assertThat(exported.missing(expression)).isEmpty());
  }

  @Test
  void aQueryForWhatIsNotExportedIsFound() {
    assertThat(exported.missing("max by (step) (payouts_opened{state=\"waiting\"}) > 0"))
        .contains("payouts_opened");
    assertThat(exported.missing("payouts_open{state=\"lost\"}"))
        .containsExactly("payouts_open{state=\"lost\"}");
    assertThat(exported.missing("rate(payouts_notices_total{verdict=~\"forged|funny\"}[5m])"))
        .containsExactly("payouts_notices_total{verdict=\"funny\"}");
    assertThat(exported.missing("sum by (colour) (payouts_open)")).hasSize(1);
    assertThat(exported.missing("1 > 0")).hasSize(1);
  }

  private static double open(Step step, String state) {
    return value("payouts_open", Map.of("step", step.word(), "state", state));
  }

  private static double age(Step step, String state) {
    return value("payouts_oldest_age_seconds", Map.of("step", step.word(), "state", state));
  }

  private static double needs(Need need) {
    return value("payouts_needs_action", Map.of("reason", need.word()));
  }

  private static double calls(String endpoint, String answer) {
    return value("payouts_provider_calls_total", Map.of("endpoint", endpoint, "answer", answer));
  }

  private static double value(String name, Map<String, String> labels) {
    return exported.value(name, labels);
  }

  private static Set<String> words(Stream<String> words) {
    return words.collect(Collectors.toSet());
  }

  private static void scrape() {
    exported =
        ExportedMetrics.of(
            scrape(installation.apiAdminPort), scrape(installation.worker().adminPort()));
  }

  private static String scrape(int port) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/prometheus"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
