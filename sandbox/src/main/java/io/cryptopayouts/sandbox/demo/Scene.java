package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.sandbox.PayeeTrigger;
import io.cryptopayouts.sandbox.Trigger;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * One payout of the demo.
 *
 * @param invoiceId makes the simulator misbehave by its words
 * @param customerCode likewise
 * @param shows what is to be seen
 * @param expected how it ends
 */
record Scene(
    String invoiceId, String customerCode, BigDecimal amount, String shows, Outcome expected) {

  static final String CURRENCY = "USD";
  static final BigDecimal BALANCE = new BigDecimal("1000.00");
  static final BigDecimal TOP_UP = new BigDecimal("6000.00");

  /** The whole play. */
  record Cast(
      Scene straight,
      Scene review,
      Scene topUp,
      Scene timeout,
      Scene refused,
      Scene lostNotice,
      Scene killed) {

    /** In the order of the table. */
    List<Scene> all() {
      return List.of(straight, review, topUp, timeout, refused, lostNotice, killed);
    }
  }

  /**
   * @param run put behind every id, for a Temporal server that has seen the demo before; may be
   *     empty
   */
  static Cast cast(String run) {
    String reviewed = PayeeTrigger.REVIEW.name().toLowerCase(Locale.ROOT);
    return new Cast(
        scene("demo-straight", "ada", run, "25.00", "goes straight through", Outcome.PAID),
        scene(
            "demo-review", reviewed, run, "40.00", "payee in review, then approved", Outcome.PAID),
        scene("demo-topup", "ben", run, "5000.00", "balance short, then topped up", Outcome.PAID),
        scene(
            "demo-" + Trigger.TIMEOUT_PAID.word(),
            "eve",
            run,
            "60.00",
            "pay is taken but never answered",
            Outcome.PAID),
        scene(
            "demo-" + Trigger.REFUSED.word(),
            "fay",
            run,
            "15.00",
            "the provider refuses pay",
            Outcome.REFUSED),
        scene(
            "demo-" + Trigger.NONOTICE.word(),
            "gil",
            run,
            "30.00",
            "the webhook is lost",
            Outcome.PAID),
        scene(
            "demo-" + Trigger.SLOW.word() + "-kill9",
            "joy",
            run,
            "75.00",
            "worker killed with -9 amid pay",
            Outcome.PAID));
  }

  private static Scene scene(
      String name, String payee, String run, String amount, String shows, Outcome expected) {
    return new Scene(name + run, "cust-" + payee + run, new BigDecimal(amount), shows, expected);
  }

  /** The body of {@code POST /payouts}. */
  ObjectNode order() {
    ObjectNode order = Http.JSON.createObjectNode();
    order
        .put("invoiceId", invoiceId)
        .put("amount", amount.toPlainString())
        .put("currency", CURRENCY);
    order
        .putObject("payee")
        .put("type", "details")
        .put("customerCode", customerCode)
        .put("profileType", "INDIVIDUAL")
        .put("email", customerCode + "@example.com")
        .put("firstName", "Demo")
        .put("lastName", "Payee")
        .put("dateOfBirth", "1990-05-17")
        .put("countryCode", "US")
        .put("state", "NY")
        .put("city", "New York")
        .put("street", "1 Example Street")
        .put("zip", "10005")
        .put("governmentIdType", "PASSPORT")
        .put("governmentId", "ID-" + customerCode);
    order
        .putObject("wallet")
        .put("type", "address")
        .put("chain", "ETH - Ethereum")
        .put("address", address());
    return order;
  }

  /** Nobody's address: the code itself, in hexadecimal. */
  private String address() {
    String digits = HexFormat.of().formatHex(customerCode.getBytes(StandardCharsets.US_ASCII));
    return "0x" + (digits + "0".repeat(40)).substring(0, 40);
  }
}
