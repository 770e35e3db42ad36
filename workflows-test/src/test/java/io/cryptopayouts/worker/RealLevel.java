package io.cryptopayouts.worker;

import io.cryptopayouts.sandbox.Profile;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A real Temporal server, worker and API as they ship, and networks of ours between them: see
 * {@link RealStage}. A failure is shown as it was played, because to play it again takes a minute.
 */
final class RealLevel implements FuzzLevel {

  private static final int AT_ONCE = 16;

  private final Tally tally;
  private RealStage stage;
  private String likeness;

  RealLevel(Tally tally) {
    this.tally = tally;
  }

  @Override
  public int atOnce() {
    return AT_ONCE;
  }

  @Override
  public Set<String> faults(Scenario scenario) {
    return faults(List.of(scenario)).getFirst();
  }

  @Override
  public List<Set<String>> faults(List<Scenario> scenarios) {
    Scenario first = scenarios.getFirst();
    if (!likeness(first).equals(likeness)) {
      close();
      stage = RealStage.start(first.setup());
      likeness = likeness(first);
    }
    return stage.play(scenarios, tally);
  }

  @Override
  public Scenario shortest(Scenario failing) {
    return failing;
  }

  /** What an installation is the same in for all its payouts. */
  @Override
  public Optional<String> inTheModel(Scenario failing) {
    return Optional.of(ModelLevel.word(failing, EnumSet.noneOf(Guard.class)));
  }

  @Override
  public String likeness(Scenario scenario) {
    Scenario.Setup setup = scenario.setup();
    boolean dedupes = setup.profile() == Profile.DEDUPES;
    return setup.resend() + " " + (dedupes ? setup.duplicateCode() : "taken again");
  }

  @Override
  public void close() {
    if (stage != null) {
      stage.close();
    }
    stage = null;
    likeness = null;
  }
}
