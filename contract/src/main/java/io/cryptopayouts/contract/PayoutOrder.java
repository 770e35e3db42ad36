package io.cryptopayouts.contract;

import java.util.Map;

/**
 * What the caller asks for: pay this amount to this payee's wallet, under this name. Two orders are
 * the same if they are equal; {@code 25} and {@code 25.00} are.
 *
 * @param invoiceId the caller's name of this payout, unique for ever
 * @param money what is paid
 * @param note internal memo sent to the provider, at most 100 characters, nothing personal;
 *     optional
 * @param metadata the caller's own, echoed back in every status; at most 20 entries
 */
public record PayoutOrder(
    PayoutId invoiceId,
    Money money,
    Payee payee,
    Wallet wallet,
    @Personal String note,
    Deadlines deadlines,
    @Personal Map<String, String> metadata) {

  private static final int MOST_METADATA = 20;

  /**
   * @throws InvalidOrder naming every faulty field
   */
  public PayoutOrder {
    Problems problems = new Problems();
    missing(problems, "invoiceId", invoiceId);
    missing(problems, "amount", money);
    missing(problems, "payee", payee);
    missing(problems, "wallet", wallet);
    problems.optional("note", note, 100);
    deadlines = deadlines == null ? Deadlines.UNSET : deadlines;
    metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
    if (metadata.size() > MOST_METADATA) {
      problems.add("metadata", "must have at most " + MOST_METADATA + " entries");
    }
    metadata.forEach((name, value) -> {
      problems.required("metadata", name, 64);
      problems.required("metadata." + name, value, 500);
    });
    problems.throwIfAny();
  }

  private static void missing(Problems problems, String field, Object value) {
    if (value == null) {
      problems.add(field, "is missing");
    }
  }
}
