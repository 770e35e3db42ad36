package io.cryptopayouts.worker;

import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.worker.Scenario.Length;
import io.cryptopayouts.worker.Scenario.Moment;
import io.cryptopayouts.worker.Scenario.Operation;
import io.cryptopayouts.worker.Scenario.Settles;
import io.cryptopayouts.worker.Scenario.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Makes scenarios from seeds: the same seed makes the same one, on every machine. */
final class Scenarios {

  private static final Path KEPT = Path.of("src/test/resources/scenarios");
  private static final Kind[] KINDS = Kind.values();
  private static final Point[] POINTS = Point.values();

  /** Around these something ends or begins: limits, windows, deadlines, the quiet period. */
  private static final long[] BOUNDARIES =
      Stream.of(
              "PT0S", "PT1S", "PT5S", "PT10S", "PT30S", "PT1M", "PT1M30S", "PT2M", "PT5M", "PT10M",
              "PT15M", "PT16M", "PT30M", "PT31M", "PT1H", "PT1H2M")
          .mapToLong(text -> Length.parse(text).millis())
          .toArray();

  /** What looks definitive. */
  private static final List<String> REFUSALS =
      List.of("000010-untaken", "000030-untaken", "000040-untaken");

  private static final long[] BESIDE = {-1, 0, 1, 20, 1_000};

  private final SplittableRandom random;
  private final List<Kind> enabled = new ArrayList<>();

  private Scenarios(long seed) {
    random = new SplittableRandom(seed);
    for (Kind kind : KINDS) {
      if (random.nextBoolean()) {
        enabled.addAll(Collections.nCopies(weight(kind), kind));
      }
    }
  }

  /** What goes to the heart comes more often. */
  private static int weight(Kind kind) {
    return switch (kind) {
      case PAY -> 14;
      case FREEZE -> 14;
      case CRASH -> 5;
      case PAY_SLOW, RESET, RERUN, OPTIONS -> 2;
      default -> 1;
    };
  }

  static Scenario of(long seed) {
    Scenarios scenarios = new Scenarios(seed);
    return new Scenario(scenarios.setup(), scenarios.operations());
  }

  /** The names of the scenarios that are kept: each has broken the promise once. */
  static List<String> named() {
    try (Stream<Path> files = Files.list(KEPT)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.replace(".json", ""))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Scenario named(String name) {
    try {
      return Scenario.parse(Files.readString(KEPT.resolve(name + ".json")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A provider that protects against nothing, and a worker that trusts it nevertheless. */
  static Scenario careless(long seed) {
    Scenario usual = of(seed);
    return new Scenario(
        usual.setup().from(Profile.HOSTILE, "PT1H").resending(true), usual.operations());
  }

  /** Only what the guarantee rests on: a hostile provider, and no re-sends there. */
  private Setup setup() {
    Profile profile = any(Profile.values());
    return new Setup(
        profile,
        lag(profile, random.nextInt(2)),
        profile != Profile.HOSTILE && random.nextInt(4) > 0,
        mostly("Activated", "Underreview", "Unverified", "Declined"),
        mostly("Activated", "Pending", "Invalid"),
        random.nextInt(8) > 0,
        random.nextInt(3) > 0 ? Settles.SUCCESS : any(Settles.values()),
        random.nextInt(3) > 0,
        random.nextInt(6) == 0,
        random.nextInt(6) == 0,
        random.nextInt(3) > 0 ? "000023" : "000099");
  }

  private static Length lag(Profile profile, int which) {
    return Length.parse(
        switch (profile) {
          case DEDUPES -> which == 0 ? "PT0S" : "PT1H";
          case LAGS -> which == 0 ? "PT5M" : "PT10M";
          case HOSTILE -> "PT1H";
        });
  }

  private String mostly(String usual, String... others) {
    return random.nextInt(6) > 0 ? usual : any(others);
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    if (enabled.isEmpty()) {
      return operations;
    }
    int most = 1 + random.nextInt(Scenario.MOST_OPERATIONS);
    for (int i = 0; i < most; i++) {
      operations.add(operation(enabled.get(random.nextInt(enabled.size()))));
    }
    return operations;
  }

  private Operation operation(Kind kind) {
    List<String> choices = kind == Kind.PAY && random.nextBoolean() ? REFUSALS : kind.choices();
    String with = choices.isEmpty() ? null : choices.get(random.nextInt(choices.size()));
    return new Operation(moment(kind), kind, with);
  }

  private Moment moment(Kind kind) {
    Point point = any(POINTS);
    if (kind.atPoint(point) && (!kind.byTime() || random.nextInt(5) < 2)) {
      return Moment.at(point, 1 + (random.nextInt(3) == 0 ? random.nextInt(6) : 0));
    }
    if (random.nextInt(kind.isArmed() ? 2 : 4) == 0) {
      return Moment.after(0);
    }
    long boundary = BOUNDARIES[random.nextInt(BOUNDARIES.length)];
    return Moment.after(Math.max(0, boundary + BESIDE[random.nextInt(BESIDE.length)]));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
