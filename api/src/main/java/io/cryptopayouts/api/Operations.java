package io.cryptopayouts.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptopayouts.contract.PayoutCensus;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutSummary;
import io.cryptopayouts.contract.PayoutView;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the operators' page looks. */
final class Operations {

  private final ObjectMapper json = PayoutConverter.json();
  private final TemporalUi ui;
  private final URI runbook;
  private final String invoicePrefix;
  private final Clock clock;

  /**
   * @param runbook its page; the rows are found by their anchors
   */
  Operations(TemporalUi ui, URI runbook, String invoicePrefix, Clock clock) {
    this.ui = ui;
    this.runbook = runbook;
    this.invoicePrefix = invoicePrefix;
    this.clock = clock;
  }

  /**
   * @param customer whose payouts the view of one customer shows; may be null
   * @param needing one more than {@code most}, if there are more
   */
  ObjectNode show(
      String customer, List<PayoutSummary> needing, int most, Optional<PayoutCensus> census) {
    ObjectNode page = json.createObjectNode();
    ArrayNode list = page.putArray("needsAction");
    needing.stream().limit(most).map(this::needing).forEach(list::add);
    page.put("more", needing.size() > most);
    census.ifPresent(counted -> page.set("counts", counts(counted)));
    page.set("views", views(customer));
    page.put("runbook", runbook.toString());
    page.put("browser", ui.browser());
    page.put("note", "from Temporal's visibility, which may lag by seconds");
    return page;
  }

  /**
   * The views, one after the other.
   *
   * @param customer whose payouts the view of one customer shows; without one it has no link
   */
  ArrayNode views(String customer) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    ArrayNode views = json.createArrayNode();
    for (PayoutView view : PayoutView.values()) {
      String query = view.query(today, customer);
      ObjectNode shown =
          views
              .addObject()
              .put("name", view.title())
              .put("purpose", view.purpose())
              .put("query", query);
      if (view != PayoutView.ONE_CUSTOMER || customer != null) {
        shown.put("link", ui.search(query));
      }
    }
    return views;
  }

  private ObjectNode needing(PayoutSummary summary) {
    ObjectNode view = json.valueToTree(summary);
    PayoutId id = new PayoutId(summary.invoiceId());
    // A payout has a step from its start; what has none is the record of an invoice.
    String workflowId =
        summary.step() == null
            ? PayoutId.invoiceWorkflowId(id.providerInvoice(invoicePrefix))
            : id.workflowId();
    view.putObject("links")
        .put("self", Views.path(id))
        .put("temporal", ui.execution(workflowId))
        .put("runbook", runbook + "#" + summary.needs());
    return view;
  }

  private ObjectNode counts(PayoutCensus census) {
    ObjectNode counts = json.createObjectNode();
    counts.put("at", census.at().toString());
    counts.put("complete", census.complete());
    ArrayNode open = counts.putArray("open");
    PayoutCensus.Place.all().stream()
        .filter(place -> census.open().get(place).count() > 0)
        .forEach(place ->
            open.addObject()
                .put("step", place.step().word())
                .put("state", place.state().word())
                .put("count", census.open().get(place).count())
                .put("oldest", census.open().get(place).oldest().toString()));
    counts.put("stoppedMoneyMayBeOut", census.stoppedMoneyMayBeOut());
    counts.put("broken", census.broken());
    ObjectNode ended = counts.putObject("ended");
    census.ended().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .forEach(end -> ended.put(end.getKey().word(), end.getValue()));
    return counts;
  }
}
