package io.cryptopayouts.sandbox.demo;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the ledger is to show of a payout at the end of a drill.
 *
 * @param allowed whichever the operator's way leads to
 */
record Due(String invoiceId, Set<Books> allowed) {

  static Due of(String invoiceId, Books first, Books... others) {
    return new Due(invoiceId, EnumSet.of(first, others));
  }

  /** Why product and ledger do not agree, or not as due; empty if all is well. */
  String problem(Told told, Books books) {
    if (!allowed.contains(books)) {
      return "the ledger was to show: "
          + String.join(" or ", allowed.stream().map(Books::words).toList());
    }
    boolean agrees =
        switch (told.outcome()) {
          case "paid" -> books == Books.PAID_ONCE || books == Books.RETURNED;
          case "failed" -> books == Books.GIVEN_BACK;
          case "refused", "cancelled", "expired" -> books == Books.NOTHING_MOVED;
          // A person's verdict, or a payout that is not of this system.
          default -> true;
        };
    return agrees ? "" : "but the product says " + told.words();
  }
}
