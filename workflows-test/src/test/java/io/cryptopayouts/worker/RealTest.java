package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.worker.Scenario.Moment;
import io.cryptopayouts.worker.Scenario.Operation;
import io.cryptopayouts.worker.Scenario.Setup;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The promise, kept by real processes, and seen broken where it rests on nothing. */
@Timeout(300)
class RealTest {

  private static final int SEEDS = 4;

  /** What strikes all, and can keep a second payment from being made. */
  private static final Set<Kind> PREVENTING = EnumSet.of(Kind.SWAP, Kind.OUTAGE);

  @Test
  void someSeedsDoNotBreakItAndAHostileProviderIsPaidTwiceAtWhereItIsTrustedNevertheless() {
    try (RealLevel real = new RealLevel(new Tally())) {
      Scenario careless =
          new Scenario(
              // So late that it is sent again before, however busy the machine.
              Setup.USUAL.from(Profile.HOSTILE, "PT2H"),
              List.of(new Operation(Moment.after(0), Kind.PAY, "answer-lost")));
      List<Scenario> scenarios = new ArrayList<>(alike(real, careless));
      scenarios.add(careless);

      List<Set<String>> faults = real.faults(scenarios);

      assertThat(faults.subList(0, SEEDS)).allMatch(Set::isEmpty);
      assertThat(faults.getLast().toString()).contains("was paid 2 times");
    }
  }

  /** One installation for all. */
  private static List<Scenario> alike(RealLevel real, Scenario other) {
    return LongStream.iterate(0, seed -> seed + 1)
        .mapToObj(Scenarios::of)
        .filter(scenario -> real.likeness(scenario).equals(real.likeness(other)))
        .filter(scenario ->
            scenario.operations().stream().noneMatch(each -> PREVENTING.contains(each.kind())))
        .limit(SEEDS)
        .toList();
  }
}
