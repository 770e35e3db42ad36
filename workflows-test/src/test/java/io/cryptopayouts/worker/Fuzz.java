package io.cryptopayouts.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Plays scenarios from seeds and tells what they broke. {@code ./payouts fuzz} starts it.
 *
 * <p>Run i plays seed + i, so that each failure is repeated by its own seed and one run.
 */
final class Fuzz {

  /** So many seeds are taken at once, so that those of like setup can share what is costly. */
  private static final int BLOCK = 250;

  private static final int MOST_SHOWN = 5;

  /** In so many runs everything must have happened everywhere. */
  private static final long ENOUGH_FOR_ALL = 10_000;

  private static final Duration PROGRESS = Duration.ofSeconds(5);

  private final String level;
  private final Function<Tally, Level> levels;
  private final LongFunction<Scenario> scenarios;
  private final PrintStream out;
  private final Tally tally = new Tally();
  private final AtomicLong passed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final long began = System.nanoTime();
  private final AtomicLong shownAt = new AtomicLong(began);

  Fuzz(
      String level,
      Function<Tally, Level> levels,
      LongFunction<Scenario> scenarios,
      PrintStream out) {
    this.level = level;
    this.levels = levels;
    this.scenarios = scenarios;
    this.out = out;
  }

  /** What came of a campaign. */
  record Result(long passed, long failed, Tally tally) {}

  Result run(long seed, long runs) {
    int threads = (int) Math.min(Runtime.getRuntime().availableProcessors(), (runs + 1) / 2);
    AtomicLong next = new AtomicLong(seed);
    long end = seed + runs;
    List<Future<?>> players = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads))) {
      for (int i = 0; i < Math.max(1, threads); i++) {
        players.add(executor.submit(() -> play(next, end)));
      }
      for (Future<?> player : players) {
        player.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    }
    return new Result(passed.get(), failed.get(), tally);
  }

  private void play(AtomicLong next, long end) {
    try (Level played = levels.apply(tally)) {
      for (long from = next.getAndAdd(BLOCK); from < end; from = next.getAndAdd(BLOCK)) {
        List<Seeded> block = new ArrayList<>();
        for (long seed = from; seed < Math.min(end, from + BLOCK); seed++) {
          block.add(new Seeded(seed, scenarios.apply(seed)));
        }
        block.sort(Comparator.comparing(seeded -> played.likeness(seeded.scenario())));
        block.forEach(seeded -> play(played, seeded));
      }
    }
  }

  private record Seeded(long seed, Scenario scenario) {}

  private void play(Level played, Seeded seeded) {
    Set<String> faults = played.faults(seeded.scenario());
    if (faults.isEmpty()) {
      passed.incrementAndGet();
    } else if (failed.incrementAndGet() <= MOST_SHOWN) {
      show(played, seeded, faults);
    }
    progress();
  }

  private void show(Level played, Seeded seeded, Set<String> faults) {
    Scenario shortest =
        Shrinker.shrink(seeded.scenario(), scenario -> !played.faults(scenario).isEmpty());
    synchronized (out) {
      out.println("FAILED seed " + seeded.seed() + ": " + String.join("; ", faults));
      out.println("the shortest scenario that fails like it:");
      out.print(shortest.json());
      out.println(
          "again: ./payouts fuzz --level " + level + " --seed " + seeded.seed() + " --runs 1");
    }
  }

  private void progress() {
    long shown = shownAt.get();
    long now = System.nanoTime();
    if (now - shown > PROGRESS.toNanos() && shownAt.compareAndSet(shown, now)) {
      synchronized (out) {
        out.println("  " + count());
      }
    }
  }

  String count() {
    double seconds = (System.nanoTime() - began) / 1e9;
    return String.format(
        Locale.ROOT,
        "%d passed, %d failed, %.0f runs/s",
        passed.get(),
        failed.get(),
        (passed.get() + failed.get()) / seconds);
  }

  // The command.

  /** What the person asked for. */
  private record Wish(String level, long seed, long runs, Path scenario) {

    static Wish of(String[] arguments) {
      String level = "model";
      long seed = System.currentTimeMillis();
      long runs = 10_000;
      Path scenario = null;
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
          default ->
              throw new IllegalArgumentException(
                  name + " is unknown: it is --level, --seed, --runs or --scenario");
        }
      }
      return new Wish(level, seed, runs, scenario);
    }

    private static long number(String name, String value) {
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException malformed) {
        throw new IllegalArgumentException(name + " must be a whole number, not " + value);
      }
    }
  }

  public static void main(String[] arguments) {
    try {
      Wish wish = Wish.of(arguments);
      System.exit(wish.scenario() == null ? campaign(wish) : single(wish));
    } catch (IllegalArgumentException | IOException mistaken) {
      System.err.println("fuzz: " + mistaken.getMessage());
      System.exit(64);
    }
  }

  private static Function<Tally, Level> levels(String level) {
    return switch (level) {
      case "model" -> tally -> new ModelLevel(EnumSet.noneOf(Guard.class), tally);
      default -> throw new IllegalArgumentException("there is no level " + level);
    };
  }

  private static int campaign(Wish wish) {
    Function<Tally, Level> levels = levels(wish.level());
    System.out.println(
        "level " + wish.level() + ", base seed " + wish.seed() + ", " + wish.runs() + " runs");
    Fuzz fuzz = new Fuzz(wish.level(), levels, Scenarios::of, System.out);
    Result result = fuzz.run(wish.seed(), wish.runs());
    System.out.println("  " + fuzz.count());
    System.out.println(result.tally().table());
    List<String> empty = wish.runs() < ENOUGH_FOR_ALL ? List.of() : result.tally().empty();
    if (!empty.isEmpty()) {
      System.out.println("never happened: " + String.join(", ", empty));
    }
    System.out.println(result.passed() + " passed, " + result.failed() + " failed");
    return result.failed() == 0 && empty.isEmpty() ? 0 : 1;
  }

  private static int single(Wish wish) throws IOException {
    if (!Files.isReadable(wish.scenario())) {
      throw new IllegalArgumentException("there is no file " + wish.scenario());
    }
    Scenario scenario = Scenario.parse(Files.readString(wish.scenario()));
    Set<String> faults;
    if (wish.level().equals("model")) {
      faults = Model.told(scenario, EnumSet.noneOf(Guard.class), System.out::println);
    } else {
      try (Level played = levels(wish.level()).apply(new Tally())) {
        faults = played.faults(scenario);
      }
    }
    System.out.println(faults.isEmpty() ? "1 passed, 0 failed" : "0 passed, 1 failed: " + faults);
    return faults.isEmpty() ? 0 : 1;
  }
}
