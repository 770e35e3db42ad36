package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.sandbox.SimulatorSettings;
import io.cryptopayouts.worker.CrashPoint.Place;
import io.cryptopayouts.worker.CrashPoint.Strike;
import io.temporal.activity.ActivityMethod;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every activity times every named point: a worker process halts there, another worker goes on, and
 * the payout ends paid once. Each cell has its own namespace, so that no halt hits another's.
 */
class CrashMatrixDrillTest {

  private static final List<Place> OF_EVERY_STEP =
      List.of(
          Place.BEFORE_CALL, Place.AFTER_CALL, Place.BEFORE_COMPLETION, Place.AFTER_COMPLETION);

  private static final List<Place> OF_PAY_ONLY =
      List.of(Place.CLAIMING, Place.GRANTED, Place.ANSWERED, Place.TOLD);

  /** Hides a payout from inquiry for longer than the activity's time-out. */
  private static final Duration LAG = Duration.ofSeconds(10);

  /** How many processes may start at once. */
  private static final int AT_ONCE = 2;

  @TempDir static Path folder;
  private static List<Cell> cells;
  private static TemporalServer server;
  private static Simulator provider;
  private static WorkflowServiceStubs stubs;
  private static ExecutorService threads;

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

  @BeforeAll
  static void start() {
    cells = cells();
    server =
        TemporalServer.startWithNamespaces(folder, cells.stream().map(Cell::namespace).toList());
    provider =
        Simulator.start(
            SimulatorSettings.builder()
                .profile(Profile.LAGS)
                .lag(Duration.ofMillis(500))
                .settleDelay(Duration.ofMillis(200))
                .token(Rig.TOKEN)
                .build());
    stubs = DrillWorker.stubs(server.address());
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
    stubs.shutdownNow();
    provider.close();
    server.close();
  }

  /** Those of {@code pay} first: they take longest to find out what became of it. */
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

  @Test
  void theMatrixHoldsEveryStepOfTheGuide() {
    assertThat(cells).hasSize(Guide.class.getMethods().length * 4 + 4 + 4);
  }

  @TestFactory
  Stream<DynamicTest> haltedAtEachPointEachPayoutIsPaidOnce() {
    Semaphore slots = new Semaphore(AT_ONCE, true);
    List<Future<?>> struck = new ArrayList<>();
    for (Cell cell : cells) {
      struck.add(threads.submit(() -> strikeAndGoOn(cell, slots)));
    }
    return IntStream.range(0, cells.size())
        .mapToObj(i ->
            DynamicTest.dynamicTest(
                cells.get(i).toString(), () -> struck.get(i).get(150, TimeUnit.SECONDS)));
  }

  private static Void strikeAndGoOn(Cell cell, Semaphore slots) throws Exception {
    WorkflowClient client = DrillWorker.client(stubs, cell.namespace());
    Payouts payouts = new Payouts(client, PayoutsSettings.DEFAULT);
    PayoutOrder order = order(cell);
    if (cell.activity().equals("pay")) {
      provider.plan(Fault.after(Endpoint.PAY, new Behaviour.Lag(LAG)).about(cell.invoiceId()));
    }
    slots.acquire();
    try {
      payouts.start(order, "drill");
      strike(cell);
    } finally {
      slots.release();
    }
    WorkerFactory another = DrillWorker.start(client, provider.url());
    try {
      PayoutStatus status =
          payouts.findEnded(order.invoiceId(), Duration.ofSeconds(90)).orElseThrow();
      ResetDrillTest.assertPaid(status);
      assertThat(Oracle.faults(provider, payouts, client, order, Outcome.PAID)).isEmpty();
      assertThat(provider.ledger().taken(cell.invoiceId())).isEqualTo(1);
      LiveRig.await("its invoice is watched to its end", () -> isClosed(client, order.invoiceId()));
    } finally {
      another.shutdownNow();
    }
    return null;
  }

  private static void strike(Cell cell) throws IOException {
    Path log = folder.resolve(cell.namespace() + ".log");
    try (Child worker =
        DrillWorker.start(server, cell.namespace(), provider.url(), cell.point(), log)) {
      assertThat(worker.exitCode()).as("%s, see %s", cell, log).isEqualTo(137);
    }
    assertThat(Files.readString(log)).contains(cell.point().said());
  }

  private static PayoutOrder order(Cell cell) {
    if (!cell.activity().equals("retrieve-payee")) {
      return Orders.individual(cell.invoiceId());
    }
    String code = "cust-" + cell.invoiceId();
    return Orders.order(
        cell.invoiceId(),
        new Payee.Existing(provider.addPayee(code, code + "@example.com")));
  }

  private static boolean isClosed(WorkflowClient client, PayoutId id) {
    return client
            .newUntypedWorkflowStub(PayoutId.invoiceWorkflowId(id.invoiceId()))
            .describe()
            .getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
  }
}
