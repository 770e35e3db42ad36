package io.cryptopayouts.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.cryptopayouts.pockyt.PockytAccount;
import io.cryptopayouts.runtime.ProcessMetrics;
import io.cryptopayouts.runtime.Secrets;
import io.cryptopayouts.runtime.StartCommand;
import io.cryptopayouts.runtime.TemporalConnection;
import io.cryptopayouts.runtime.TemporalSettings;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import net.sourceforge.argparse4j.inf.Namespace;
import org.slf4j.LoggerFactory;

/**
 * {@code upgrade-check}: replays what is open on the server of the environment, and fails if any of
 * it would get stuck. Needs Temporal's variables and the payload keys, and nothing of the provider.
 */
final class UpgradeCheckCommand extends ConfiguredCommand<WorkerConfiguration> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final PockytAccount NOBODYS =
      new PockytAccount(URI.create("https://unused.invalid"), "unused", "unused");

  private final Map<String, String> environment;

  UpgradeCheckCommand(Map<String, String> environment) {
    super(
        "upgrade-check",
        "replays all open payouts of the running server with this version: 0 if all go on, else 1");
    this.environment = environment;
  }

  /** The finding was bad, and has been told. */
  private static final class WouldGetStuck extends RuntimeException {}

  @Override
  protected Class<WorkerConfiguration> getConfigurationClass() {
    return WorkerConfiguration.class;
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
    super.run(bootstrap, StartCommand.completed(arguments, "worker.yml"));
  }

  @Override
  protected void run(
      Bootstrap<WorkerConfiguration> bootstrap,
      Namespace arguments,
      WorkerConfiguration configuration) {
    // A replay ends workflows in the middle, of which the SDK tells much.
    ((Logger) LoggerFactory.getLogger("io.temporal")).setLevel(Level.OFF);
    TemporalConnection temporal =
        TemporalConnection.open(
            environment,
            new TemporalSettings(PATIENCE, PATIENCE),
            new Secrets(environment).payloadKeys(),
            ProcessMetrics.registry());
    try (Replay replay =
        new Replay(temporal.client(), configuration.terms(NOBODYS), configuration.view())) {
      UpgradeCheck.Finding finding =
          new UpgradeCheck(temporal.client(), replay, System.out::println).run();
      System.out.println(finding.sentence());
      if (!finding.isGood()) {
        throw new WouldGetStuck();
      }
    } finally {
      temporal.stop();
    }
  }

  @Override
  public void onError(Cli cli, Namespace arguments, Throwable thrown) {
    if (thrown instanceof WouldGetStuck) {
      return;
    }
    if (thrown instanceof StatusRuntimeException failed) {
      cli.getStdErr().println("Not checked. Temporal answers " + failed.getStatus());
      return;
    }
    StartCommand.faultySetting(thrown)
        .ifPresentOrElse(
            fault -> cli.getStdErr().println("Not checked. " + fault),
            () -> super.onError(cli, arguments, thrown));
  }
}
