package io.cryptopayouts.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.pockyt.Pockyt;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.sandbox.Refusal;
import io.cryptopayouts.worker.Processes.Network;
import io.cryptopayouts.worker.Processes.Part;
import io.cryptopayouts.worker.Scenario.Length;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One installation for several scenarios at once, each with a payout of its own. What strikes a
 * process, a network or the balance strikes all of them.
 */
final class RealStage implements AutoCloseable {

  /** How long things may go on before all is mended, and between one mending and the next. */
  private static final Duration REST = Duration.ofSeconds(20);

  /** More than any part of a play takes. */
  private static final Duration MOST = Duration.ofMinutes(5);

  /** As long as in memory. */
  private static final Length SETTLES = Length.parse("PT1M");

  /** As others wait for the money, too. */
  private static final Duration SHORT_FOR = Duration.ofSeconds(3);

  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final BigDecimal MUCH = new BigDecimal("1000000.00");
  private static final String USUAL = "usual";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  final Processes processes;
  final Pockyt pockyt;
  private final Path folder;
  private final Map<String, Map<String, String>> configurations =
      Map.of(
          USUAL,
          Map.of(),
          "no-resend",
          Map.of("PAYOUTS_PAY_RESEND", "false"),
          "hold",
          Map.of("PAYOUTS_HOLD_SENDS", "true"));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Future<?>> goingOn = new ConcurrentLinkedQueue<>();

  /** What is down, or coming back. */
  private final Set<Enum<?>> struck = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile String configuration = USUAL;
  private volatile String running = USUAL;
  private volatile List<RealPlay> plays = List.of();
  private int played;

  private RealStage(Path folder, Processes processes) {
    this.folder = folder;
    this.processes = processes;
    this.pockyt =
        LiveRig.pockyt(
            processes.provider().url(), RealTime.PAY.callLimit(), RealTime.PAY.callLimit());
    processes
        .network(Network.WORKER_TO_PROVIDER)
        .watch((side, request) ->
            plays.stream()
                .filter(play -> play.isAbout(request))
                .findFirst()
                .ifPresent(play -> play.passes(side, request)));
    // Who ends a campaign early ends its processes too.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
  }

