package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.runtime.StartCommand;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest {

  private final Map<String, String> environment = RunningApi.environment(1);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"PAYOUTS_API_KEYS", "PAYOUTS_PAYLOAD_KEYS", "POCKYT_API_TOKEN"})
  void aMissingSecretStopsTheStartAndIsNamed(String variable) {
    environment.remove(variable);

    assertThat(start("server"))
        .isEqualToIgnoringNewLines(
            "Not started. "
                + variable
                + " is missing or blank: set it in the environment of this process");
  }

  @ParameterizedTest
  @CsvSource({
    "PAYOUTS_API_KEYS,shop:t00-short",
    "PAYOUTS_API_KEYS,a name:0123456789abcdef0123456789",
    "PAYOUTS_API_KEYS,'a:0123456789abcdef0123,b:0123456789abcdef0123'",
    "PAYOUTS_API_KEYS,shop:changeme",
    "PAYOUTS_PAYLOAD_KEYS,k1:0123456789",
    "POCKYT_API_TOKEN,your-token",
    "POCKYT_API_TOKEN_OLD,<token>"
  })
  void aFaultySecretStopsTheStartWithoutBeingShown(String variable, String value) {
    environment.put(variable, value);

    assertThat(start("server"))
        .startsWith("Not started. " + variable)
        .doesNotContain(value.substring(value.indexOf(':') + 1))
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PAYOUTS_PERSONAL_DATA,'ops,nobody',nobody",
    "PAYOUTS_CODEC_ORIGINS,*,PAYOUTS_CODEC_ORIGINS",
    "PAYOUTS_CODEC_ORIGINS,ui.example.com,PAYOUTS_CODEC_ORIGINS",
    "PAYOUTS_CODEC_ORIGINS,https://ui.example.com/path,PAYOUTS_CODEC_ORIGINS",
    "PAYOUTS_CODEC_ORIGINS,null,PAYOUTS_CODEC_ORIGINS",
    "TEMPORAL_UI_URL,localhost:8233,TEMPORAL_UI_URL"
  })
  void aFaultyCodecSettingStopsTheStartAndIsNamed(String variable, String value, String named) {
    environment.put(variable, value);

    assertThat(start("server"))
        .startsWith("Not started. " + variable)
        .contains(named)
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void guestsAreLetInOnLoopbackOnly(String host) {
    environment.put("PAYOUTS_CODEC_GUESTS", "true");
    environment.put("PAYOUTS_BIND_HOST", host);

    assertThat(start("server"))
        .startsWith("Not started. PAYOUTS_CODEC_GUESTS")
        .contains("PAYOUTS_BIND_HOST")
        .hasLineCount(1);
  }

  @Test
  void anUnknownSettingStopsTheStart(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("api.yml"), "colour: blue\n");

    assertThat(start("server", file.toString())).contains("Not started.", "colour");
  }

  @Test
  void aTemporalThatDoesNotAnswerStopsTheStart() {
    environment.put("PAYOUTS_TEMPORAL_START_PATIENCE", "PT0.2S");

    assertThat(start("server"))
        .startsWith("Not started. Temporal at 127.0.0.1:1 did not answer within PT0.2S");
  }

  @Test
  void theViewsArePrintedThoughNothingRuns() {
    environment.put("TEMPORAL_UI_URL", "https://ui.example");
    environment.put("TEMPORAL_NAMESPACE", "pay");

    assertThat(start("views", "cust-1")).isEmpty();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("Needs me\n")
        .contains("https://ui.example/namespaces/pay/workflows?query=PayoutNeeds%20IS%20NOT%20NULL")
        .contains("?query=PayoutCustomer%3D%22cust-1%22\n")
        .contains("saved-workflow-queries")
        .doesNotContain("INFO");
  }

  @Test
  void withoutACustomerTheViewsSayHowToNameOne() {
    assertThat(start("views")).isEmpty();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("views CODE");
  }

  private String start(String... arguments) {
    ApiApplication application = new ApiApplication(environment);
    Bootstrap<ApiConfiguration> bootstrap = new Bootstrap<>(application);
    bootstrap.addCommand(new StartCommand<>(application, "api.yml"));
    bootstrap.addCommand(
        new ViewsCommand(
            environment,
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            Clock.systemUTC()));
    application.initialize(bootstrap);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Cli cli =
        new Cli(
            new JarLocation(ApiApplication.class),
            bootstrap,
            OutputStream.nullOutputStream(),
            errors);
    assertThat(cli.run(arguments).isPresent()).as("failed").isEqualTo(errors.size() > 0);
    return errors.toString(StandardCharsets.UTF_8);
  }
}
