package io.cryptopayouts.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.worker.Scenario.Moment;
import io.cryptopayouts.worker.Scenario.Operation;
import io.cryptopayouts.worker.Scenario.Settles;
import io.cryptopayouts.worker.Scenario.Setup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise, kept by the product in memory, and seen broken where a guard is missing. */
@Timeout(600)
class MemoryTest {

  private static final Set<Guard> WHOLE = EnumSet.noneOf(Guard.class);

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

  /** A short scenario for each. */
  static Stream<Arguments> broken() {
    Setup usual = Setup.USUAL;
    Setup stuck = usual.settling(Settles.STUCK);
    return Stream.of(
        Arguments.of(Guard.CLAIM, usual, "PAY_TAKEN#1 RERUN"),
        Arguments.of(Guard.OWN_TOKEN, usual, "PAY_TAKEN#1 OPTIONS more-attempts"),
        Arguments.of(Guard.ASK, usual, "PT0S PAY answer-lost"),
        Arguments.of(Guard.QUIET, usual, "PT0S PAY answer-lost"),
        Arguments.of(Guard.TROUBLE_IS_UNKNOWN, usual, "PT0S PAY 502-taken"),
        Arguments.of(Guard.SEND_WINDOW, usual, "PAY_GRANTED#1 FREEZE PT16M, PT15M30S RECHECK"),
        Arguments.of(Guard.SEAL, usual, "PAY_READ#1 FREEZE PT16M, PT10S CANCEL"),
        Arguments.of(Guard.SILENCE_IS_UNKNOWN, usual, "PT0S PAY answer-lost"),
        Arguments.of(Guard.CONFIRM_NOTICE, stuck, "PT2M NOTICE success"),
        Arguments.of(Guard.FINAL_WORD, stuck, ""),
        Arguments.of(Guard.EXACT_WALLET, usual.withLookalike(), ""),
        Arguments.of(Guard.COMPARE, stuck, "PT0S FOREIGN"));
  }

  @Test
  void eachGuardThatCanBeTakenOutIsOneOfThose() {
    assertThat(broken().map(arguments -> arguments.get()[0]))
        .containsExactlyInAnyOrderElementsOf(Broken.GUARDS);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aMissingGuardIsSeen(Guard guard, Setup setup, String operations) {
    Scenario scenario = scenario(setup, operations);
    Set<Guard> without = EnumSet.of(guard);

    try (MemoryLevel memory = new MemoryLevel(without, new Tally())) {
      assertThat(memory.faults(scenario)).as("without it").isNotEmpty();
    }
    try (MemoryLevel memory = new MemoryLevel(WHOLE, new Tally())) {
      assertThat(memory.faults(scenario)).as("with it").isEmpty();
    }
  }

  private static Scenario scenario(Setup setup, String operations) {
    return new Scenario(
        setup,
        Stream.of(operations.split(", "))
            .filter(words -> !words.isEmpty())
            .map(words -> words.split(" "))
            .map(words ->
                new Operation(
                    Moment.parse(words[0]),
                    Kind.valueOf(words[1]),
                    words.length > 2 ? words[2] : null))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S UPGRADE", "PAY_TAKEN#1 UPGRADE"})
  void aWorkerThatHasOnlyTheHistoryGoesOn(String operations) {
    try (MemoryLevel memory = new MemoryLevel(WHOLE, new Tally())) {
      assertThat(memory.faults(scenario(Setup.USUAL, operations))).isEmpty();
    }
  }

  @Test
  void aFailureIsShownAsItsShortestScenarioWithTheModelsWordAndTheCommandThatRepeatsIt() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Fuzz fuzz =
        new Fuzz(
            "again",
            tally -> new MemoryLevel(EnumSet.of(Guard.CLAIM), tally),
            seed -> scenario(Setup.USUAL, "PAY_TAKEN#1 RERUN, PT5M WAKE"),
            new PrintStream(shown, true, UTF_8));

    fuzz.run(7, 1, 1);

    assertThat(shown.toString(UTF_8))
        .startsWith("FAILED seed 7: ")
        .contains("RERUN")
        .doesNotContain("WAKE")
        .contains("fails in the model, too: was paid twice")
        .endsWith("again --seed 7 --runs 1\n");
  }

  @Test
  void aHostileProviderIsPaidTwiceAtWhereItIsTrustedNevertheless() {
    Setup trusted = Setup.USUAL.from(Profile.HOSTILE, "PT1H");
    try (MemoryLevel memory = new MemoryLevel(WHOLE, new Tally())) {
      assertThat(memory.faults(scenario(trusted, "PT0S PAY answer-lost")).toString())
          .contains("was paid 2 times");
    }
  }
}
