package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.contract.PayoutAttributes;
import io.temporal.api.enums.v1.IndexedValueType;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The whole product on loopback, each part a process of its own, started through its own main
 * method: engine, simulator, API, worker.
 */
final class Installation {

  private static final String HOST = Environment.HOST;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FLAGS_KNOWN_SINCE = 24;

  private final Path project;
  private final RunFolder folder;
  private final Environment environment;
  private final Temporal temporal;
  private final Screen screen;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private Child engine;
  private Child worker;
  private boolean stopping;

  Installation(Path project, Environment environment, Screen screen) {
    this.project = project;
    this.folder = environment.folder();
    this.environment = environment;
    this.temporal = new Temporal(environment);
    this.screen = screen;
  }

  /** Starts everything, or fails saying what did not start. */
  void start(BigDecimal balance) {
    timed(
        "Temporal",
        environment.temporalAddress(),
        environment.usesForeignTemporal() ? this::registerAttributes : this::startEngine);
    environment
        .temporalUi()
        .ifPresent(url -> screen.line("  %-13s %s".formatted("Temporal UI", url)));
    timed("simulator", environment.simulatorUrl(), () -> startSimulator(balance));
    timed("API", environment.apiUrl(), this::startApi);
    timed("worker", admin(environment.workerAdminPort()) + " (admin)", this::startWorker);
  }

  private void timed(String what, String where, Runnable start) {
    long before = System.nanoTime();
    start.run();
    screen.started(what, where, Duration.ofNanos(System.nanoTime() - before));
  }

  Environment environment() {
    return environment;
  }

  /** Starts our own engine, on the database of the run. */
  void startEngine() {
    folder.write(
        Environment.TEMPORAL_SETTINGS,
        "[profile.default]\naddress = \"" + environment.temporalAddress() + "\"\n");
    List<String> command =
        new ArrayList<>(
            List.of(
                temporal.cli(),
                "server",
                "start-dev",
                "--ip",
                HOST,
                "--port",
                String.valueOf(environment.temporalPort()),
                "--ui-port",
                String.valueOf(URI.create(environment.temporalUi().orElseThrow()).getPort()),
                "--ui-codec-endpoint",
                environment.apiUrl() + "/codec",
                "--ui-disable-news-fetch",
                "--db-filename",
                folder.file(Environment.TEMPORAL_DATABASE).toString(),
                "--log-level",
                "warn",
                "--dynamic-config-value",
                "history.transferProcessorMaxPollRPS=1000"));
    attributes()
        .forEach((name, type) -> command.addAll(List.of("--search-attribute", name + "=" + type)));
    engine = begin("temporal", command, environment.temporal());
    engine.awaitReady("Temporal Server:", () -> missingAttributes().isEmpty(), PATIENCE);
  }

  /** A foreign server may lack the attributes; without a CLI that cannot be helped from here. */
  private void registerAttributes() {
    if (environment.temporalCli().isEmpty()) {
      screen.line("  no 'temporal' at hand: its namespace must know the search attributes already");
      return;
    }
    for (String name : missingAttributes()) {
      temporal.run(
          "operator",
          "search-attribute",
          "create",
          "--name",
          name,
          "--type",
          attributes().get(name));
    }
    if (!Patience.until(PATIENCE, () -> missingAttributes().isEmpty())) {
      throw new DemoFailed(
          "Temporal at "
              + environment.temporalAddress()
              + " does not list the search attributes "
              + missingAttributes());
    }
  }

  private List<String> missingAttributes() {
    String listed = temporal.run("operator", "search-attribute", "list");
    List<String> words = Arrays.asList(listed.split("\\s+", -1));
    return attributes().keySet().stream().filter(name -> !words.contains(name)).sorted().toList();
  }

