package io.cryptopayouts.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cryptopayouts.contract.PayoutAttributes;
import io.cryptopayouts.contract.PayoutView;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Ways into the Temporal UI. */
final class TemporalUi {

  /** What the list shows of each payout, left to right. */
  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of("Status", "Workflow ID"),
              Stream.concat(
                  Stream.of(
                          PayoutAttributes.STEP,
                          PayoutAttributes.WAITS_FOR,
                          PayoutAttributes.NEEDS,
                          PayoutAttributes.WAIT_SINCE,
                          PayoutAttributes.DEADLINE,
                          PayoutAttributes.OUTCOME,
                          PayoutAttributes.CUSTOMER)
                      .map(key -> key.getName()),
                  Stream.of("Start")))
          .toList();

  /** Keeps what other namespaces have, and the saved views that are not ours. */
  private static final String SEEDING =
      "((namespace, columns, views) => {"
          + " const put = (key, change) => {"
          + " const all = JSON.parse(localStorage.getItem(key) || '{}');"
          + " all[namespace] = change(all[namespace] || []);"
          + " localStorage.setItem(key, JSON.stringify(all)); };"
          + " put('namespace-workflow-table-columns', () => columns);"
          + " put('saved-workflow-queries', saved =>"
          + " saved.filter(view => !String(view.id).startsWith('payouts-')).concat(views));"
          + " location.reload(); })";

  private final String workflows;
  private final String namespace;

  /**
   * @param address where people see the UI
   */
  TemporalUi(URI address, String namespace) {
    String ui = address.toString();
    this.workflows =
        (ui.endsWith("/") ? ui.substring(0, ui.length() - 1) : ui)
            + "/namespaces/"
            + encoded(namespace)
            + "/workflows";
    this.namespace = namespace;
  }

  /** The page of an execution, newest run. */
  String execution(String workflowId) {
    return workflows + "/" + encoded(workflowId);
  }

  /** The list of what a query finds. */
  String search(String query) {
    return workflows + "?query=" + encoded(query);
  }

  /**
   * A line of JavaScript, for the browser's console on a page of the UI: it sets the columns of the
   * list and saves the views whose query lasts. The UI keeps both in the browser and nowhere else.
   */
  String browser() {
    ArrayNode columns = JsonNodeFactory.instance.arrayNode();
    COLUMNS.forEach(label -> columns.addObject().put("label", label));
    ArrayNode views = JsonNodeFactory.instance.arrayNode();
    for (PayoutView view : PayoutView.values()) {
      if (view.isLasting()) {
        views
            .addObject()
            .put("id", "payouts-" + view.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("name", view.title())
            .put("query", view.query())
            .put("type", "user");
      }
    }
    return SEEDING + "(" + TextNode.valueOf(namespace) + ", " + columns + ", " + views + ")";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
