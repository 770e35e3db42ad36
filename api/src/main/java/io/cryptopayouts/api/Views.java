package io.cryptopayouts.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.PayoutSummary;
import io.cryptopayouts.contract.Payouts;
import java.util.List;

/** How answers look. */
final class Views {

  private final ObjectMapper json = PayoutConverter.json();
  private final TemporalUi ui;
  private final String invoicePrefix;

  Views(TemporalUi ui, String invoicePrefix) {
    this.ui = ui;
    this.invoicePrefix = invoicePrefix;
  }

  ObjectNode started(Payouts.Started started) {
    ObjectNode view = json.createObjectNode();
    view.put("invoiceId", started.invoiceId().invoiceId());
    view.put("repeated", started.repeated());
    return linked(view, started.invoiceId());
  }

  ObjectNode status(PayoutStatus status) {
    return linked(json.valueToTree(status), status.invoiceId());
  }

  /**
   * @param answer the sentence that says what was done
   */
  ObjectNode done(PayoutId id, String answer) {
    ObjectNode view = json.createObjectNode();
    view.put("invoiceId", id.invoiceId());
    view.put("answer", answer);
    return linked(view, id);
  }

  /**
   * @param found one more than asked for, if there are more
   */
  ObjectNode list(List<PayoutSummary> found, int limit) {
    ObjectNode view = json.createObjectNode();
    view.set("payouts", json.valueToTree(found.subList(0, Math.min(limit, found.size()))));
    view.put("more", found.size() > limit);
    view.put("note", "from Temporal's visibility, which may lag by seconds");
    return view;
  }

  static String path(PayoutId id) {
    return "/payouts/" + id.invoiceId();
  }

  private ObjectNode linked(ObjectNode view, PayoutId id) {
    view.putObject("links")
        .put("self", path(id))
        .put("temporal", ui.execution(id.workflowId()))
        // Where what is reported after the end stands, and is acknowledged.
        .put(
            "invoice", ui.execution(PayoutId.invoiceWorkflowId(id.providerInvoice(invoicePrefix))));
    return view;
  }
}
