package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.sandbox.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Brings the running demo into a situation, by what anybody outside has: the HTTP API, Temporal's
 * command line, the simulator's admin API, and signals to the processes.
 */
final class Stage {

  private static final Duration LONGEST = Duration.ofSeconds(150);
  private static final String BACKUP = "temporal-backup.db";
  private static final Duration SILENCE = Duration.ofSeconds(12);
  private static final BigDecimal AMOUNT = new BigDecimal("25.00");
  private static final BigDecimal PLENTY = new BigDecimal("2000.00");

  private final Environment environment;
  private final Installation installation;
  private final Screen screen;
  private final Temporal temporal;
  private final Http api;
  private final Http provider;
  private final Ledger ledger;
  private final Map<String, Followed> followed = new HashMap<>();
  private final String time;

  /**
   * @param time part of every name, so that a drill can be played again
   */
  Stage(Installation installation, Screen screen, String time) {
    this.environment = installation.environment();
    this.installation = installation;
    this.screen = screen;
    this.time = time;
    this.temporal = new Temporal(environment);
    this.api = new Http(environment.apiUrl(), environment.callerKey());
    this.provider = new Http(environment.simulatorUrl(), "");
    this.ledger = new Ledger(provider, screen);
    ledger.skip();
  }

  /** A fresh name; the simulator minds its words. */
  String name(String words) {
    return words + "-" + time;
  }

  /** Of a payee; the simulator minds its words too. */
  String customer(String words) {
    return time + "-" + words;
  }

  /** Orders a payout to a payee of its own, with enough money there. */
  String order(String words) {
    return order(words, "payee-" + words);
  }

  String order(String words, String payee) {
    if (ledger.balance().compareTo(PLENTY) < 0) {
      balance(PLENTY);
    }
    return order(words, payee, AMOUNT);
  }

  String order(String words, String payee, BigDecimal amount) {
    Order order = new Order(name(words), customer(payee), amount);
    require(api.post("/payouts", order.body()), "The API did not take " + order.invoiceId());
    act(order.invoiceId(), "sent " + amount.toPlainString() + " USD");
    return order.invoiceId();
  }

  /**
   * Orders a payout that the provider takes and never answers, nor reports, nor shows for a while:
   * long enough to look at it, and well within the quiet period.
   */
  String orderTakenInSilence(String words) {
    String silent = words + "-" + Trigger.TIMEOUT_PAID.word() + "-" + Trigger.NONOTICE.word();
    ObjectNode late = fields("behaviour", "lag").put("duration", SILENCE.toString());
    fault("pay", name(silent), "1", late);
    String id = order(silent);
    awaitTaken(id);
    return id;
  }

  void balance(BigDecimal amount) {
    provider("balance", fields("amount", amount.toPlainString()));
  }

  /** At the simulator. */
  void payeeStatus(String payee, String status) {
    provider("payees/" + customer(payee) + "/status", fields("status", status));
  }

  /**
   * Makes the simulator misbehave, beginning with the next call.
   *
   * @param about an invoice or payee, or empty for all
   * @param times a number, or {@code ever}
   */
  void fault(String endpoint, String about, String times, ObjectNode behaviour) {
    behaviour.put("endpoint", endpoint).put("about", about).put("times", times);
    provider("faults", behaviour);
  }

  void provider(String path, JsonNode body) {
    require(provider.post("/admin/" + path, body), "The simulator refused " + path);
  }

  static ObjectNode fields(String name, String value) {
    return Http.JSON.createObjectNode().put(name, value);
  }

  /** Waits until it needs an operator for this reason. */
  void awaitNeed(String invoiceId, Need need) {
    await(invoiceId, "to need an operator: " + need.word(), told -> told.needsAction(need.word()));
  }

  void awaitWait(String invoiceId, String step) {
    await(invoiceId, "to wait in " + step, told -> told.waitsIn(step));
  }

  void awaitEnd(String invoiceId) {
    await(invoiceId, "to end", Told::isEnded);
  }

  /** Waits until the API says so. */
  void await(String invoiceId, String what, Predicate<Told> condition) {
    await(
        invoiceId,
        what,
        () -> {
          ledger.read();
          return condition.test(followed(invoiceId).look());
        });
  }

  /** Always the same, so that nothing is printed twice. */
  Followed followed(String invoiceId) {
    return followed.computeIfAbsent(invoiceId, id -> new Followed(id, api, screen));
  }

  Ledger ledger() {
    return ledger;
  }

  /** Waits until the money has left the balance. */
  void awaitTaken(String invoiceId) {
    await(
        invoiceId,
        "to be taken by the provider",
        () -> {
          ledger.read();
          return !ledger.of(invoiceId).isEmpty();
        });
  }

  /** Waits until the API answers with this status. */
  void awaitAnswer(String invoiceId, int status) {
    await(
        invoiceId,
        "the API to answer " + status,
        () -> api.get("/payouts/" + invoiceId).status() == status);
  }

  private static void await(String invoiceId, String what, BooleanSupplier condition) {
    if (!Patience.until(LONGEST, condition)) {
      throw new DemoFailed("Waited " + LONGEST.toSeconds() + " s for " + invoiceId + " " + what);
    }
  }

  /** What Temporal says to {@code temporal workflow <verb>} of this payout. */
  String temporal(String verb, String invoiceId, String... arguments) {
    String workflowId = new PayoutId(invoiceId).workflowId();
    return temporal.workflow(verb, workflowId, arguments);
  }

  /** Which run of it is the latest. */
  String run(String invoiceId) {
    return temporal.latestRun(new PayoutId(invoiceId).workflowId());
  }

  /** What an operator does through the API. */
  void operate(String invoiceId, String action, ObjectNode body) {
    Http operator = new Http(environment.apiUrl(), environment.operatorKey());
    require(
        operator.post("/payouts/" + invoiceId + "/" + action, body),
        "The API did not " + action + " " + invoiceId);
    act(invoiceId, action + " by an operator");
  }

  /** A copy of our own engine's database, as a backup of this moment. */
  void backUp() {
    if (environment.usesForeignTemporal()) {
      throw new DemoFailed("This drill replaces Temporal's database, so the demo must own it.");
    }
    new Kept(environment.folder()).stop("temporal");
    environment.folder().copy(Environment.TEMPORAL_DATABASE, BACKUP);
    installation.startEngine();
    act("", "Temporal's database is backed up");
  }

  /** Brings the engine back as it was then. */
  void restore() {
    kill("temporal");
    environment.folder().copy(BACKUP, Environment.TEMPORAL_DATABASE);
    installation.startEngine();
    act("", "Temporal is back, with the database of the backup");
  }

  /** With SIGKILL. */
  void kill(String kind) {
    act("", "kill -9: no " + kind + " runs any more " + new Kept(environment.folder()).kill(kind));
  }

  Environment environment() {
    return environment;
  }

  /** A line to paste that plays the provider. */
  String curl(String path, String field, String value) {
    return "curl -d " + field + "=" + value + " " + environment.simulatorUrl() + "/admin/" + path;
  }

  void act(String invoiceId, String what) {
    screen.act(invoiceId, what);
  }

  private static void require(Http.Answer answer, String otherwise) {
    if (!answer.isGood()) {
      throw new DemoFailed(otherwise + ": " + answer.words());
    }
  }
}
