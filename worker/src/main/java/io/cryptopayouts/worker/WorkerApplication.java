package io.cryptopayouts.worker;

import io.cryptopayouts.pockyt.Pockyt;
import io.cryptopayouts.pockyt.PockytAccount;
import io.cryptopayouts.runtime.ConfigurationProblem;
import io.cryptopayouts.runtime.ProcessMetrics;
import io.cryptopayouts.runtime.PrometheusServlet;
import io.cryptopayouts.runtime.Secrets;
import io.cryptopayouts.runtime.StartCommand;
import io.cryptopayouts.runtime.TemporalConnection;
import io.cryptopayouts.runtime.TemporalHealthCheck;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process that runs the payouts. It serves nothing but its admin port. */
public final class WorkerApplication extends Application<WorkerConfiguration> {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerApplication.class);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Map<String, String> environment;

  public WorkerApplication(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] arguments) throws Exception {
    new WorkerApplication(System.getenv())
        .run(arguments.length == 0 ? new String[] {"server"} : arguments);
  }

  @Override
  public String getName() {
    return "crypto-payouts-worker";
  }

  @Override
  public void initialize(Bootstrap<WorkerConfiguration> bootstrap) {
    StartCommand.configure(bootstrap, environment);
  }

  @Override
  protected void addDefaultCommands(Bootstrap<WorkerConfiguration> bootstrap) {
    bootstrap.addCommand(new StartCommand<>(this, "worker.yml"));
    bootstrap.addCommand(new UpgradeCheckCommand(environment));
  }

  @Override
  public void run(WorkerConfiguration configuration, Environment server) {
    Secrets secrets = new Secrets(environment);
    PockytAccount account =
        new PockytAccount(
            url(secrets, "POCKYT_BASE_URL"),
            secrets.required("POCKYT_MERCHANT_NO"),
            secrets.required("POCKYT_STORE_NO"));
    String token = secrets.required("POCKYT_API_TOKEN");
    if (account.isExposedBy(token)) {
      throw new ConfigurationProblem(
          "POCKYT_API_TOKEN",
          "is the one published for the sandbox, and POCKYT_BASE_URL is not the sandbox",
          "set it to the token of this account");
    }
    String noticeUrl = url(secrets, "PUBLIC_URL") + "/webhooks/pockyt";
    PrometheusMeterRegistry registry = ProcessMetrics.registry();
    WorkerMetrics metrics = new WorkerMetrics(registry, configuration.pay());
    Pockyt pockyt =
        Pockyt.connect(
            configuration.provider().of(account, configuration.pay().callLimit()),
            token,
            Clock.systemUTC(),
            System::nanoTime,
            metrics);
    TemporalConnection temporal =
        TemporalConnection.open(
            environment, configuration.temporal(), secrets.payloadKeys(), registry);
    WorkerFactory factory =
        WorkerFactory.newInstance(
            temporal.client(),
            WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
    PayoutWorker.register(
        factory,
        temporal.client(),
        pockyt,
        configuration.pay(),
        configuration.terms(account),
        configuration.view(),
        metrics,
        configuration.versioning(),
        noticeUrl);

    server.lifecycle().manage(temporal);
    server
        .lifecycle()
        .manage(new StoppedSearchSchedule(temporal.client(), configuration.searchStopped()));
    server.lifecycle().manage(new DrainingWorkers(factory, configuration.stopPatience()));
    configuration
        .versioning()
        .version()
        .ifPresentOrElse(
            version ->
                server
                    .lifecycle()
                    .manage(new CurrentVersion(temporal.client(), version, registry, LOG::warn)),
            () -> CurrentVersion.unversioned(registry));
    server.healthChecks().register("temporal", new TemporalHealthCheck(temporal));
    PrometheusServlet.serve(registry, server);
  }

  /** An address without a trailing slash; https, unless it stays on this machine. */
  private static URI url(Secrets secrets, String variable) {
    String text = secrets.required(variable).replaceAll("/+$", "");
    try {
      URI url = URI.create(text);
      if (url.getHost() != null
          && (url.getScheme().equals("https")
              || (url.getScheme().equals("http") && LOOPBACK.contains(url.getHost())))) {
        return url;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // The same remedy as for an address of the wrong kind.
    }
    throw new ConfigurationProblem(
        variable, "is not an https address", "set it to one, such as https://payouts.example.com");
  }
}