  /** Name to type, as the CLI spells it. */
  private static Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    PayoutAttributes.ALL.forEach(key -> attributes.put(key.getName(), spelled(key.getValueType())));
    return attributes;
  }

  private static String spelled(IndexedValueType type) {
    return switch (type) {
      case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
      case INDEXED_VALUE_TYPE_DATETIME -> "Datetime";
      case INDEXED_VALUE_TYPE_BOOL -> "Bool";
      case INDEXED_VALUE_TYPE_DOUBLE -> "Double";
      case INDEXED_VALUE_TYPE_INT -> "Int";
      case INDEXED_VALUE_TYPE_TEXT -> "Text";
      case INDEXED_VALUE_TYPE_KEYWORD_LIST -> "KeywordList";
      case INDEXED_VALUE_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("no type of a search attribute: " + type);
    };
  }

  private void startSimulator(BigDecimal balance) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SIMULATOR_HOST", HOST);
    settings.put(
        "SIMULATOR_PORT", String.valueOf(URI.create(environment.simulatorUrl()).getPort()));
    settings.put("SIMULATOR_TOKEN", environment.providerToken());
    settings.put("SIMULATOR_BALANCE", balance.toPlainString());
    // Within the lag that the worker is told.
    settings.put("SIMULATOR_LAG", Scale.DEMO.lag().dividedBy(2).toString());
    Child simulator = java("simulator", "sandbox/target/sandbox.jar", settings);
    Http admin = new Http(environment.simulatorUrl(), "");
    simulator.awaitReady(
        "Pockyt simulator at " + environment.simulatorUrl(),
        () -> admin.get("/admin/balance").isGood(),
        PATIENCE);
  }

  void startApi() {
    awaitHealthy(
        java("api", "api/target/api.jar", environment.variables()), environment.apiAdminPort());
  }

  void startWorker() {
    startWorker(Map.of());
  }

  /**
   * Starts a worker with other settings than the run's.
   *
   * @param settings instead of, or in addition to, the run's
   */
  void startWorker(Map<String, String> settings) {
    Map<String, String> known = new HashMap<>(environment.worker());
    known.putAll(settings);
    worker = java("worker", "worker/target/worker.jar", known);
    awaitHealthy(worker, environment.workerAdminPort());
  }

  /** With SIGKILL; answers the id of the process that was killed. */
  long killWorker() {
    worker.kill();
    children.remove(worker);
    return worker.pid();
  }

  private static void awaitHealthy(Child child, int adminPort) {
    Http admin = new Http(admin(adminPort), "");
    child.awaitReady(
        "{" + HOST + ":" + adminPort + "}", () -> admin.get("/healthcheck").isGood(), PATIENCE);
  }

  private static String admin(int port) {
    return "http://" + HOST + ":" + port;
  }

  private Child java(String kind, String jar, Map<String, String> variables) {
    Path file = project.resolve(jar);
    if (!file.toFile().exists()) {
      throw new DemoFailed("There is no " + file + ". Start the demo with ./payouts demo");
    }
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                flags().stream(),
                Stream.of("-Dpayouts.run=" + folder.path(), "-jar", file.toString()))
            .flatMap(part -> part)
            .toList();
    return begin(kind, command, variables);
  }

  /** Either it is stopped with the others, or it is not started at all. */
  private Child begin(String kind, List<String> command, Map<String, String> variables) {
    synchronized (children) {
      if (stopping) {
        throw new DemoFailed("The demo is being stopped.");
      }
      Child child = Child.start(folder.nextName(kind), folder, command, variables);
      children.add(child);
      return child;
    }
  }

  /** Quick to start and small; and quiet where the JDK would warn of what gRPC does. */
  private static List<String> flags() {
    List<String> flags =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    if (Runtime.version().feature() >= FLAGS_KNOWN_SINCE) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }

  /**
   * @throws DemoFailed if a process ended by itself
   */
  void requireAlive() {
    children.forEach(Child::requireAlive);
  }

  /** Stops what was started, and nothing else: the callers of Temporal before Temporal. */
  void stop() {
    synchronized (children) {
      stopping = true;
    }
    List<Child> callers = children.stream().filter(child -> child != engine).toList();
    callers.forEach(Child::askToStop);
    callers.forEach(Child::awaitStop);
    if (engine != null) {
      engine.askToStop();
      engine.awaitStop();
    }
    children.clear();
  }
}
