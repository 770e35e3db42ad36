package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.sandbox.Movement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row of the table: what the product says of a payout, what the provider's ledger shows.
 *
 * @param problem why they do not agree, empty if they do
 */
record Verdict(Scene scene, String says, String ledger, String problem) {

  static Verdict of(Scene scene, Told told, List<Moved> moved) {
    String ledger =
        moved.isEmpty()
            ? "nothing moved"
            : moved.stream().map(Moved::words).collect(Collectors.joining(", "));
    return new Verdict(scene, told.words(), ledger, problem(scene, told, moved));
  }

  boolean agrees() {
    return problem.isEmpty();
  }

  private static String problem(Scene scene, Told told, List<Moved> moved) {
    if (!told.isEnded()) {
      return "it has not ended";
    }
    if (!told.outcome().equals(scene.expected().word())) {
      return "it should have ended " + scene.expected().word();
    }
    List<Movement.Kind> kinds = moved.stream().map(Moved::kind).toList();
    if (!kinds.equals(expectedMovements(scene.expected()))) {
      return "the ledger shows something else";
    }
    for (Moved movement : moved) {
      if (movement.amount().compareTo(scene.amount()) != 0
          || !movement.currency().equals(Order.CURRENCY)) {
        return "the ledger shows another amount";
      }
      if (!movement.transactionNo().equals(told.transactionNo())) {
        return "the ledger shows another transaction";
      }
    }
    return "";
  }

  private static List<Movement.Kind> expectedMovements(Outcome outcome) {
    return switch (outcome) {
      case PAID -> List.of(Movement.Kind.TAKEN, Movement.Kind.SETTLED);
      case FAILED -> List.of(Movement.Kind.TAKEN, Movement.Kind.FAILED);
      case REFUSED, CANCELLED, EXPIRED -> List.of();
      case RESOLVED ->
          throw new IllegalArgumentException("an operator's verdict is no outcome to expect");
    };
  }
}
