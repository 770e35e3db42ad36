package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise, kept by the product in memory, and seen broken where a guard is missing. */
@Timeout(600)
class MemoryTest {

  private static final Set<Guard> WHOLE = EnumSet.noneOf(Guard.class);

  /** Within so many seeds a missing guard must be seen. */
  private static final long MOST_SEEDS = 2_000;

  @Test
  void noSeedBreaksIt() {
    Fuzz fuzz =
        new Fuzz(
            "again: ./payouts fuzz --level memory",
            tally -> new MemoryLevel(WHOLE, tally),
            Scenarios::of,
            System.out);

    Fuzz.Result result = fuzz.run(0, 500);

    System.out.println(fuzz.count());
    assertThat(result.failed()).as("failed, see above").isZero();
    assertThat(result.tally().aside()).as("set aside").isLessThan(10);
  }

  @ParameterizedTest
  @MethodSource("io.cryptopayouts.worker.Scenarios#named")
  void aScenarioThatBrokeItOnceDoesNoMore(String name) {
    try (MemoryLevel memory = new MemoryLevel(WHOLE, new Tally())) {
      assertThat(memory.faults(Scenarios.named(name))).isEmpty();
    }
  }

  /**
   * Tried is what the model sees, from where it was seen before: threads may run otherwise here.
   * Found by {@code ./payouts fuzz --level memory --without GUARD --seed 0 --runs 2000}.
   */
  @ParameterizedTest
  @CsvSource({
    "CLAIM, 2",
    "OWN_TOKEN, 14",
    "SEAL, 5",
    "ASK, 2",
    "QUIET, 2",
    "TROUBLE_IS_UNKNOWN, 891",
    "SILENCE_IS_UNKNOWN, 671",
    "SEND_WINDOW, 583",
    "EXACT_WALLET, 1",
    "CONFIRM_NOTICE, 327",
    "COMPARE, 819",
    "FINAL_WORD, 588"
  })
  void aMissingGuardIsSeen(Guard guard, long first) {
    Set<Guard> without = EnumSet.of(guard);
    try (MemoryLevel memory = new MemoryLevel(without, new Tally())) {
      long seen =
          LongStream.range(first, MOST_SEEDS)
              .filter(seed ->
                  !Model.faults(Scenarios.of(seed), without, new Tally()).isEmpty()
                      && !memory.faults(Scenarios.of(seed)).isEmpty())
              .findFirst()
              .orElseThrow(() -> new AssertionError("nothing is seen without " + guard));
      System.out.println("in memory, without " + guard + " seed " + seen);
    }
  }

  @Test
  void eachGuardThatCanBeTakenOutIsOneOfThose() {
    assertThat(Broken.GUARDS).hasSize(12);
  }

  @Test
  void aHostileProviderIsPaidTwiceAtWhereItIsTrustedNevertheless() {
    try (MemoryLevel memory = new MemoryLevel(WHOLE, new Tally())) {
      assertThat(
              LongStream.range(0, MOST_SEEDS)
                  .mapToObj(Scenarios::careless)
                  .filter(scenario ->
                      Model.faults(scenario, WHOLE, new Tally()).contains("was paid twice"))
                  .limit(20)
                  .anyMatch(
                      scenario -> memory.faults(scenario).toString().contains("was paid 2 times")))
          .isTrue();
    }
  }
}
