package io.cryptopayouts.api;

import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutCensus;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.runtime.ProcessMetrics;
import io.cryptopayouts.runtime.PrometheusServlet;
import io.cryptopayouts.runtime.Secrets;
import io.cryptopayouts.runtime.StartCommand;
import io.cryptopayouts.runtime.TemporalConnection;
import io.cryptopayouts.runtime.TemporalHealthCheck;
import io.dropwizard.auth.AuthDynamicFeature;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;

/** The process with the HTTP API and the webhook endpoint. */
public final class ApiApplication extends Application<ApiConfiguration> {

  private static final int MOST_CALLS = 256;
  private static final int MOST_NOTICES = 64;
  private static final int MOST_DECODINGS = 512;
  private static final int MOST_OPERATORS = 16;

  private final Map<String, String> environment;

  public ApiApplication(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] arguments) throws Exception {
    new ApiApplication(System.getenv())
        .run(arguments.length == 0 ? new String[] {"server"} : arguments);
  }

  @Override
  public String getName() {
    return "crypto-payouts-api";
  }

  @Override
  public void initialize(Bootstrap<ApiConfiguration> bootstrap) {
    StartCommand.configure(bootstrap, environment);
  }

  @Override
  protected void addDefaultCommands(Bootstrap<ApiConfiguration> bootstrap) {
    bootstrap.addCommand(new StartCommand<>(this, "api.yml"));
    bootstrap.addCommand(new ViewsCommand(environment, System.out, Clock.systemUTC()));
  }

  @Override
  public void run(ApiConfiguration configuration, Environment server) {
    Secrets secrets = new Secrets(environment);
    ApiKeys keys = ApiKeys.of(secrets);
    Notices notices = Notices.of(secrets);
    PayloadKeys payloadKeys = secrets.payloadKeys();
    CodecSettings codec = configuration.codec();
    Origins origins = Origins.of(configuration.temporalUi(), codec.origins());
    CodecSessions sessions = new CodecSessions(keys, InstantSource.system(), origins.areSecure());
    CodecAccess access = new CodecAccess(keys, sessions, origins, codec);
    CodecAccess.checkGuests(codec, configuration.bindHosts());
    PrometheusMeterRegistry metrics = ProcessMetrics.registry();
    TemporalConnection temporal =
        TemporalConnection.open(environment, configuration.temporal(), payloadKeys, metrics);
    Payouts payouts = new Payouts(temporal.client(), configuration.payouts());
    TemporalUi ui = new TemporalUi(configuration.temporalUi(), temporal.namespace());
    Views views = new Views(ui, configuration.payouts().invoicePrefix());
    Operations operations =
        new Operations(
            ui,
            configuration.runbook(),
            configuration.payouts().invoicePrefix(),
            Clock.systemUTC());
    Census census =
        new Census(
            () -> PayoutCensus.take(temporal.client(), payouts, Census.MOST),
            configuration.census(),
            Clock.systemUTC(),
            metrics);

    server.lifecycle().manage(temporal);
    server.lifecycle().manage(census);
    server.healthChecks().register("temporal", new TemporalHealthCheck(temporal));
    PrometheusServlet.serve(metrics, server);
    ErrorPages.install(server);
    filter(server, "request-id", "/*", new RequestId());
    filter(server, "payouts-limit", "/payouts/*", new ConcurrencyLimit(MOST_CALLS));
    filter(server, "operations-limit", "/operations", new ConcurrencyLimit(MOST_OPERATORS));
    filter(server, "webhooks-limit", "/webhooks/*", new ConcurrencyLimit(MOST_NOTICES));
    filter(server, "codec-limit", "/codec/*", new ConcurrencyLimit(MOST_DECODINGS));
    filter(server, "codec-decode", "/codec/decode", new CodecOrigins(origins));
    filter(server, "codec-encode", "/codec/encode", new CodecOrigins(origins));

    JerseyEnvironment jersey = server.jersey();
    jersey.register(new AuthDynamicFeature(new BearerFilter(keys)));
    jersey.register(new AuthValueFactoryProvider.Binder<>(Caller.class));
    jersey.register(new PlainBodiesOnly());
    jersey.register(new ErrorTable());
    jersey.register(new PayoutsResource(payouts, configuration.amounts(), views));
    jersey.register(new OperationsResource(payouts, census, operations));
    jersey.register(new NoticesResource(payouts, notices, metrics));
    jersey.register(
        new CodecResource(PayoutConverter.codec(payloadKeys), access, temporal.namespace()));
    jersey.register(new CodecLoginResource(keys, sessions, access));
    jersey.register(new RunbookResource());
  }

  private static void filter(Environment server, String name, String path, Filter filter) {
    server
        .servlets()
        .addFilter(name, filter)
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, path);
  }
}
