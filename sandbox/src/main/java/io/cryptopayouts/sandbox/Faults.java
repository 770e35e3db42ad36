package io.cryptopayouts.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The planned faults that are not used up yet. */
final class Faults {
  private final List<Fault> planned = new ArrayList<>();

  synchronized void plan(Fault fault) {
    planned.add(fault);
  }

  synchronized void clear() {
    planned.clear();
  }

  synchronized List<Fault> planned() {
    return List.copyOf(planned);
  }

  /** The first fault that meets this call, which uses it up by one. */
  synchronized Optional<Fault> take(Endpoint endpoint, Params params) {
    for (int i = 0; i < planned.size(); i++) {
      Fault fault = planned.get(i);
      if (!fault.meets(endpoint, params)) {
        continue;
      }
      if (fault.times() == 1) {
        planned.remove(i);
      } else if (fault.times() != Fault.FOR_EVER) {
        planned.set(i, fault.times(fault.times() - 1));
      }
      return Optional.of(fault);
    }
    return Optional.empty();
  }
}
