package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * An order for somebody who does not exist.
 *
 * @param invoiceId makes the simulator misbehave by its words
 * @param customerCode likewise
 */
record Order(String invoiceId, String customerCode, BigDecimal amount) {

  static final String CURRENCY = "USD";

  /** The body of {@code POST /payouts}. */
  ObjectNode body() {
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
