package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptopayouts.sandbox.Movement;
import java.math.BigDecimal;

/** A movement of the simulator's ledger, as its admin API shows it. */
record Moved(
    String invoiceId,
    Movement.Kind kind,
    BigDecimal amount,
    String currency,
    String transactionNo,
    String customerNo,
    String accountToken) {

  static Moved of(JsonNode movement) {
    return new Moved(
        movement.path("invoiceId").asText(),
        Movement.Kind.valueOf(movement.path("kind").asText()),
        new BigDecimal(movement.path("amount").asText()),
        movement.path("currency").asText(),
        movement.path("transactionNo").asText(),
        movement.path("customerNo").asText(),
        movement.path("accountToken").asText());
  }

  /** In one word and the amount. */
  String words() {
    String money = amount.toPlainString();
    return switch (kind) {
      case TAKEN -> "took " + money;
      case SETTLED -> "paid " + money;
      case FAILED -> "gave back " + money;
      case RETURNED -> "returned " + money;
    };
  }
}
