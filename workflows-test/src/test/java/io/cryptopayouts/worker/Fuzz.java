package io.cryptopayouts.worker;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
 * Plays scenarios from seeds and tells what they broke.
 *
 * <p>Run i plays seed + i, so that each failure is repeated by its own seed and one run.
 */
final class Fuzz {

  /** At most so many seeds are taken at once: those of like setup can share what is costly. */
  private static final long MOST_AT_ONCE = 250;

  private static final int MOST_SHOWN = 5;

  private static final Duration PROGRESS = Duration.ofSeconds(5);

  /** The command that repeats a failure, but for its seed. */
  private final String again;

  private final Function<Tally, FuzzLevel> levels;
  private final LongFunction<Scenario> scenarios;
  private final PrintStream out;
  private final Tally tally = new Tally();
  private final AtomicLong passed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final long began = System.nanoTime();
  private final AtomicLong shownAt = new AtomicLong(began);

  Fuzz(
      String again,
      Function<Tally, FuzzLevel> levels,
      LongFunction<Scenario> scenarios,
      PrintStream out) {
    this.again = again;
    this.levels = levels;
    this.scenarios = scenarios;
    this.out = out;
  }

  /** What came of a campaign. */
  record Result(long passed, long failed, Tally tally) {}

  Result run(long seed, long runs) {
    return run(seed, runs, Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param threads each with a level of its own
   */
  Result run(long seed, long runs, int threads) {
    long block = Math.clamp((runs + threads - 1) / threads, 1, MOST_AT_ONCE);
    AtomicLong next = new AtomicLong(seed);
    long end = seed + runs;
    List<Future<?>> players = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        players.add(executor.submit(() -> play(next, block, end)));
      }
      for (Future<?> player : players) {
        player.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a scenario could not be played", broken.getCause());
    }
    return new Result(passed(), failed.get(), tally);
  }

  private void play(AtomicLong next, long block, long end) {
    try (FuzzLevel played = levels.apply(tally)) {
      for (long from = next.getAndAdd(block); from < end; from = next.getAndAdd(block)) {
        List<Seeded> taken = new ArrayList<>();
        for (long seed = from; seed < Math.min(end, from + block); seed++) {
          taken.add(new Seeded(seed, scenarios.apply(seed)));
        }
        taken.sort(Comparator.comparing(seeded -> played.likeness(seeded.scenario())));
        for (int first = 0; first < taken.size(); ) {
          List<Seeded> batch = batch(played, taken.subList(first, taken.size()));
          play(played, batch);
          first += batch.size();
        }
      }
    }
  }

  private record Seeded(long seed, Scenario scenario) {}

  /** As many of the first as may be played at the same time. */
  private static List<Seeded> batch(FuzzLevel played, List<Seeded> left) {
    String likeness = played.likeness(left.getFirst().scenario());
    return left.stream()
        .takeWhile(seeded -> played.likeness(seeded.scenario()).equals(likeness))
        .limit(played.atOnce())
        .toList();
  }

  private void play(FuzzLevel played, List<Seeded> batch) {
    List<Set<String>> faults = played.faults(batch.stream().map(Seeded::scenario).toList());
    for (int i = 0; i < batch.size(); i++) {
      if (faults.get(i).isEmpty()) {
        passed.incrementAndGet();
      } else if (failed.incrementAndGet() <= MOST_SHOWN) {
        show(played, batch.get(i), faults.get(i));
      }
    }
    progress();
  }

  private void show(FuzzLevel played, Seeded seeded, Set<String> faults) {
    Scenario shortest = played.shortest(seeded.scenario());
    synchronized (out) {
      out.println("FAILED seed " + seeded.seed() + ": " + String.join("; ", faults));
      out.println(
          shortest.equals(seeded.scenario())
              ? "its scenario:"
              : "the shortest scenario that fails like it:");
      out.print(shortest.json());
      played.inTheModel(shortest).ifPresent(out::println);
      out.println(again + " --seed " + seeded.seed() + " --runs 1");
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
    double rate = (passed.get() + failed.get()) / ((System.nanoTime() - began) / 1e9);
    return String.format(
        Locale.ROOT,
        rate < 10 ? "%d passed, %d failed, %.2f runs/s" : "%d passed, %d failed, %.0f runs/s",
        passed(),
        failed.get(),
        rate);
  }

  private long passed() {
    return passed.get() - tally.aside();
  }
}
