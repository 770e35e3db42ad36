package io.cryptopayouts.worker;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How much of the product is real when a scenario is played. */
interface FuzzLevel extends AutoCloseable {

  /** Everything that is wrong after the scenario was played, each as a sentence. */
  Set<String> faults(Scenario scenario);

  /** How many may be played at the same time: only such of equal likeness. */
  default int atOnce() {
    return 1;
  }

  /** The faults of each, played at the same time. */
  default List<Set<String>> faults(List<Scenario> scenarios) {
    return scenarios.stream().map(this::faults).toList();
  }

  /** What is shown of one that fails. */
  default Scenario shortest(Scenario failing) {
    return Shrinker.shrink(failing, scenario -> !faults(scenario).isEmpty());
  }

  /** What the model makes of one that fails; nothing if this is the model. */
  default Optional<String> inTheModel(Scenario failing) {
    return Optional.empty();
  }

  /** Scenarios of equal likeness share what is costly, if they come one after the other. */
  String likeness(Scenario scenario);

  @Override
  void close();
}
