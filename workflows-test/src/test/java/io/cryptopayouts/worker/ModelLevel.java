package io.cryptopayouts.worker;

import java.util.Set;

/** See {@link Model}. */
final class ModelLevel implements FuzzLevel {

  private final Set<Guard> without;
  private final Tally tally;

  ModelLevel(Set<Guard> without, Tally tally) {
    this.without = without;
    this.tally = tally;
  }

  /** For whoever mends what failed at another level. */
  static String word(Scenario failing, Set<Guard> without) {
    Set<String> faults = Model.faults(failing, without, new Tally());
    return faults.isEmpty()
        ? "passes in the model: mend the model first"
        : "fails in the model, too: " + String.join("; ", faults);
  }

  @Override
  public Set<String> faults(Scenario scenario) {
    return Model.faults(scenario, without, tally);
  }

  @Override
  public String likeness(Scenario scenario) {
    return "";
  }

  @Override
  public void close() {}
}
