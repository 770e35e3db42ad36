package io.cryptopayouts.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The latest calls, and how many there were of each path. */
final class CallLog {
  private static final int KEPT = 100_000;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<String, Long> counts = new HashMap<>();

  /** One call whose answer may still be open. */
  final class Entry {
    private Call call;

    private Entry(Call call) {
      this.call = call;
    }

    void answered(String outcome) {
      synchronized (CallLog.this) {
        call = call.answered(outcome);
      }
    }
  }

  synchronized Entry arrived(Call call) {
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    Entry entry = new Entry(call);
    entries.addLast(entry);
    counts.merge(call.path(), 1L, Long::sum);
    return entry;
  }

  synchronized List<Call> calls() {
    return entries.stream().map(entry -> entry.call).toList();
  }

  synchronized long count(String path) {
    return counts.getOrDefault(path, 0L);
  }
}
