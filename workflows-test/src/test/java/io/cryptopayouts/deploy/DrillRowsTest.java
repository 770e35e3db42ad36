package io.cryptopayouts.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.sandbox.demo.Drill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every drill practises a row of the runbook. */
class DrillRowsTest {

  @Test
  void everyDrillIsCalledAsARowOfTheRunbook() throws IOException {
    String runbook = Files.readString(Path.of("..", "docs", "operations.md"));
    List<String> words = Drill.ALL.stream().map(Drill::word).toList();

    assertThat(words).doesNotHaveDuplicates();
    assertThat(words).isNotEmpty().allMatch(word -> runbook.contains("id=\"" + word + "\""));
  }
}
