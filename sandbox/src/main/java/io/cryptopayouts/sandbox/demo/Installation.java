package io.cryptopayouts.sandbox.demo;

import io.cryptopayouts.contract.PayoutAttributes;
import io.temporal.api.enums.v1.IndexedValueType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The whole product on loopback, each part a process of its own, started through its own main
 * method: engine, simulator, API, worker.
 */
final class Installation {

  /** Read instead of the person's own, which may hold TLS and keys for another server. */
  private static final String TEMPORAL_SETTINGS = "temporal.toml";

  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FLAGS_KNOWN_SINCE = 24;

  private final Path project;
  private final RunFolder folder;
  private final Screen screen;
  private final Map<String, String> surroundings;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final SecureRandom random = new SecureRandom();

  private final String apiKey = hex(24);
  private final String providerToken = hex(24);
  private final String payloadKeys = "demo:" + base64(32);
  private final int enginePort;
  private final int uiPort;
  private final int apiPort;
  private final int apiAdminPort;
  private final int simulatorPort;
  private final int workerAdminPort;
  private Child engine;
  private Child worker;
  private int workers;
  private boolean stopping;

  /**
   * @param surroundings the variables of this process: where the Temporal CLI is, or a server
   */
  Installation(Path project, RunFolder folder, Screen screen, Map<String, String> surroundings) {
    this.project = project;
    this.folder = folder;
    this.screen = screen;
    this.surroundings = surroundings;
    List<Integer> ports = FreePorts.choose(6);
    this.enginePort = ports.get(0);
    this.uiPort = ports.get(1);
    this.apiPort = ports.get(2);
    this.apiAdminPort = ports.get(3);
    this.simulatorPort = ports.get(4);
    this.workerAdminPort = ports.get(5);
  }

  /** Starts everything, or fails saying what did not start. */
  void start(BigDecimal balance) {
    timed("Temporal", temporalAddress(), this::startEngine);
    temporalUi().ifPresent(url -> screen.line("  %-13s %s".formatted("Temporal UI", url)));
    timed("simulator", simulatorUrl(), () -> startSimulator(balance));
    timed("API", apiUrl(), this::startApi);
    timed("worker", "http://" + HOST + ":" + workerAdminPort + " (admin)", this::startWorker);
  }

  private void timed(String what, String where, Runnable start) {
    long before = System.nanoTime();
    start.run();
    screen.started(what, where, Duration.ofNanos(System.nanoTime() - before));
  }

  /** Whether Temporal is not ours but was named by {@code TEMPORAL_ADDRESS}. */
  boolean usesForeignTemporal() {
    return !setting("TEMPORAL_ADDRESS").isEmpty();
  }

  private String temporalAddress() {
    return usesForeignTemporal() ? setting("TEMPORAL_ADDRESS") : HOST + ":" + enginePort;
  }

  /** Where people see the Temporal UI, if that is known. */
  Optional<String> temporalUi() {
    if (usesForeignTemporal()) {
      return Optional.of(setting("TEMPORAL_UI_URL")).filter(url -> !url.isEmpty());
    }
    return Optional.of("http://" + HOST + ":" + uiPort);
  }

  String namespace() {
    String named = usesForeignTemporal() ? setting("TEMPORAL_NAMESPACE") : "";
    return named.isEmpty() ? "default" : named;
  }

  String apiUrl() {
    return "http://" + HOST + ":" + apiPort;
  }

  String apiKey() {
    return apiKey;
  }

  String simulatorUrl() {
    return "http://" + HOST + ":" + simulatorPort;
  }

  private void startEngine() {
    if (usesForeignTemporal()) {
      registerAttributes();
      return;
    }
    folder.write(TEMPORAL_SETTINGS, "[profile.default]\naddress = \"" + temporalAddress() + "\"\n");
    List<String> command =
        new ArrayList<>(
            List.of(
                cli(),
                "server",
                "start-dev",
                "--ip",
                HOST,
                "--port",
                String.valueOf(enginePort),
                "--ui-port",
                String.valueOf(uiPort),
                "--ui-disable-news-fetch",
                "--db-filename",
                folder.file("temporal.db").toString(),
                "--log-level",
                "warn",
                "--dynamic-config-value",
                "history.transferProcessorMaxPollRPS=1000"));
    attributes()
        .forEach((name, type) -> command.addAll(List.of("--search-attribute", name + "=" + type)));
    engine = begin(() -> Child.start("temporal", folder, command, false, temporal()));
    engine.awaitReady("Temporal Server:", () -> missingAttributes().isEmpty(), PATIENCE);
  }

  /** A foreign server may lack the attributes; without a CLI that cannot be helped from here. */
  private void registerAttributes() {
    if (setting("TEMPORAL_CLI").isEmpty()) {
      screen.line("  no 'temporal' at hand: its namespace must know the search attributes already");
      return;
    }
    for (String name : missingAttributes()) {
      Command.run(
          List.of(
              cli(),
              "operator",
              "search-attribute",
              "create",
              "--name",
              name,
              "--type",
              attributes().get(name)),
          usesForeignTemporal(),
          temporal());
    }
    if (!Patience.until(PATIENCE, () -> missingAttributes().isEmpty())) {
      throw new DemoFailed(
          "Temporal at "
              + temporalAddress()
              + " does not list the search attributes "
              + missingAttributes());
    }
  }

