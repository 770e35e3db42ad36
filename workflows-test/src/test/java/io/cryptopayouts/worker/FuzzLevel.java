package io.cryptopayouts.worker;

import java.util.Set;

/** How much of the product is real when a scenario is played. */
interface FuzzLevel extends AutoCloseable {

  /** Everything that is wrong after the scenario was played, each as a sentence. */
  Set<String> faults(Scenario scenario);

  /** Scenarios of equal likeness share what is costly, if they come one after the other. */
  String likeness(Scenario scenario);

  @Override
  void close();
}
