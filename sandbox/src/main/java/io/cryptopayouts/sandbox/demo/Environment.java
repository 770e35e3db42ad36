package io.cryptopayouts.sandbox.demo;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the processes of one run, and whoever calls them, must know, as environment variables.
 * {@code demo --keep} leaves it in the run's folder, so that tools find the run and its processes
 * can be started again as they were.
 *
 * @param folder of the run
 * @param variables secrets included
 */
record Environment(RunFolder folder, Map<String, String> variables) {

  /** In the run's folder, readable for its owner only. */
  static final String FILE = "environment";

  static final String HOST = "127.0.0.1";

  /** Read instead of the person's own, which may hold TLS and keys for another server. */
  static final String TEMPORAL_SETTINGS = "temporal.toml";

  static final String TEMPORAL_DATABASE = "temporal.db";

  private static final String CALLER = "demo";
  private static final String OPERATOR = "ops";
  private static final String API_KEYS = "PAYOUTS_API_KEYS";
  private static final String OPERATOR_KEY = "PAYOUTS_API_KEY";
  private static final SecureRandom RANDOM = new SecureRandom();

  Environment {
    variables = Map.copyOf(variables);
  }

  /**
   * Chooses ports and secrets.
   *
   * @param surroundings the variables of this process: where the Temporal CLI is, or a server
   */
  static Environment choose(RunFolder folder, Map<String, String> surroundings) {
    Map<String, String> chosen = new TreeMap<>(Scale.DEMO.environment());
    List<Integer> ports = FreePorts.choose(6);
    surroundings.forEach((name, value) -> {
      if (name.startsWith("TEMPORAL_") && !value.isBlank()) {
        chosen.put(name, value.strip());
      }
    });
    if (!chosen.containsKey("TEMPORAL_ADDRESS")) {
      chosen
          .keySet()
          .removeIf(name -> name.startsWith("TEMPORAL_") && !name.equals("TEMPORAL_CLI"));
      chosen.put("TEMPORAL_ADDRESS", HOST + ":" + ports.get(0));
      chosen.put("TEMPORAL_NAMESPACE", "default");
      chosen.put("TEMPORAL_CONFIG_FILE", folder.file(TEMPORAL_SETTINGS).toString());
      chosen.put("TEMPORAL_UI_URL", url(ports.get(1)));
    }
    String api = url(ports.get(2));
    String operatorKey = hex(24);
    chosen.put("PAYOUTS_BIND_HOST", HOST);
    chosen.put("PAYOUTS_API_URL", api);
    chosen.put("PAYOUTS_API_PORT", String.valueOf(ports.get(2)));
    chosen.put("PAYOUTS_API_ADMIN_PORT", String.valueOf(ports.get(3)));
    chosen.put("PAYOUTS_WORKER_ADMIN_PORT", String.valueOf(ports.get(4)));
    chosen.put(API_KEYS, CALLER + ":" + hex(24) + "," + OPERATOR + ":" + operatorKey);
    chosen.put(OPERATOR_KEY, operatorKey);
    chosen.put("PAYOUTS_PERSONAL_DATA", OPERATOR);
    chosen.put("PAYOUTS_CODEC_GUESTS", "true");
    chosen.put("PAYOUTS_RUNBOOK_URL", api + "/runbook");
    chosen.put("PAYOUTS_PAYLOAD_KEYS", "demo:" + base64(32));
    chosen.put("PAYOUTS_STOP_PATIENCE", "PT5S");
    // The simulator takes more than the careful rate for the real provider.
    chosen.put("PAYOUTS_REQUESTS_PER_SECOND", "50");
    chosen.put("PAYOUTS_REQUESTS_KEPT_FOR_PAY", "10");
    chosen.put("SIMULATOR_URL", url(ports.get(5)));
    chosen.put("POCKYT_BASE_URL", url(ports.get(5)));
    chosen.put("POCKYT_MERCHANT_NO", "200043");
    chosen.put("POCKYT_STORE_NO", "300014");
    chosen.put("POCKYT_API_TOKEN", hex(24));
    chosen.put("PUBLIC_URL", api);
    return new Environment(folder, chosen);
  }

  /**
   * Of a run that was left running.
   *
   * @throws DemoFailed if its file is not there
   */
  static Environment read(RunFolder folder) {
    return new Environment(folder, parse(folder.read(FILE)));
  }

  void write() {
    folder.writeForOwner(FILE, text());
  }

  /** A line for each variable, quoted for a shell. */
  String text() {
    return new TreeMap<>(variables)
        .entrySet().stream()
            .map(variable ->
                variable.getKey() + "='" + variable.getValue().replace("'", "'\\''") + "'\n")
            .collect(Collectors.joining());
  }

  static Map<String, String> parse(String text) {
    return text.lines()
        .map(line -> line.split("=", 2))
        .collect(
            Collectors.toMap(
                line -> line[0],
                line -> line[1].substring(1, line[1].length() - 1).replace("'\\''", "'")));
  }

  /** Whether Temporal is not ours but was named by {@code TEMPORAL_ADDRESS}. */
  boolean usesForeignTemporal() {
    return !folder.file(TEMPORAL_SETTINGS).toString().equals(variables.get("TEMPORAL_CONFIG_FILE"));
  }

  String temporalAddress() {
    return variables.get("TEMPORAL_ADDRESS");
  }

  int temporalPort() {
    return URI.create("tcp://" + temporalAddress()).getPort();
  }

  String namespace() {
    return variables.getOrDefault("TEMPORAL_NAMESPACE", "default");
  }

  /** Where people see the Temporal UI, if that is known. */
  Optional<String> temporalUi() {
    return Optional.ofNullable(variables.get("TEMPORAL_UI_URL"));
  }

  /** Empty if there is none, which is possible with a foreign Temporal only. */
  Optional<String> temporalCli() {
    return Optional.ofNullable(variables.get("TEMPORAL_CLI"));
  }

  String apiUrl() {
    return variables.get("PAYOUTS_API_URL");
  }

  String runbookUrl() {
    return variables.get("PAYOUTS_RUNBOOK_URL");
  }

  int apiAdminPort() {
    return Integer.parseInt(variables.get("PAYOUTS_API_ADMIN_PORT"));
  }

  int workerAdminPort() {
    return Integer.parseInt(variables.get("PAYOUTS_WORKER_ADMIN_PORT"));
  }

  String simulatorUrl() {
    return variables.get("SIMULATOR_URL");
  }

  String providerToken() {
    return variables.get("POCKYT_API_TOKEN");
  }

  /** Of the caller who orders payouts. */
  String callerKey() {
    return Arrays.stream(variables.get(API_KEYS).split(",", -1))
        .filter(entry -> entry.startsWith(CALLER + ":"))
        .map(entry -> entry.substring(CALLER.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  /** Of the operator, who may see personal data. */
  String operatorKey() {
    return variables.get(OPERATOR_KEY);
  }

  /** What a worker needs to know: no keys of the API. */
  Map<String, String> worker() {
    Map<String, String> known = new TreeMap<>(variables);
    known.remove(API_KEYS);
    known.remove(OPERATOR_KEY);
    return known;
  }

  /** Where Temporal is. */
  Map<String, String> temporal() {
    Map<String, String> known = new TreeMap<>(variables);
    known.keySet().removeIf(name -> !name.startsWith("TEMPORAL_"));
    return known;
  }

  private static String url(int port) {
    return "http://" + HOST + ":" + port;
  }

  private static String hex(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  private static String base64(int bytes) {
    return Base64.getEncoder().encodeToString(bytes(bytes));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
