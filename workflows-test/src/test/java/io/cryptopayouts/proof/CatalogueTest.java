package io.cryptopayouts.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.proof.Catalogue.Fault;
import io.cryptopayouts.proof.Catalogue.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the catalogue of faults to what is there. {@code -Dproof.write=true} writes the page anew;
 * {@code ./payouts guards} takes the guards out, one by one, and sees their tests turn red.
 */
class CatalogueTest {

  private static final int FAULTS = 48;

  private final List<Fault> faults = Catalogue.faults();
  private final List<Guard> guards = Catalogue.guards();

  @Test
  void everyFaultHasItsRow() {
    assertThat(faults)
        .extracting(Fault::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, FAULTS).boxed().toList());
    assertThat(faults).allSatisfy(fault -> assertThat(fault.tests()).isNotEmpty());
  }

  @Test
  void everyTestThatIsNamedIsThere() {
    Stream<String> named =
        Stream.concat(
            faults.stream().flatMap(fault -> fault.tests().stream()),
            guards.stream().flatMap(guard -> guard.tests().stream()));

    assertThat(named.distinct().filter(test -> Catalogue.source(test).isEmpty())).isEmpty();
  }

  @Test
  void everyGuardStandsInItsFileOnce() {
    assertThat(guards)
        .allSatisfy(guard -> {
          String text = Catalogue.text(Catalogue.ROOT.resolve(guard.file()));
          assertThat(text.split(Pattern.quote(guard.find()), -1)).as(guard.id()).hasSize(2);
          assertThat(guard.replace()).as(guard.id()).isNotEqualTo(guard.find());
          assertThat(guard.tests()).as(guard.id()).isNotEmpty();
        });
    assertThat(guards).extracting(Guard::id).doesNotHaveDuplicates();
  }

  @Test
  void everyGuardIsUsedAndTurnsATestOfItsRowRed() {
    Set<String> unused = new HashSet<>(guards.stream().map(Guard::id).toList());
    for (Fault fault : faults) {
      Guard guard =
          guards.stream().filter(one -> one.id().equals(fault.guard())).findFirst().orElseThrow();
      assertThat(fault.tests()).as("fault %s", fault.number()).containsAnyElementsOf(guard.tests());
      unused.remove(guard.id());
    }
    assertThat(unused).isEmpty();
  }

  @Test
  void thePageSaysTheSame() throws IOException {
    Path page = ProofPage.FILE;
    String text = Catalogue.text(page);
    if (Boolean.getBoolean("proof.write")) {
      Files.writeString(page, ProofPage.renewed(text));
    } else {
      assertThat(text)
          .as("docs/proof.md is out of date: run ./payouts proof")
          .isEqualTo(ProofPage.renewed(text));
    }
  }
}
