package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.worker.CrashPoint.Place;
import io.cryptopayouts.worker.CrashPoint.Strike;
import io.temporal.activity.ActivityMethod;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every activity times every named point: a worker process halts there, another worker goes on, and
 * the payout ends paid once. And in the middle of {@code pay} a worker stands still for twice the
 * activity's time-out, while another goes on, and then wakes: a zombie. Each payout has a namespace
 * of its own, so that nothing that strikes its worker hits another's.
 */
class CrashMatrixDrillTest {

  private static final List<Place> OF_EVERY_STEP =
      List.of(Place.BEFORE_CALL, Place.AFTER_CALL, Place.BEFORE_COMPLETION, Place.AFTER_COMPLETION);

  private static final List<Place> OF_PAY_ONLY =
      List.of(Place.CLAIMING, Place.GRANTED, Place.ANSWERED, Place.TOLD);

  /** Hides a payout from inquiry for longer than the activity's time-out. */
  private static final Duration LAG = Duration.ofSeconds(10);

  private static final Duration STILL = DrillWorker.PAY.activityLimit().multipliedBy(2);

  /** How many processes may be started at once. */
  private static final Semaphore SLOTS = new Semaphore(3, true);

  @TempDir static Path folder;
  private static List<Cell> cells;
  private static TemporalServer server;
  private static Simulator provider;
  private static WorkflowServiceStubs stubs;
  private static ExecutorService threads;
  private static List<DynamicTest> zombies;
  private static List<DynamicTest> crashes;

  private record Cell(String namespace, String activity, Place place) {
    String invoiceId() {
      // Only an unanswered send makes the payout look at its invoice.
      return namespace + (activity.equals("view-invoice") ? "-reset-paid" : "");
    }

    CrashPoint point() {
      return new CrashPoint(activity, place, invoiceId(), Strike.HALT);
    }

    @Override
    public String toString() {
      return activity + " " + place.word();
    }
  }

  private interface Drill {
    void run() throws Exception;
  }

  @BeforeAll
  static void start() {
    cells = cells();
    server =
        TemporalServer.startWithNamespaces(
            folder,
            Stream.concat(
                    Stream.of("claiming", "granted", "answering", "two-workers"),
                    cells.stream().map(Cell::namespace))
                .toList());
    provider = LiveRig.provider();
    stubs = LiveRig.stubs(server.address());
    threads = Executors.newVirtualThreadPerTaskExecutor();
    // These take longest.
    zombies =
        List.of(
            begun("before it asks for the claim", () -> standStillAt("claiming", Place.CLAIMING)),
            begun("after the grant, before the send", () -> standStillAt("granted", Place.GRANTED)),
            begun("while the provider answers", CrashMatrixDrillTest::standStillWhileItIsAnswered),
            begun("two workers at one payout", CrashMatrixDrillTest::twoAtOnePayout));
    crashes = cells.stream().map(cell -> begun(cell.toString(), () -> haltAt(cell))).toList();
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    stubs.shutdownNow();
    provider.close();
    server.close();
  }

  /** Those of {@code pay} first: it takes longest to find out what became of it. */
  private static List<Cell> cells() {
    List<String> activities = new ArrayList<>(List.of("pay"));
    Arrays.stream(Guide.class.getMethods())
        .map(CrashMatrixDrillTest::activity)
        .sorted()
        .forEach(activities::add);
    List<Cell> all = new ArrayList<>();
    for (String activity : activities) {
      Stream<Place> places = OF_EVERY_STEP.stream();
      if (activity.equals("pay")) {
        places = Stream.concat(OF_PAY_ONLY.stream(), places);
      }
      places.forEach(place -> all.add(new Cell("cell-" + all.size(), activity, place)));
    }
    return all;
  }

  private static String activity(Method step) {
    return step.getAnnotation(ActivityMethod.class).name();
  }

  /** All at once, because they mostly wait. */
  private static DynamicTest begun(String name, Drill drill) {
    Future<Void> running =
        threads.submit(() -> {
          drill.run();
          return null;
        });
    return DynamicTest.dynamicTest(name, () -> running.get(9, TimeUnit.MINUTES));
  }

  @Test
  void theMatrixHoldsEveryStepOfTheGuide() {
    assertThat(cells).hasSize((Guide.class.getMethods().length + 1) * 4 + OF_PAY_ONLY.size());
  }

