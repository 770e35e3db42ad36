package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Sends the payouts, plays the people and the accidents around them, and tells what happens. It
 * knows of the product what a caller knows: the HTTP API.
 */
final class Show {

  private static final Duration LONGEST = Duration.ofSeconds(150);
  private static final Duration LOOK = Duration.ofMillis(300);

  /** So that a reader can follow. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Installation installation;
  private final Scene.Cast cast;
  private final Screen screen;
  private final Http api;
  private final Http provider;
  private final Ledger ledger;
  private final Map<Scene, Told> told = new ConcurrentHashMap<>();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  Show(Installation installation, Scene.Cast cast, Screen screen) {
    this.installation = installation;
    this.cast = cast;
    this.screen = screen;
    Environment environment = installation.environment();
    this.api = new Http(environment.apiUrl(), environment.callerKey());
    this.provider = new Http(environment.simulatorUrl(), "");
    this.ledger = new Ledger(provider, screen);
  }

  /**
   * Plays until every payout has ended or needs an operator, or for two and a half minutes.
   *
   * @return a row for each payout
   */
  List<Verdict> play() {
    try (ExecutorService players = Executors.newVirtualThreadPerTaskExecutor()) {
      players.execute(part(this::followLedger));
      for (Scene scene : cast.all()) {
        if (!scene.equals(cast.killed())) {
          send(scene);
        }
        players.execute(part(() -> follow(scene)));
      }
      players.execute(part(this::approve));
      players.execute(part(this::topUp));
      players.execute(part(this::kill));
      try {
        await(() -> cast.all().stream().allMatch(scene -> told(scene).isEnded()) || isStuck());
      } finally {
        players.shutdownNow();
      }
    }
    ledger.read();
    return cast.all().stream()
        .map(scene -> Verdict.of(scene, told(scene), movements(scene)))
        .toList();
  }

  /** Movements that belong to no payout of the demo. */
  List<Moved> strangers() {
    return ledger.all().stream()
        .filter(moved ->
            cast.all().stream().noneMatch(scene -> scene.invoiceId().equals(moved.invoiceId())))
        .toList();
  }

  /** The provider's balance in USD. */
  BigDecimal balance() {
    return ledger.balance();
  }

  List<Moved> movements(Scene scene) {
    return ledger.of(scene.invoiceId());
  }

  /** A failure of one part ends the show. */
  private Runnable part(Runnable play) {
    return () -> {
      try {
        play.run();
      } catch (RuntimeException failed) {
        failure.compareAndSet(null, failed);
      }
    };
  }

  /** Whether it came to hold before the show must end. */
  private boolean await(BooleanSupplier condition) {
    return Patience.until(
        LONGEST,
        () -> {
          RuntimeException failed = failure.get();
          if (failed != null) {
            throw failed;
          }
          installation.requireAlive();
          return condition.getAsBoolean();
        });
  }

  private Told told(Scene scene) {
    return told.getOrDefault(scene, Told.NOTHING);
  }

  /** Nothing goes on by itself any more; nobody here plays the operator. */
  private boolean isStuck() {
    return cast.all().stream()
            .filter(scene -> !told(scene).equals(Told.NOTHING))
            .allMatch(scene -> told(scene).isEnded() || told(scene).needsAction())
        && told.values().stream().anyMatch(Told::needsAction);
  }

  private void send(Scene scene) {
    Http.Answer answer = api.post("/payouts", scene.order().body());
    if (!answer.isGood()) {
      throw new DemoFailed(
          "The API did not take "
              + scene.invoiceId()
              + ": "
              + answer.status()
              + " "
              + answer.body());
    }
    screen.act(
        scene.invoiceId(), "sent " + scene.amount().toPlainString() + " USD: " + scene.shows());
  }

  private void follow(Scene scene) {
    Followed followed = new Followed(scene.invoiceId(), api, screen);
    while (!told(scene).isEnded()) {
      told.put(scene, followed.look());
      Patience.pause(LOOK);
    }
  }

  private void followLedger() {
    while (true) {
      ledger.read();
      Patience.pause(LOOK);
    }
  }

  private void approve() {
    Scene scene = cast.review();
    if (await(() -> told(scene).waitsIn("compliance"))) {
      Patience.pause(MOMENT);
      ObjectNode status = Http.JSON.createObjectNode().put("status", "Activated");
      act(
          scene,
          "the provider approves the payee",
          "payees/" + scene.customerCode() + "/status",
          status);
    }
  }

  private void topUp() {
    Scene scene = cast.topUp();
    if (await(() -> told(scene).waitsIn("funds"))) {
      Patience.pause(MOMENT);
      String amount = Scene.TOP_UP.toPlainString();
      ObjectNode body = Http.JSON.createObjectNode().put("amount", amount);
      act(scene, "somebody tops the balance up by " + amount + " USD", "topup", body);
    }
  }

  private void act(Scene scene, String what, String path, ObjectNode body) {
    screen.act(scene.invoiceId(), what);
    Http.Answer answer = provider.post("/admin/" + path, body);
    if (!answer.isGood()) {
      throw new DemoFailed("The simulator refused " + path + ": " + answer.body());
    }
  }

  /** Alone, so that it is clear which payout lost its worker in the middle of pay. */
  private void kill() {
    Scene scene = cast.killed();
    if (!await(() -> told(cast.timeout()).isEnded())) {
      return;
    }
    send(scene);
    if (!await(() -> !movements(scene).isEmpty())) {
      return;
    }
    screen.act(
        scene.invoiceId(),
        "kill -9 " + installation.killWorker() + ": the worker is dead, the money is under way");
    Patience.pause(MOMENT);
    installation.startWorker();
    screen.act(scene.invoiceId(), "a new worker is up");
  }
}
