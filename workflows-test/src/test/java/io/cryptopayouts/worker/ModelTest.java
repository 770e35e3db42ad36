package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise in the model, and that the machine sees it broken wherever a guard is missing. */
@Timeout(600)
class ModelTest {

  /** Within so many seeds a missing guard must be seen. */
  private static final int SEEDS = 2_000;

  private static final Set<Guard> WHOLE = EnumSet.noneOf(Guard.class);

  @Test
  void noOrderOfTwoSendsOneResetOneCrashAndOneFreezeBreaksIt() {
    assertNoneFails(Exhaustive::of, Exhaustive.COUNT);
  }

  @Test
  void noSeedBreaksItAndEachOperationHasHitEachPlace() {
    Fuzz.Result result = assertNoneFails(Scenarios::of, 300_000);

    assertThat(result.tally().empty()).as("never happened").isEmpty();
  }

  private static Fuzz.Result assertNoneFails(LongFunction<Scenario> scenarios, long runs) {
    Fuzz fuzz =
        new Fuzz(
            "again: ./payouts fuzz", tally -> new ModelLevel(WHOLE, tally), scenarios, System.out);
    Fuzz.Result result = fuzz.run(0, runs);

    assertThat(result.failed()).as("failed of %s, see above", runs).isZero();
    assertThat(result.passed()).isEqualTo(runs);
    return result;
  }

  @ParameterizedTest
  @MethodSource("io.cryptopayouts.worker.Scenarios#named")
  void aScenarioThatBrokeItOnceDoesNoMore(String name) {
    assertThat(Model.faults(Scenarios.named(name), WHOLE, new Tally())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Guard.class)
  void aMissingGuardIsSeen(Guard guard) {
    System.out.println("without " + guard + " " + seen(guard));
  }

  private static String seen(Guard guard) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Set<String> faults = Model.faults(Scenarios.of(seed), EnumSet.of(guard), new Tally());
      if (!faults.isEmpty()) {
        return "seed " + seed + ": " + String.join("; ", faults);
      }
    }
    throw new AssertionError("without " + guard + " nothing is seen in " + SEEDS + " seeds");
  }

  @Test
  void aHostileProviderIsPaidTwiceAtWhereItIsTrustedNevertheless() {
    for (long seed = 0; seed < SEEDS; seed++) {
      if (Model.faults(Scenarios.careless(seed), WHOLE, new Tally()).contains("was paid twice")) {
        System.out.println("a hostile provider, trusted: paid twice at seed " + seed);
        return;
      }
    }
    throw new AssertionError("no double payment in " + SEEDS + " seeds");
  }
}
