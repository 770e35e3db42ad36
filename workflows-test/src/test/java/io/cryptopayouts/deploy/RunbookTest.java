package io.cryptopayouts.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Action;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Temporal UI, the API and the alerts lead to rows of the runbook: each must be there. */
class RunbookTest {

  private static final String RUNBOOK = read("docs/operations.md");
  private static final List<String> ROWS = found("<a id=\"([^\"]+)\"></a>", RUNBOOK);

  private static final List<String> ANCHORS =
      Stream.concat(
              ROWS.stream(),
              found("(?m)^## (.+)$", RUNBOOK).stream()
                  .map(heading -> heading.toLowerCase(Locale.ROOT).replace(' ', '-')))
          .toList();

  @ParameterizedTest
  @EnumSource(Need.class)
  void everyNeedHasItsRowWithItsWord(Need need) {
    assertThat(RUNBOOK).contains("| <a id=\"" + need.word() + "\"></a>`" + need.word() + "` |");
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "ENDED")
  void everyStepHasARowForItsWait(Step step) {
    assertThat(ROWS).contains("waits-" + step.word());
  }

  @Test
  void everyOtherStateHasItsRow() {
    assertThat(ROWS)
        .contains("in-progress", "ended", "invoice")
        .contains("worker-down", "provider-down", "temporal-down", "restored", "stuck-deploy");
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void everyActionIsExplained(Action action) {
    assertThat(RUNBOOK).contains("| `" + action.word() + "`");
  }

  @Test
  void noRowIsThereTwiceAndNoLinkLeadsNowhere() {
    assertThat(ANCHORS).doesNotHaveDuplicates();
    assertThat(found("\\]\\(#([^)]+)\\)", RUNBOOK)).isNotEmpty().allMatch(ANCHORS::contains);
  }

  @Test
  void everyAlertLeadsToARow() {
    List<String> linked = found("runbook#([^\"{]+)\"", read("deploy/alerts.yml"));

    assertThat(linked).hasSizeGreaterThan(10).allMatch(ANCHORS::contains);
  }

  /** A row with a cell too many or too few is cut, or shifts, where it is shown. */
  @Test
  void everyRowOfATableHasAsManyCellsAsItsHead() {
    int cells = 0;
    for (String line : RUNBOOK.lines().toList()) {
      if (!line.startsWith("|")) {
        cells = 0;
      } else if (cells == 0) {
        cells = line.split("\\|", -1).length;
      } else {
        assertThat(line.split("\\|", -1)).as(line).hasSize(cells);
      }
    }
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1)).toList();
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of("..").resolve(file));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
