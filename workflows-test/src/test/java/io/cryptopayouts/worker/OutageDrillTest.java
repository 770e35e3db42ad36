package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.worker.TcpProxy.Fault;
import io.cryptopayouts.worker.TcpProxy.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * API and Temporal out of reach, standing still, or running in fits and starts, while payouts are
 * open and notices arrive.
 */
class OutageDrillTest {

  @TempDir static Path folder;
  private static Installation installation;

  @BeforeAll
  static void start() {
    Map<String, String> changes = new HashMap<>(Installation.SETTLED_BY_NOTICE_ONLY);
    // Shorter than the provider's patience with an answer.
    changes.put("PAYOUTS_TEMPORAL_CALL_PATIENCE", "PT2S");
    installation = Installation.start(folder, changes);
    installation.startWorker();
    installation.startApi();
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  @Test
  void aNoticeWhileTemporalIsOutOfReachIsNotAcknowledgedAndItsResendSettlesThePayout() {
    PayoutOrder order = installation.accepted("unreached-stuck");
    installation.apiToTemporal.refuse();
    try {
      settle(order);
      LiveRig.await("it was tried", () -> !installation.answersToNotices(order).isEmpty());
      assertThat(installation.answersToNotices(order)).containsOnly(503);
      assertThat(Told.has(installation.payouts.find(order.invoiceId()).orElseThrow(), Outcome.PAID))
          .isFalse();
    } finally {
      installation.apiToTemporal.serve();
    }

    isPaidOnceByOneNotice(order);
    LiveRig.await(
        "it was acknowledged", () -> installation.answersToNotices(order).getLast().equals(200));
  }

  @Test
  void aNoticeWhoseAnswerIsLostIsSentAgainAndDoesNothingMore() {
    PayoutOrder order = installation.accepted("unheard-stuck");
    installation.providerToApi.plan(new Fault.Reset(Side.ANSWER, 0), order.invoiceId().invoiceId());

    settle(order);

    LiveRig.await("it was sent again", () -> installation.answersToNotices(order).size() == 2);
    assertThat(installation.answersToNotices(order)).containsExactly(0, 200);
    isPaidOnceByOneNotice(order);
  }

  @Test
  void noticesThatMeetAnApiThatStandsStillAreTakenOnce() {
    PayoutOrder order = installation.accepted("still-stuck");
    Frozen.during(
        installation.api().process(),
        () -> {
          settle(order);
          LiveRig.await("it was tried", () -> !installation.answersToNotices(order).isEmpty());
          assertThat(installation.answersToNotices(order)).containsOnly(0);
        });

    isPaidOnceByOneNotice(order);
    LiveRig.await(
        "it was acknowledged", () -> installation.answersToNotices(order).getLast().equals(200));
  }

  @Test
  void aWorkerThatLosesTemporalInTheMiddleOfPayPaysOnce() {
    GatedCall pay = new GatedCall();
    installation.provider.plan(
        io.cryptopayouts.sandbox.Fault.after(Endpoint.PAY, pay.behaviour()).about("cut-off"));
    PayoutOrder order = Orders.individual("cut-off");
    installation.payouts.start(order, "drill");
    pay.awaitArrival();

    installation.workerToTemporal.refuse();
    pay.open();
    installation.workerToTemporal.serve();

    isPaidOnce(order);
  }

  @Test
  void whileTemporalStandsStillNothingIsAcknowledgedAndNothingIsLost() {
    PayoutOrder settled = installation.accepted("deaf-stuck");
    List<PayoutOrder> open =
        IntStream.range(0, 5).mapToObj(i -> installation.accepted("deaf-stuck-" + i)).toList();
    Frozen.during(
        installation.temporal.process(),
        () -> {
          settle(settled);
          LiveRig.await("it was tried", () -> !installation.answersToNotices(settled).isEmpty());
          assertThat(installation.answersToNotices(settled)).containsOnly(503);
          assertThat(get(settled).statusCode()).isEqualTo(503);
        });

    open.forEach(OutageDrillTest::settle);

    isPaidOnceByOneNotice(settled);
    open.forEach(OutageDrillTest::isPaidOnceByOneNotice);
    assertThat(get(settled).statusCode()).isEqualTo(200);
  }

  /** As on a machine whose disk is far too slow. */
  @Test
  void whileTemporalRunsInFitsAndStartsAllPayoutsGoOn() throws InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    Thread fits = Thread.startVirtualThread(() -> inFitsAndStarts(isOver));
    try {
      List<PayoutOrder> orders =
          IntStream.range(0, 6).mapToObj(i -> Orders.individual("fits-" + i)).toList();
      orders.forEach(order -> installation.payouts.start(order, "drill"));
      orders.forEach(OutageDrillTest::isPaidOnce);
    } finally {
      // Interrupted in the wrong moment it would leave Temporal standing still for good.
      isOver.set(true);
      fits.join();
    }
  }

  private static void inFitsAndStarts(AtomicBoolean isOver) {
    while (!isOver.get()) {
      Frozen.during(
          installation.temporal.process(),
          () -> LockSupport.parkNanos(Duration.ofMillis(100).toNanos()));
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static void settle(PayoutOrder order) {
    installation.provider.settle(order.invoiceId().invoiceId(), "success");
  }

  private static void isPaidOnceByOneNotice(PayoutOrder order) {
    assertThat(isPaidOnce(order).timeline().toString()).containsOnlyOnce("notice: success");
  }

  private static PayoutStatus isPaidOnce(PayoutOrder order) {
    PayoutStatus status =
        installation.payouts.findEnded(order.invoiceId(), Duration.ofSeconds(60)).orElseThrow();
    ResetDrillTest.assertPaid(status);
    assertThat(installation.faultsOfPaid(order)).isEmpty();
    return status;
  }

  private static HttpResponse<String> get(PayoutOrder order) {
    URI payout =
        URI.create("http://127.0.0.1:" + installation.apiPort + "/payouts/" + order.invoiceId());
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(payout)
              .header("Authorization", "Bearer " + Installation.API_KEY)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
