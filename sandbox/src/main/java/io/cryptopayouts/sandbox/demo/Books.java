package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.sandbox.Movement;
import java.util.List;

/** What the provider's ledger shows of one payout. */
enum Books {
  NOTHING_MOVED("nothing moved"),
  UNDER_WAY("taken once and not yet settled"),
  PAID_ONCE("paid once"),
  GIVEN_BACK("taken once and given back"),
  RETURNED("paid once and returned"),
  OUT_OF_ORDER("MOVED MORE THAN ONCE");

  private final String words;

  Books(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  static Books of(List<Moved> moved) {
    List<Movement.Kind> kinds = moved.stream().map(Moved::kind).toList();
    if (kinds.isEmpty()) {
      return NOTHING_MOVED;
    }
    if (kinds.equals(List.of(Movement.Kind.TAKEN))) {
      return UNDER_WAY;
    }
    if (kinds.equals(List.of(Movement.Kind.TAKEN, Movement.Kind.SETTLED))) {
      return PAID_ONCE;
    }
    if (kinds.equals(List.of(Movement.Kind.TAKEN, Movement.Kind.FAILED))) {
      return GIVEN_BACK;
    }
    if (kinds.equals(List.of(Movement.Kind.TAKEN, Movement.Kind.SETTLED, Movement.Kind.RETURNED))) {
      return RETURNED;
    }
    return OUT_OF_ORDER;
  }
}