  @TestFactory
  List<DynamicTest> haltedAtEachPointEachPayoutIsPaidOnce() {
    return crashes;
  }

  private static void haltAt(Cell cell) throws InterruptedException {
    if (cell.activity().equals("pay")) {
      provider.plan(Fault.after(Endpoint.PAY, new Behaviour.Lag(LAG)).about(cell.invoiceId()));
    }
    StruckPayout payout = started(cell.namespace(), order(cell));
    SLOTS.acquire();
    try (Child worker = payout.worker("halted", cell.point())) {
      assertThat(worker.exitCode()).as("%s: %s", cell, payout.log("halted")).isEqualTo(137);
    } finally {
      SLOTS.release();
    }
    assertThat(payout.log("halted")).contains(cell.point().said());

    WorkerFactory another = payout.anotherWorker();
    try {
      payout.isPaidOnce();
      payout.isWatchedToItsEnd();
    } finally {
      another.shutdownNow();
    }
  }

  private static StruckPayout started(String namespace, PayoutOrder order) {
    return StruckPayout.start(server, namespace, provider, stubs, order, folder);
  }

  private static PayoutOrder order(Cell cell) {
    if (!cell.activity().equals("retrieve-payee")) {
      return Orders.individual(cell.invoiceId());
    }
    String code = "cust-" + cell.invoiceId();
    return Orders.order(
        cell.invoiceId(), new Payee.Existing(provider.addPayee(code, code + "@example.com")));
  }

  @TestFactory
  List<DynamicTest> aZombieSendsNothing() {
    return zombies;
  }

  private static void standStillAt(String name, Place place) throws InterruptedException {
    StruckPayout payout = started(name, Orders.individual(name));
    CrashPoint point = new CrashPoint("pay", place, name, Strike.STAND_STILL);
    SLOTS.acquire();
    try (Child zombie = payout.worker("zombie", point);
        Frozen still = Frozen.byItself(zombie.process())) {
      SLOTS.release();
      goOnElsewhere(
          payout,
          () -> {
            still.goOn();
            awaitAfterwards(payout, "zombie", point);
          });
    }
  }

  private static void awaitAfterwards(StruckPayout payout, String worker, CrashPoint point) {
    LiveRig.await(worker + " is done", () -> payout.log(worker).contains(point.saidAfterwards()));
  }

  private static void standStillWhileItIsAnswered() throws InterruptedException {
    String name = "answering";
    StruckPayout payout = started(name, Orders.individual(name));
    GatedCall pay = new GatedCall();
    provider.plan(Fault.after(Endpoint.PAY, pay.behaviour()).about(name));
    CrashPoint never = new CrashPoint("pay", Place.AFTER_CALL, "nobody", Strike.HALT);
    SLOTS.acquire();
    try (Child zombie = payout.worker("zombie", never)) {
      pay.awaitArrival();
      SLOTS.release();
      try (Frozen still = Frozen.hold(zombie.process())) {
        pay.open();
        goOnElsewhere(payout, still::goOn);
      }
    }
  }

  /** Another worker pays while the first stands still; then the first goes on. */
  private static void goOnElsewhere(StruckPayout payout, Runnable awaken) {
    Instant since = Instant.now();
    WorkerFactory another = payout.anotherWorker();
    try {
      payout.isPaidOnce();
      LiveRig.await("it stood still long enough", () -> Instant.now().isAfter(since.plus(STILL)));
      awaken.run();
      payout.isPaidOnce();
    } finally {
      another.shutdownNow();
    }
  }

  /** Both have read that nothing is there, and ask for the claim at once. */
  private static void twoAtOnePayout() {
    String name = "two-workers";
    StruckPayout payout = started(name, Orders.individual(name));
    CrashPoint point = new CrashPoint("pay", Place.CLAIMING, name, Strike.STAND_STILL);
    try (Child one = payout.worker("one", point);
        Frozen oneStill = Frozen.byItself(one.process());
        Child other = payout.worker("other", point);
        Frozen otherStill = Frozen.byItself(other.process())) {
      oneStill.goOn();
      otherStill.goOn();
      payout.isPaidOnce();
      awaitAfterwards(payout, "one", point);
      awaitAfterwards(payout, "other", point);
      payout.isPaidOnce();
    }
  }
}
