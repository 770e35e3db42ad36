package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutCensus;
import io.cryptopayouts.contract.PayoutSummary;
import io.cryptopayouts.contract.PayoutView;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Step;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-31T23:59:59Z"), ZoneOffset.UTC);
  private static final TemporalUi UI = new TemporalUi(URI.create("https://ui.example/t/"), "pay s");
  private static final String LIST = "https://ui.example/t/namespaces/pay%20s/workflows";

  private final Operations operations =
      new Operations(UI, URI.create("https://book.example/run"), "eu-", CLOCK);

  @Test
  void everyViewHasItsQueryAndALinkThatHoldsIt() {
    JsonNode views = operations.views("cust-1");

    assertThat(views.findValuesAsText("name"))
        .isEqualTo(Stream.of(PayoutView.values()).map(PayoutView::title).toList());
    assertThat(views).allSatisfy(view -> assertThat(view.get("purpose").textValue()).isNotBlank());
    assertThat(views)
        .allSatisfy(view -> {
          URI link = URI.create(view.get("link").textValue());
          assertThat(link.toString()).startsWith(LIST + "?query=").doesNotContain("+", "\"");
          assertThat(link.getQuery()).isEqualTo("query=" + view.get("query").textValue());
        });
    assertThat(query(views, PayoutView.EXPIRES_TODAY)).contains("< \"2026-04-01T00:00:00Z\"");
    assertThat(query(views, PayoutView.ONE_CUSTOMER)).isEqualTo("PayoutCustomer=\"cust-1\"");
  }

  @Test
  void withoutACustomerTheirViewHasNoLink() {
    JsonNode view = view(operations.views(null), PayoutView.ONE_CUSTOMER);

    assertThat(view.get("query").textValue()).isEqualTo("PayoutCustomer=\"...\"");
    assertThat(view.has("link")).isFalse();
  }

  @Test
  void whatNeedsActionLeadsToItsExecutionAndItsRowOfTheRunbook() {
    JsonNode list =
        operations
            .show(
                null,
                List.of(summary("inv-1", "pay", "held"), summary("inv-2", null, "returned")),
                2,
                Optional.empty())
            .get("needsAction");

    assertThat(list.at("/0/links/self").textValue()).isEqualTo("/payouts/inv-1");
    assertThat(list.at("/0/links/temporal").textValue()).isEqualTo(LIST + "/payout%2Finv-1");
    assertThat(list.at("/0/links/runbook").textValue()).isEqualTo("https://book.example/run#held");
    assertThat(list.at("/1/links/temporal").textValue())
        .as("the record of the provider's invoice")
        .isEqualTo(LIST + "/invoice%2Feu-inv-2");
  }

  @Test
  void aLongListIsCutAndSaysSo() {
    List<PayoutSummary> two =
        List.of(summary("inv-1", "pay", "held"), summary("inv-2", "pay", "held"));

    JsonNode cut = operations.show(null, two, 1, Optional.empty());

    assertThat(cut.get("needsAction")).hasSize(1);
    assertThat(cut.get("more").booleanValue()).isTrue();
    assertThat(operations.show(null, two, 2, Optional.empty()).get("more").booleanValue())
        .isFalse();
  }

  @Test
  void countsAreThereIfTheyAreFresh() {
    assertThat(operations.show(null, List.of(), 1, Optional.empty()).has("counts")).isFalse();

    JsonNode counts =
        operations.show(null, List.of(), 1, Optional.of(census(CLOCK.instant()))).get("counts");

    assertThat(counts.get("open")).hasSize(1);
    assertThat(counts.at("/open/0/step").textValue()).isEqualTo("funds");
    assertThat(counts.at("/open/0/state").textValue()).isEqualTo("waiting");
    assertThat(counts.at("/open/0/count").longValue()).isEqualTo(3);
    assertThat(counts.at("/ended").size()).isEqualTo(Outcome.values().length);
  }

  @Test
  void theLineForTheBrowserHoldsColumnsAndTheViewsThatLast() throws Exception {
    String line = UI.browser();

    assertThat(line).doesNotContain("\n").startsWith("((namespace, columns, views) => {");
    String arguments = line.substring(line.lastIndexOf("})(") + 3, line.length() - 1);
    JsonNode given = new ObjectMapper().readTree("[" + arguments + "]");
    assertThat(given.get(0).textValue()).isEqualTo("pay s");
    assertThat(given.get(1).findValuesAsText("label"))
        .contains("Status", "Workflow ID", "PayoutStep", "PayoutNeeds");
    assertThat(given.get(2).findValuesAsText("query"))
        .isEqualTo(
            Stream.of(PayoutView.values())
                .filter(PayoutView::isLasting)
                .map(view -> view.query(null, null))
                .toList());
    assertThat(given.get(2).findValuesAsText("type")).containsOnly("user");
  }

  static PayoutCensus census(Instant at) {
    return new PayoutCensus(
        at,
        PayoutCensus.Place.all().stream()
            .collect(
                Collectors.toMap(
                    place -> place,
                    place ->
                        place.equals(new PayoutCensus.Place(Step.FUNDS, Payouts.Listed.WAITING))
                            ? new PayoutCensus.Crowd(3, at.minusSeconds(60))
                            : new PayoutCensus.Crowd(0, null))),
        Stream.of(Need.values()).collect(Collectors.toMap(need -> need, need -> 0L)),
        0,
        Stream.of(Outcome.values()).collect(Collectors.toMap(outcome -> outcome, end -> 1L)),
        0,
        true);
  }

  private static String query(JsonNode views, PayoutView view) {
    return view(views, view).get("query").textValue();
  }

  private static JsonNode view(JsonNode views, PayoutView view) {
    return views
        .valueStream()
        .filter(one -> one.get("name").textValue().equals(view.title()))
        .findFirst()
        .orElseThrow();
  }

  private static PayoutSummary summary(String id, String step, String need) {
    return new PayoutSummary(
        id, "needs-action", step, null, need, null, "cust-1", null, null, null, false);
  }
}
