package io.cryptopayouts.worker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each kind of operation hit a payout at each place. */
final class Tally {

  private final Map<Kind, Map<Place, LongAdder>> hits = new EnumMap<>(Kind.class);

  private final LongAdder aside = new LongAdder();

  Tally() {
    for (Kind kind : Kind.values()) {
      Map<Place, LongAdder> row = new EnumMap<>(Place.class);
      for (Place place : Place.values()) {
        row.put(place, new LongAdder());
      }
      hits.put(kind, row);
    }
  }

  void hit(Kind kind, Place place) {
    hits.get(kind).get(place).increment();
  }

  /** A scenario could not be played to its end, for a reason outside of the product. */
  void setAside() {
    aside.increment();
  }

  long aside() {
    return aside.sum();
  }

  private long hits(Kind kind, Place place) {
    return hits.get(kind).get(place).sum();
  }

  /** What could have been hit and never was. */
  List<String> empty() {
    List<String> empty = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Place place : kind.places()) {
        if (hits(kind, place) == 0) {
          empty.add(kind + " at " + place);
        }
      }
    }
    return empty;
  }

  /** A row for each kind, a column for each place; a dash where it cannot happen. */
  String table() {
    StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-16s", "hits"));
    for (Place place : Place.values()) {
      table.append(String.format(Locale.ROOT, "%11s", place.name().toLowerCase(Locale.ROOT)));
    }
    for (Kind kind : Kind.values()) {
      table.append(String.format(Locale.ROOT, "%n%-16s", kind.name().toLowerCase(Locale.ROOT)));
      for (Place place : Place.values()) {
        long hits = hits(kind, place);
        boolean possible = hits > 0 || kind.places().contains(place);
        table.append(String.format(Locale.ROOT, "%11s", possible ? hits : "-"));
      }
    }
    return table.toString();
  }
}
