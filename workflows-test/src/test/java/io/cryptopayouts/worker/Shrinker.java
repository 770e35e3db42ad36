package io.cryptopayouts.worker;

import io.cryptopayouts.worker.Scenario.Operation;
import io.cryptopayouts.worker.Scenario.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the shortest scenario that still fails: no operation can be left out of it. */
final class Shrinker {

  private final Predicate<Scenario> fails;

  private Shrinker(Predicate<Scenario> fails) {
    this.fails = fails;
  }

  static Scenario shrink(Scenario failing, Predicate<Scenario> fails) {
    Shrinker shrinker = new Shrinker(fails);
    Scenario shortest = failing;
    Scenario before;
    do {
      before = shortest;
      shortest = shrinker.withoutAnOperation(shortest);
      shortest = shrinker.plainer(shortest);
    } while (!shortest.equals(before));
    return shortest;
  }

  private Scenario withoutAnOperation(Scenario scenario) {
    Scenario shortest = scenario;
    for (int i = scenario.operations().size() - 1; i >= 0; i--) {
      List<Operation> fewer = new ArrayList<>(shortest.operations());
      fewer.remove(i);
      Scenario candidate = new Scenario(shortest.setup(), fewer);
      if (fails.test(candidate)) {
        shortest = candidate;
      }
    }
    return shortest;
  }

  /** As usual as possible: what is left that is unusual matters. */
  private Scenario plainer(Scenario scenario) {
    return Stream.iterate(0, i -> i < 10, i -> i + 1)
        .reduce(
            scenario,
            (plain, part) -> {
              Scenario candidate = new Scenario(withUsual(plain.setup(), part), plain.operations());
              return !candidate.equals(plain) && fails.test(candidate) ? candidate : plain;
            },
            (one, other) -> other);
  }

  private static Setup withUsual(Setup setup, int part) {
    Setup usual = Setup.USUAL;
    boolean provider = part == 0;
    return new Setup(
        provider ? usual.profile() : setup.profile(),
        provider ? usual.lag() : setup.lag(),
        part == 1 ? usual.resend() : setup.resend(),
        part == 2 ? usual.payee() : setup.payee(),
        part == 3 ? usual.wallet() : setup.wallet(),
        part == 4 ? usual.funded() : setup.funded(),
        part == 5 ? usual.settles() : setup.settles(),
        part == 6 ? usual.notices() : setup.notices(),
        part == 7 ? usual.hurried() : setup.hurried(),
        part == 8 ? usual.lookalike() : setup.lookalike(),
        part == 9 ? usual.duplicateCode() : setup.duplicateCode());
  }
}
