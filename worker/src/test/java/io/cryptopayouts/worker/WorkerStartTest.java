package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.runtime.StartCommand;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker does not start with. */
class WorkerStartTest {

  private static final String PUBLISHED = "5cbfb079f15b150122261c8537086d77a";

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "POCKYT_BASE_URL", "https://mapi.yuansferdev.com",
              "POCKYT_MERCHANT_NO", "200043",
              "POCKYT_STORE_NO", "300014",
              "POCKYT_API_TOKEN", PUBLISHED,
              "PUBLIC_URL", "https://payouts.example.com",
              "PAYOUTS_PAYLOAD_KEYS", "k1:" + "A".repeat(43) + "=",
              "TEMPORAL_ADDRESS", "127.0.0.1:1",
              "PAYOUTS_TEMPORAL_START_PATIENCE", "PT0.2S",
              "PAYOUTS_WORKER_ADMIN_PORT", "0"));

  @Test
  void withAllItNeedsItComesAsFarAsTemporal() {
    assertThat(start()).startsWith("Not started. Temporal at 127.0.0.1:1 did not answer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POCKYT_BASE_URL",
        "POCKYT_MERCHANT_NO",
        "POCKYT_STORE_NO",
        "POCKYT_API_TOKEN",
        "PUBLIC_URL",
        "PAYOUTS_PAYLOAD_KEYS"
      })
  void aMissingSecretStopsTheStartAndIsNamed(String variable) {
    environment.remove(variable);

    assertThat(start()).startsWith("Not started. " + variable + " is missing or blank");

    environment.put(variable, "  ");

    assertThat(start()).startsWith("Not started. " + variable + " is missing or blank");
  }

  @ParameterizedTest
  @CsvSource({
    "POCKYT_API_TOKEN, changeme-0815",
    "POCKYT_BASE_URL, http://mapi.yuansferdev.com",
    "POCKYT_BASE_URL, ftp-and-no-address",
    "PUBLIC_URL, http://webhooks.example.org",
    "PAYOUTS_PAYLOAD_KEYS, k1:0815-too-short"
  })
  void aFaultyValueStopsTheStartWithoutBeingShown(String variable, String value) {
    environment.put(variable, value);

    assertThat(start())
        .startsWith("Not started. " + variable)
        .doesNotContain(value.substring(value.indexOf(':') + 1))
        .hasLineCount(1);
  }

  @Test
  void theSandboxsTokenIsRefusedOnAnotherHost() {
    environment.put("POCKYT_BASE_URL", "https://mapi.yuansfer.com");

    assertThat(start())
        .startsWith("Not started. POCKYT_API_TOKEN is the one published for the sandbox")
        .doesNotContain(PUBLISHED)
        .hasLineCount(1);

    environment.put("POCKYT_API_TOKEN", "a-token-of-our-own-0815");

    assertThat(start()).startsWith("Not started. Temporal");
  }

  private String start() {
    WorkerApplication application = new WorkerApplication(environment);
    Bootstrap<WorkerConfiguration> bootstrap = new Bootstrap<>(application);
    bootstrap.addCommand(new StartCommand<>(application, "worker.yml"));
    application.initialize(bootstrap);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Cli cli =
        new Cli(
            new JarLocation(WorkerApplication.class),
            bootstrap,
            OutputStream.nullOutputStream(),
            errors);
    assertThat(cli.run("server").isPresent()).isTrue();
    return errors.toString(StandardCharsets.UTF_8);
  }
}