  static RealStage start(Scenario.Setup setup) {
    try {
      Path folder = Files.createTempDirectory("payouts-real-");
      Profile profile = setup.profile() == Profile.DEDUPES ? Profile.DEDUPES : Profile.LAGS;
      return new RealStage(
          folder,
          Processes.start(
              folder,
              environment(setup.resend()),
              provider ->
                  provider
                      .profile(profile)
                      .lag(Duration.ZERO)
                      .settleDelay(RealTime.of(SETTLES))
                      .retCode(Refusal.DUPLICATE_REQUEST, setup.duplicateCode())));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Map<String, String> environment(boolean resend) {
    PaySettings pay = RealTime.PAY;
    return Map.ofEntries(
        Map.entry("PAYOUTS_PAY_RESEND", String.valueOf(resend)),
        Map.entry("PAYOUTS_PAY_QUIET", pay.quiet().toString()),
        Map.entry("PAYOUTS_PAY_LAG", pay.lag().toString()),
        Map.entry("PAYOUTS_PAY_SEND_WINDOW", pay.sendWindow().toString()),
        Map.entry("PAYOUTS_PAY_CALL_LIMIT", pay.callLimit().toString()),
        Map.entry("PAYOUTS_PAY_GATEWAY_IDLE", pay.gatewayIdle().toString()),
        Map.entry("PAYOUTS_PAY_CLAIM_PATIENCE", pay.claimPatience().toString()),
        Map.entry("PAYOUTS_PAY_SLACK", pay.slack().toString()),
        Map.entry("PAYOUTS_READ_CALL_LIMIT", "PT2S"),
        Map.entry("PAYOUTS_PROVIDER_PATIENCE", RealTime.PATIENCE.toString()),
        Map.entry("PAYOUTS_SETTLEMENT_CONFIRM", RealTime.PATIENCE.toString()),
        Map.entry("PAYOUTS_DISPATCH_LIMIT", "PT7S"),
        Map.entry("PAYOUTS_CENSUS_INTERVAL", "PT30S"));
  }

  /** The faults of each, in their order. */
  List<Set<String>> play(List<Scenario> scenarios, Tally tally) {
    processes.provider().behave();
    processes.provider().balance(MUCH);
    plays = scenarios.stream().map(each -> new RealPlay(this, each, tally, played++)).toList();
    all(RealPlay::happen);
    all(play -> play.awaitRest(REST));
    mend();
    List<Set<String>> faults = each(RealPlay::faults);
    plays.forEach(RealPlay::clearAway);
    plays = List.of();
    return faults;
  }

  private void mend() {
    plays.forEach(RealPlay::stop);
    awaitDone();
    configuration = USUAL;
    if (!running.equals(USUAL)) {
      crash(Part.WORKER);
      awaitDone();
    }
    processes.provider().behave();
    processes.provider().balance(MUCH);
    // What is hindered by one thing may meet the next one then.
    for (int i = 0; i < 2; i++) {
      all(RealPlay::mend);
      all(play -> play.awaitRest(REST));
    }
  }

  private void all(Consumer<RealPlay> what) {
    each(play -> {
      what.accept(play);
      return null;
    });
  }

  private <T> List<T> each(Function<RealPlay, T> what) {
    List<Future<T>> done = new ArrayList<>();
    for (RealPlay play : plays) {
      done.add(threads.submit(() -> what.apply(play)));
    }
    return done.stream().map(RealStage::result).toList();
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get(MOST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException broken) {
      throw new IllegalStateException("it could not be played", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void awaitDone() {
    for (Future<?> next = goingOn.poll(); next != null; next = goingOn.poll()) {
      result(next);
    }
  }

  // What happens to all.

  /** The process is gone, and another one comes. */
  void crash(Part part) {
    strike(
        part,
        () -> processes.kill(part),
        () -> {
          if (part == Part.WORKER) {
            running = configuration;
          }
          processes.start(part, part == Part.WORKER ? configurations.get(running) : Map.of());
          processes.awaitServing(part);
        });
  }

  /** The worker comes back with another configuration. */
  void swap(String other) {
    configuration = other;
    crash(Part.WORKER);
  }

  /** Another worker comes, then the one before finishes what it does and stops. */
  void upgrade() {
    strike(Part.WORKER, () -> {}, () -> processes.replaceWorker(configurations.get(running)));
  }

  void freeze(Part part, Duration length) {
    strike(
        part,
        () -> processes.freeze(part, length),
        () -> {
          LockSupport.parkNanos(length.toNanos());
          processes.awaitServing(part);
        });
  }

  /** The provider cannot be reached. */
  void outage(Duration length) {
    TcpProxy network = processes.network(Network.WORKER_TO_PROVIDER);
    strike(Network.WORKER_TO_PROVIDER, network::refuse, () -> serveAfter(length, network));
  }

  /** The balance is that for a while. */
  void balance(BigDecimal amount) {
    strike(
        Endpoint.BALANCE,
        () -> processes.provider().balance(amount),
        () -> {
          LockSupport.parkNanos(SHORT_FOR.toNanos());
          processes.provider().balance(MUCH);
        });
  }

  /**
   * No claim is answered in time.
   *
   * @param lost or else it comes late
   */
  void cutOff(boolean lost) {
    TcpProxy network = processes.network(Network.WORKER_TO_TEMPORAL);
    strike(
        Network.WORKER_TO_TEMPORAL,
        lost ? network::refuse : network::hold,
        () -> serveAfter(RealTime.PAY.sendWindow().plus(A_MOMENT), network));
  }

  private static void serveAfter(Duration length, TcpProxy network) {
    LockSupport.parkNanos(length.toNanos());
    network.serve();
  }

  /** What is down is not struck again before it is back. */
  private void strike(Enum<?> which, Runnable blow, Runnable recovery) {
    if (struck.add(which)) {
      blow.run();
      goingOn.add(
          threads.submit(() -> {
            recovery.run();
            struck.remove(which);
          }));
    }
  }

  /** Done a moment later, or beside what comes then. */
  void begin(Runnable what) {
    Future<?> begun = threads.submit(what);
    goingOn.add(begun);
    try {
      begun.get(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      // Then beside.
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Beside what comes then. */
  void beside(Runnable what) {
    goingOn.add(threads.submit(what));
  }

  // The API.

  URI api(String path) {
    return processes.network(Network.PROVIDER_TO_API).url().resolve(path);
  }

  /** Empty if there was no answer. */
  Optional<HttpResponse<String>> post(PayoutOrder order) {
    ObjectNode body = JSON.createObjectNode();
    body.put("invoiceId", order.invoiceId().invoiceId());
    body.put("amount", order.money().amount().toPlainString());
    body.put("currency", order.money().currency());
    body.set("payee", JSON.valueToTree(order.payee()));
    body.set("wallet", JSON.valueToTree(order.wallet()));
    body.set("deadlines", JSON.valueToTree(order.deadlines()));
    try {
      return Optional.of(
          HTTP.send(
              HttpRequest.newBuilder(api("/payouts"))
                  .timeout(Duration.ofSeconds(10))
                  .header("Authorization", "Bearer " + Installation.API_KEY)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException noAnswer) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    plays = List.of();
    threads.shutdownNow();
    pockyt.close();
    processes.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
