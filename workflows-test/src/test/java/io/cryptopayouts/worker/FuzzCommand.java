package io.cryptopayouts.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/** {@code ./payouts fuzz}. */
final class FuzzCommand {

  /** Of so many runs one may be set aside. */
  private static final int MOST_ASIDE = 100;

  /** In so many runs everything must have happened everywhere. */
  private static final long ENOUGH_FOR_ALL = 10_000;

  private FuzzCommand() {}

  /** What the person asked for. */
  private record Wish(String level, long seed, long runs, Path scenario, Set<Guard> without) {

    static Wish of(String[] arguments) {
      String level = "model";
      long seed = ThreadLocalRandom.current().nextLong(1_000_000_000);
      long runs = 0;
      Path scenario = null;
      Set<Guard> without = EnumSet.noneOf(Guard.class);
      for (int i = 0; i < arguments.length; i += 2) {
        String name = arguments[i];
        if (i + 1 == arguments.length) {
          throw new IllegalArgumentException(name + " needs a value");
        }
        String value = arguments[i + 1];
        switch (name) {
          case "--level" -> level = value;
          case "--seed" -> seed = number(name, value);
          case "--runs" -> runs = number(name, value);
          case "--scenario" -> scenario = Path.of(value);
          case "--without" -> without.add(guard(value));
          default ->
              throw new IllegalArgumentException(
                  name + " is unknown: it is --level, --seed, --runs, --scenario or --without");
        }
      }
      return new Wish(level, seed, runs > 0 ? runs : usual(level), scenario, without);
    }

    private static long usual(String level) {
      return level.equals("real") ? 100 : 10_000;
    }

    private static long number(String name, String value) {
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException malformed) {
        throw new IllegalArgumentException(name + " must be a whole number, not " + value);
      }
    }

    private static Guard guard(String name) {
      try {
        return Guard.valueOf(name);
      } catch (IllegalArgumentException unknown) {
        throw new IllegalArgumentException(
            "there is no guard " + name + ": it is one of " + EnumSet.allOf(Guard.class));
      }
    }

    Function<Tally, FuzzLevel> levels() {
      return switch (level) {
        case "model" -> tally -> new ModelLevel(without, tally);
        case "memory" -> {
          if (!Broken.GUARDS.containsAll(without)) {
            throw new IllegalArgumentException(
                "at this level only these can be taken out: " + Broken.GUARDS);
          }
          yield tally -> new MemoryLevel(without, tally);
        }
        case "real" -> {
          if (!without.isEmpty()) {
            throw new IllegalArgumentException("at this level no guard can be taken out");
          }
          yield RealLevel::new;
        }
        default ->
            throw new IllegalArgumentException(
                "there is no level " + level + ": it is model, memory or real");
      };
    }

    String again() {
      StringBuilder command = new StringBuilder("again: ./payouts fuzz --level " + level);
      without.forEach(guard -> command.append(" --without ").append(guard));
      return command.toString();
    }
  }

  public static void main(String[] arguments) {
    // What goes wrong on the way is the point, and would hide the outcome.
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    LogManager.getLogManager().reset();
    try {
      Wish wish = Wish.of(arguments);
      System.exit(wish.scenario() == null ? campaign(wish) : single(wish));
    } catch (IllegalArgumentException | IOException mistaken) {
      System.err.println("fuzz: " + mistaken.getMessage());
      System.exit(64);
    }
  }

  private static int campaign(Wish wish) {
    Function<Tally, FuzzLevel> levels = wish.levels();
    System.out.println(
        "level " + wish.level() + ", base seed " + wish.seed() + ", " + wish.runs() + " runs");
    if (!wish.without().isEmpty()) {
      System.out.println("without " + wish.without() + ": failures are what is wanted");
    }
    Fuzz fuzz = new Fuzz(wish.again(), levels, Scenarios::of, System.out);
    Fuzz.Result result =
        wish.level().equals("real")
            // One installation is enough for a machine.
            ? fuzz.run(wish.seed(), wish.runs(), 1)
            : fuzz.run(wish.seed(), wish.runs());
    System.out.println("  " + fuzz.count());
    System.out.println(result.tally().table());
    List<String> empty = wish.runs() < ENOUGH_FOR_ALL ? List.of() : result.tally().empty();
    if (!empty.isEmpty()) {
      System.out.println("never happened: " + String.join(", ", empty));
    }
    long aside = result.tally().aside();
    if (aside > 0) {
      System.out.println(
          aside + " set aside, neither passed nor failed: the in-memory server lost its time");
    }
    System.out.println(result.passed() + " passed, " + result.failed() + " failed");
    boolean tooMany = aside * MOST_ASIDE > wish.runs();
    return result.failed() == 0 && empty.isEmpty() && !tooMany ? 0 : 1;
  }

  private static int single(Wish wish) throws IOException {
    if (!Files.isReadable(wish.scenario())) {
      throw new IllegalArgumentException("there is no file " + wish.scenario());
    }
    Scenario scenario = Scenario.parse(Files.readString(wish.scenario()));
    Set<String> faults;
    if (wish.level().equals("model")) {
      faults = Model.told(scenario, wish.without(), System.out::println);
    } else {
      try (FuzzLevel played = wish.levels().apply(new Tally())) {
        faults = played.faults(scenario);
      }
    }
    System.out.println(faults.isEmpty() ? "1 passed, 0 failed" : "0 passed, 1 failed: " + faults);
    return faults.isEmpty() ? 0 : 1;
  }
}
