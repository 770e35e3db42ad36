package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.contract.PayoutView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Links into the Temporal UI of a run. */
record Views(Environment environment) {

  String all() {
    return view("WorkflowType=\"CryptoPayoutWorkflow\"");
  }

  String needsMe() {
    return view(PayoutView.NEEDS_ME.query());
  }

  /** The payouts that this query finds. */
  String view(String query) {
    return workflows() + "?query=" + encoded(query);
  }

  /** One payout, or one invoice. */
  String execution(String workflowId) {
    return workflows() + "/" + encoded(workflowId);
  }

  private String workflows() {
    return environment.temporalUi().orElse("(the Temporal UI)")
        + "/namespaces/"
        + encoded(environment.namespace())
        + "/workflows";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
