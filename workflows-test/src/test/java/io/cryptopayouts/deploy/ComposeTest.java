package io.cryptopayouts.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayoutAttributes;
import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compose file and its scripts must not lose, by their text: no engine is asked. */
class ComposeTest {

  private static final Path ROOT = Path.of("..");
  private static final String COMPOSE = read("docker-compose.yml");

  /** Given by the compose file itself, or left as they are inside a container. */
  private static final List<String> NOT_PASSED_ON =
      List.of(
          "PAYOUTS_ADMIN_BIND_HOST",
          "PAYOUTS_API_PORT",
          "PAYOUTS_API_ADMIN_PORT",
          "PAYOUTS_WORKER_ADMIN_PORT");

  @Test
  void registersTheSearchAttributesOfTheContract() {
    assertThat(found("(?m)^attribute (\\w+) (\\w+)$", read("deploy/namespace.sh")))
        .containsExactlyElementsOf(
            PayoutAttributes.ALL.stream()
                .map(key -> "attribute " + key.getName() + " " + type(key))
                .toList());
  }

  @Test
  void takesSecretsFromTheEnvironmentOnlyAndWithoutDefault() {
    List<String> secrets =
        found("(?m)^ +\\w*(?:PASSWORD|PWD|TOKEN|KEYS|SECRET)\\w*:.*$", COMPOSE).stream()
            .map(String::strip)
            .toList();
    assertThat(secrets)
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(
            line -> assertThat(line).matches("\\w+: \\$\\{\\w+:\\?[^}]+\\}|POCKYT_API_TOKEN_OLD:"));
    assertThat(found("\\$\\{(\\w*(?:PASSWORD|PWD|TOKEN|KEYS|SECRET)\\w*)(?!:\\?|\\w)", COMPOSE))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker-compose.yml",
        "Dockerfile",
        "deploy/healthy",
        "deploy/jvm.options",
        "deploy/namespace.sh",
        "deploy/schema.sh",
        "deploy/temporal.yml",
        "docs/compose.md"
      })
  void holdsNothingThatLooksLikeASecret(String file) {
    // Keys and tokens are long, with letters and digits and without the signs of words and paths.
    assertThat(found("(?=[A-Za-z+]*\\d)(?=\\d*[A-Za-z+])[A-Za-z0-9+]{20,}", read(file))).isEmpty();
  }

  @Test
  void pinsEveryImage() {
    List<String> images = found("(?m)^ +image: (\\S+)$", COMPOSE);
    List<String> bases = found("(?m)^FROM \\S+:\\S+", read("Dockerfile"));

    assertThat(images).hasSizeGreaterThanOrEqualTo(5);
    assertThat(bases).hasSize(2);
    assertThat(images).allSatisfy(line -> assertThat(line).containsPattern(":\\d+\\.\\d+\\S*$"));
    assertThat(bases).allSatisfy(line -> assertThat(line).containsPattern(":\\d+\\.\\d+\\.\\d+"));
    assertThat(COMPOSE.lines().filter(line -> line.contains("image:"))).hasSameSizeAs(images);
  }

  @Test
  void publishesPortsOnLoopbackOnly() {
    List<String> published = found("(?m)^ +- \"[^\"]*:\\d+\"$", COMPOSE);

    assertThat(published)
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains("- \"127.0.0.1:"))
        .noneMatch(line -> line.contains(":8081\"") || line.contains(":8082\""));
  }

  @Test
  void waitsLongerForTheWorkerThanTheWorkerForItsSteps() {
    Duration patience =
        Duration.parse(
            first(
                "PAYOUTS_STOP_PATIENCE:-(\\w+)\\}", read("worker/src/main/resources/worker.yml")));
    String grace = first("stop_grace_period: (\\d+)m\\n", service("worker"));

    assertThat(Duration.ofMinutes(Long.parseLong(grace))).isGreaterThan(patience.plusSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "api, api/src/main/resources/api.yml",
    "worker, worker/src/main/resources/worker.yml"
  })
  void passesEverySettingOn(String service, String settings) {
    List<String> variables =
        Pattern.compile("\\$\\{(\\w+):-")
            .matcher(read(settings))
            .results()
            .map(variable -> variable.group(1))
            .filter(variable -> !NOT_PASSED_ON.contains(variable))
            .toList();

    assertThat(variables).hasSizeGreaterThan(5);
    assertThat(service(service).lines().map(line -> line.strip().replaceFirst(":.*", "")))
        .containsAll(variables);
  }

  /** The part of the compose file about one service. */
  private static String service(String name) {
    return first("(?ms)^  " + name + ":\\n(.*?)(?=^  \\S|^\\S)", COMPOSE);
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  private static String first(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private static String type(SearchAttributeKey<?> key) {
    return switch (key.getValueType()) {
      case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
      case INDEXED_VALUE_TYPE_DATETIME -> "Datetime";
      case INDEXED_VALUE_TYPE_BOOL -> "Bool";
      case INDEXED_VALUE_TYPE_DOUBLE -> "Double";
      default -> throw new IllegalStateException(key.getName());
    };
  }

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