  private List<String> missingAttributes() {
    String listed =
        Command.run(
            List.of(cli(), "operator", "search-attribute", "list"),
            usesForeignTemporal(),
            temporal());
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

  private String cli() {
    String cli = setting("TEMPORAL_CLI");
    if (cli.isEmpty()) {
      throw new DemoFailed(
          "Neither TEMPORAL_ADDRESS nor TEMPORAL_CLI is set. Start the demo with ./payouts demo");
    }
    return cli;
  }

  private void startSimulator(BigDecimal balance) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SIMULATOR_HOST", HOST);
    environment.put("SIMULATOR_PORT", String.valueOf(simulatorPort));
    environment.put("SIMULATOR_TOKEN", providerToken);
    environment.put("SIMULATOR_BALANCE", balance.toPlainString());
    // Within the lag that the worker is told.
    environment.put("SIMULATOR_LAG", Scale.DEMO.lag().dividedBy(2).toString());
    Child simulator = java("simulator", "sandbox/target/sandbox.jar", environment);
    Http admin = new Http(simulatorUrl(), "");
    simulator.awaitReady(
        "Pockyt simulator at " + simulatorUrl(),
        () -> admin.get("/admin/balance").isGood(),
        PATIENCE);
  }

  private void startApi() {
    Map<String, String> environment = temporal();
    environment.put("PAYOUTS_BIND_HOST", HOST);
    environment.put("PAYOUTS_API_PORT", String.valueOf(apiPort));
    environment.put("PAYOUTS_API_ADMIN_PORT", String.valueOf(apiAdminPort));
    environment.put("PAYOUTS_API_KEYS", "demo:" + apiKey);
    environment.put("PAYOUTS_PAYLOAD_KEYS", payloadKeys);
    environment.put("POCKYT_API_TOKEN", providerToken);
    temporalUi().ifPresent(url -> environment.put("TEMPORAL_UI_URL", url));
    awaitHealthy(java("api", "api/target/api.jar", environment), apiAdminPort);
  }

  /** Starts a worker; a second one after the first was killed. */
  void startWorker() {
    Map<String, String> environment = temporal();
    environment.putAll(Scale.DEMO.environment());
    environment.put("PAYOUTS_BIND_HOST", HOST);
    environment.put("PAYOUTS_WORKER_ADMIN_PORT", String.valueOf(workerAdminPort));
    environment.put("PAYOUTS_PAYLOAD_KEYS", payloadKeys);
    environment.put("PAYOUTS_STOP_PATIENCE", "PT5S");
    // The simulator takes more than the careful rate for the real provider.
    environment.put("PAYOUTS_REQUESTS_PER_SECOND", "50");
    environment.put("PAYOUTS_REQUESTS_KEPT_FOR_PAY", "10");
    environment.put("POCKYT_BASE_URL", simulatorUrl());
    environment.put("POCKYT_MERCHANT_NO", "200043");
    environment.put("POCKYT_STORE_NO", "300014");
    environment.put("POCKYT_API_TOKEN", providerToken);
    environment.put("PUBLIC_URL", apiUrl());
    workers++;
    worker =
        java(
            workers == 1 ? "worker" : "worker-" + workers, "worker/target/worker.jar", environment);
    awaitHealthy(worker, workerAdminPort);
  }

  /** With SIGKILL; answers the id of the process that was killed. */
  long killWorker() {
    worker.kill();
    children.remove(worker);
    return worker.pid();
  }

  private static void awaitHealthy(Child child, int adminPort) {
    Http admin = new Http("http://" + HOST + ":" + adminPort, "");
    child.awaitReady(
        "{" + HOST + ":" + adminPort + "}", () -> admin.get("/healthcheck").isGood(), PATIENCE);
  }

  private Child java(String name, String jar, Map<String, String> environment) {
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
    return begin(() -> Child.start(name, folder, command, usesForeignTemporal(), environment));
  }

  /** Either it is stopped with the others, or it is not started at all. */
  private Child begin(Supplier<Child> start) {
    synchronized (children) {
      if (stopping) {
        throw new DemoFailed("The demo is being stopped.");
      }
      Child child = start.get();
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

  /** Where Temporal is; nothing else of the surroundings may decide that if it is ours. */
  private Map<String, String> temporal() {
    Map<String, String> environment = new HashMap<>();
    if (!usesForeignTemporal()) {
      environment.put("TEMPORAL_CONFIG_FILE", folder.file(TEMPORAL_SETTINGS).toString());
      environment.put("TEMPORAL_ADDRESS", temporalAddress());
      environment.put("TEMPORAL_NAMESPACE", namespace());
    }
    return environment;
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

  private String setting(String variable) {
    return surroundings.getOrDefault(variable, "").strip();
  }

  private String hex(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  private String base64(int bytes) {
    return Base64.getEncoder().encodeToString(bytes(bytes));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
