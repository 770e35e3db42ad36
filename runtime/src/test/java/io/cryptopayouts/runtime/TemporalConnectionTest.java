package io.cryptopayouts.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.PayloadKeys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalConnectionTest {

  private static final PayloadKeys KEYS =
      PayloadKeys.parse("k1:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=");
  private static final TemporalSettings SETTINGS =
      new TemporalSettings(Duration.ofMillis(500), Duration.ofSeconds(1));

  private final PrometheusMeterRegistry registry = ProcessMetrics.registry();

  @Test
  void connectsWhereTheEnvironmentSaysAndIsHealthyUntilTemporalIsGone() throws IOException {
    int port = freePort();
    TemporalConnection connection;
    TemporalHealthCheck health;
    try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true)) {
      assertThat(server).isNotNull();
      connection =
          open(
              Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + port, "TEMPORAL_NAMESPACE", "payouts-here"),
              new TemporalSettings(Duration.ofSeconds(10), Duration.ofSeconds(1)));
      health = new TemporalHealthCheck(connection);
      assertThat(connection.namespace()).isEqualTo("payouts-here");
      assertThat(health.execute().isHealthy()).isTrue();
    }
    assertThat(health.execute().isHealthy()).isFalse();
    connection.stop();
    assertThat(registry.scrape()).contains("temporal_request_total");
  }

  @Test
  void anAbsentTemporalEndsTheStartWithAMessageOnceItsPatienceIsOver() throws IOException {
    String address = "127.0.0.1:" + freePort();
    assertThatThrownBy(() -> open(Map.of("TEMPORAL_ADDRESS", address), SETTINGS))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("Temporal at " + address + " did not answer within PT0.5S");
  }

  @Test
  void aConfigurationFileThatDoesNotExistIsAnError() {
    assertThatThrownBy(() -> open(Map.of("TEMPORAL_CONFIG_FILE", "nowhere.toml"), SETTINGS))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("TEMPORAL_CONFIG_FILE names a file that cannot be read");
  }

  @Test
  void anUnknownKeyInTheConfigurationFileIsAnErrorThatQuotesNothing(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(folder.resolve("t.toml"), "[profile.default]\nadress = \"s3cr3t\"\n");
    assertThatThrownBy(() -> open(Map.of("TEMPORAL_CONFIG_FILE", file.toString()), SETTINGS))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("environment configuration cannot be read")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void timersHaveFewBuckets() {
    registry.timer("temporal_request_latency").record(Duration.ofMillis(20));
    assertThat(registry.scrape().lines().filter(line -> line.contains("latency_seconds_bucket")))
        .hasSizeBetween(5, 12);
  }

  private TemporalConnection open(Map<String, String> environment, TemporalSettings settings) {
    return TemporalConnection.open(environment, settings, KEYS, registry);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
