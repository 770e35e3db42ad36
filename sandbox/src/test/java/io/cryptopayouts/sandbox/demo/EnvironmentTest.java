package io.cryptopayouts.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

  private static final Map<String, String> ODD =
      Map.of("PAYOUTS_A", "it's \"odd\" $HOME `ls` = #", "PAYOUTS_B", "", "PAYOUTS_C", "a b");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgainAndIsForItsOwnerOnly() throws IOException {
    Environment written = new Environment(new RunFolder(folder), ODD);
    written.write();
    assertThat(Environment.read(new RunFolder(folder))).isEqualTo(written);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("environment"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aShellReadsTheSame() throws Exception {
    new Environment(new RunFolder(folder), ODD).write();
    Process shell =
        new ProcessBuilder("sh", "-c", ". ./environment; printf '%s' \"$PAYOUTS_A\"")
            .directory(folder.toFile())
            .start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(ODD.get("PAYOUTS_A"));
  }

  @Test
  void ourOwnTemporalTakesNothingOverFromTheSurroundings() {
    Environment own = choose(Map.of("TEMPORAL_CLI", "/bin/temporal", "TEMPORAL_API_KEY", "theirs"));
    assertThat(own.usesForeignTemporal()).isFalse();
    assertThat(own.temporal())
        .containsEntry("TEMPORAL_CLI", "/bin/temporal")
        .doesNotContainKey("TEMPORAL_API_KEY");
    assertThat(own.temporalAddress()).isEqualTo("127.0.0.1:" + own.temporalPort());
  }

  @Test
  void aTemporalThatWasNamedIsReachedAsThePersonReachesIt() {
    Environment foreign =
        choose(Map.of("TEMPORAL_ADDRESS", "temporal.example:7233", "TEMPORAL_API_KEY", "theirs"));
    assertThat(foreign.usesForeignTemporal()).isTrue();
    assertThat(foreign.temporal())
        .containsEntry("TEMPORAL_ADDRESS", "temporal.example:7233")
        .containsEntry("TEMPORAL_API_KEY", "theirs");
    assertThat(foreign.temporalUi()).isEmpty();
  }

  @Test
  void aWorkerKnowsNoKeysOfTheApi() {
    Environment own = choose(Map.of());
    assertThat(own.worker().values())
        .noneMatch(value -> value.contains(own.operatorKey()) || value.contains(own.callerKey()));
    assertThat(own.callerKey()).isNotEqualTo(own.operatorKey()).hasSizeGreaterThan(20);
  }

  private Environment choose(Map<String, String> surroundings) {
    return Environment.choose(new RunFolder(folder), surroundings);
  }
}
