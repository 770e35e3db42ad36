package io.cryptopayouts.sandbox;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What really moved, in order, up to the moment it was asked for. Nothing is ever changed or taken
 * out: each later ledger starts with all movements of the earlier one.
 *
 * @param movements in order of sequence
 */
public record Ledger(List<Movement> movements) {

  public Ledger {
    movements = List.copyOf(movements);
  }

  /** All movements of one invoice, of all payouts that were taken under it. */
  public List<Movement> movements(String invoiceId) {
    return movements.stream().filter(m -> m.invoiceId().equals(invoiceId)).toList();
  }

  /** All movements of one kind. */
  public List<Movement> movements(Movement.Kind kind) {
    return movements.stream().filter(m -> m.kind() == kind).toList();
  }

  /** How often a payout was taken under this invoice: more than once is a double payment. */
  public long taken(String invoiceId) {
    return movements(invoiceId).stream().filter(m -> m.kind() == Movement.Kind.TAKEN).count();
  }

  /** The invoices under which a payout was taken more than once, with how often. */
  public Map<String, Long> takenMoreThanOnce() {
    return movements(Movement.Kind.TAKEN).stream()
        .collect(Collectors.groupingBy(Movement::invoiceId, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(count -> count.getValue() > 1)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
