package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.sandbox.SimulatorSettings;
import io.cryptopayouts.worker.CrashPoint.Place;
import io.cryptopayouts.worker.CrashPoint.Strike;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker that stands still in the middle of {@code pay} for twice the activity's time-out, while
 * another goes on, and then wakes: a zombie. Each has its own namespace.
 */
class FreezeDrillTest {

  private static final Duration STILL = DrillWorker.PAY.activityLimit().multipliedBy(2);

  @TempDir static Path folder;
  private static TemporalServer server;
  private static Simulator provider;
  private static WorkflowServiceStubs stubs;

  @BeforeAll
  static void start() {
    server =
        TemporalServer.startWithNamespaces(
            folder, List.of("claiming", "granted", "answering", "two-workers"));
    provider =
        Simulator.start(
            SimulatorSettings.builder()
                .profile(Profile.LAGS)
                .lag(Duration.ofMillis(500))
                .settleDelay(Duration.ofMillis(200))
                .token(Rig.TOKEN)
                .build());
    stubs = DrillWorker.stubs(server.address());
  }

  @AfterAll
  static void stop() {
    stubs.shutdownNow();
    provider.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> aZombieSendsNothing() {
    Map<String, Callable<Void>> drills =
        Map.of(
            "before it asks for the claim", () -> stoodStillAt("claiming", Place.CLAIMING),
            "after the grant, before the send", () -> stoodStillAt("granted", Place.GRANTED),
            "while the provider answers", FreezeDrillTest::stoodStillWhileTheProviderAnswers,
            "two workers at one payout", FreezeDrillTest::twoWorkersAtOnePayout);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    return drills.entrySet().stream()
        .map(drill -> Map.entry(drill.getKey(), threads.submit(drill.getValue())))
        .toList()
        .stream()
        .map(drill -> DynamicTest.dynamicTest(drill.getKey(), () -> joined(drill.getValue())));
  }

  private static void joined(Future<Void> drill) throws Exception {
    drill.get(120, TimeUnit.SECONDS);
  }

  private static Void stoodStillAt(String name, Place place) {
    Payout payout = Payout.start(name);
    CrashPoint point = new CrashPoint("pay", place, name, Strike.STAND_STILL);
    try (Child zombie = payout.worker(point, "zombie");
        Frozen still = Frozen.byItself(zombie.process())) {
      payout.goesOnElsewhere(() -> {
        still.goOn();
        LiveRig.await("the zombie is done", () -> payout.log("zombie").contains(point.saidAfterwards()));
      });
    }
    return null;
  }

  private static Void stoodStillWhileTheProviderAnswers() {
    Payout payout = Payout.start("answering");
    GatedCall pay = new GatedCall();
    provider.plan(Fault.after(Endpoint.PAY, pay.behaviour()).about("answering"));
    CrashPoint never = new CrashPoint("pay", Place.AFTER_CALL, "nobody", Strike.HALT);
    try (Child zombie = payout.worker(never, "zombie")) {
      pay.awaitArrival();
      try (Frozen still = Frozen.hold(zombie.process())) {
        pay.open();
        payout.goesOnElsewhere(still::goOn);
      }
    }
    return null;
  }

  /** Both have read that nothing is there, and ask for the claim at once. */
  private static Void twoWorkersAtOnePayout() {
    String name = "two-workers";
    Payout payout = Payout.start(name);
    CrashPoint point = new CrashPoint("pay", Place.CLAIMING, name, Strike.STAND_STILL);
    try (Child one = payout.worker(point, "one");
        Frozen oneStill = Frozen.byItself(one.process());
        Child other = payout.worker(point, "other");
        Frozen otherStill = Frozen.byItself(other.process())) {
      oneStill.goOn();
      otherStill.goOn();
      payout.isPaidOnce();
      LiveRig.await(
          "both are done",
          () ->
              payout.log("one").contains(point.saidAfterwards())
                  && payout.log("other").contains(point.saidAfterwards()));
      payout.isPaidOnce();
    }
    return null;
  }

  /** One payout in a namespace of its name. */
  private record Payout(String name, WorkflowClient client, Payouts payouts, PayoutOrder order) {

    static Payout start(String name) {
      WorkflowClient client = DrillWorker.client(stubs, name);
      Payouts payouts = new Payouts(client, PayoutsSettings.DEFAULT);
      PayoutOrder order = Orders.individual(name);
      payouts.start(order, "drill");
      return new Payout(name, client, payouts, order);
    }

    Child worker(CrashPoint point, String log) {
      return DrillWorker.start(server, name, provider.url(), point, file(log));
    }

    /** Another worker pays while the first stands still; then the first goes on. */
    void goesOnElsewhere(Runnable awaken) {
      Instant since = Instant.now();
      WorkerFactory another = DrillWorker.start(client, provider.url());
      try {
        isPaidOnce();
        LiveRig.await("it stood still long enough", () -> Instant.now().isAfter(since.plus(STILL)));
        awaken.run();
        isPaidOnce();
      } finally {
        another.shutdownNow();
      }
    }

    void isPaidOnce() {
      ResetDrillTest.assertPaid(
          payouts.findEnded(order.invoiceId(), Duration.ofSeconds(60)).orElseThrow());
      assertThat(Oracle.faults(provider, payouts, client, order, Outcome.PAID)).isEmpty();
    }

    String log(String name) {
      try {
        return Files.readString(file(name));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    private Path file(String log) {
      return folder.resolve(name + "-" + log + ".log");
    }
  }
}
