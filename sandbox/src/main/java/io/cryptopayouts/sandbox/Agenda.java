package io.cryptopayouts.sandbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * What is to happen at which time of the simulator's clock, done whenever somebody looks. Guarded
 * by its owner.
 */
final class Agenda {

  private record Entry(Instant due, long order, Consumer<Instant> action) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
  private long order;

  /** The action is given the time it was due, which may have passed long before it runs. */
  void at(Instant due, Consumer<Instant> action) {
    entries.add(new Entry(due, order++, action));
  }

  void runDue(Instant now) {
    while (!entries.isEmpty() && !entries.peek().due().isAfter(now)) {
      Entry entry = entries.remove();
      entry.action().accept(entry.due());
    }
  }
}
