package io.cryptopayouts.worker;

import java.util.Optional;
import java.util.Set;

/**
 * The whole product in one process under skipped time, with the provider's simulator over loopback:
 * see {@link MemoryPlay} for what is modelled.
 */
final class MemoryLevel implements FuzzLevel {

  /** The in-memory server becomes slower with each execution it has had. */
  private static final int MOST_PLAYS = 100;

  /**
   * Now and then the in-memory server locks its time for a task that nobody has any more: then it
   * is played again, and set aside in the end. A payout that goes round without a pause is no such
   * case.
   */
  private static final int ATTEMPTS = 3;

  private final Set<Guard> without;
  private final Tally tally;
  private MemoryStage stage;
  private String likeness;
  private int plays;

  MemoryLevel(Set<Guard> without, Tally tally) {
    this.without = without;
    this.tally = tally;
  }

  @Override
  public Set<String> faults(Scenario scenario) {
    for (int attempt = 1; ; attempt++) {
      try {
        return stage(scenario).play(scenario, tally, plays++);
      } catch (MemoryStage.StandsStill still) {
        Set<String> failed = stage.failedTasks();
        boolean round = stage.goesRound();
        // It cannot be closed while somebody sleeps in it.
        Thread.startVirtualThread(stage::close);
        stage = null;
        if (!failed.isEmpty()) {
          return failed;
        }
        if (round) {
          return Set.of("goes round without a pause");
        }
        if (attempt == ATTEMPTS) {
          tally.setAside();
          return Set.of();
        }
      }
    }
  }

  private MemoryStage stage(Scenario scenario) {
    if (stage == null || plays == MOST_PLAYS || !likeness(scenario).equals(likeness)) {
      close();
      stage = new MemoryStage(scenario.setup(), without);
      plays = 0;
      likeness = likeness(scenario);
    }
    return stage;
  }

  @Override
  public Optional<String> inTheModel(Scenario failing) {
    return Optional.of(ModelLevel.word(failing, without));
  }

  @Override
  public String likeness(Scenario scenario) {
    Scenario.Setup setup = scenario.setup();
    return setup.profile() + " " + setup.lag() + " " + setup.resend() + " " + setup.duplicateCode();
  }

  @Override
  public void close() {
    if (stage != null) {
      stage.close();
    }
    stage = null;
  }
}
