package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API and Temporal server that stand still for a while, or run in fits and starts. */
class StandstillDrillTest {

  @TempDir static Path folder;
  private static Installation installation;

  @BeforeAll
  static void start() {
    installation =
        Installation.start(
            folder,
            Map.of(
                // Only a notice can settle a payout in time.
                "PAYOUTS_OUTCOME_POLL_FIRST", "PT10M",
                "PAYOUTS_OUTCOME_POLL_MOST", "PT10M",
                "PAYOUTS_TEMPORAL_CALL_PATIENCE", "PT2S"));
    installation.startWorker();
    installation.startApi();
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  @Test
  void noticesThatMeetAnApiThatStandsStillAreTakenOnce() {
    PayoutOrder order = accepted("still-api-stuck");
    try (Frozen api = Frozen.hold(installation.api().process())) {
      installation.provider.settle(order.invoiceId().invoiceId(), "success");
      LiveRig.await("it was tried twice", () -> deliveries(order).size() >= 2);
      assertThat(deliveries(order)).containsOnly(0);
    }

    PayoutStatus status = isPaidOnce(order);
    assertThat(status.timeline().toString()).containsOnlyOnce("notice: success");
    LiveRig.await("it was acknowledged", () -> deliveries(order).getLast().equals(200));
  }

  @Test
  void whileTemporalStandsStillNothingIsAcknowledgedAndNothingIsLost() throws Exception {
    PayoutOrder settled = accepted("still-temporal-stuck");
    List<PayoutOrder> open =
        IntStream.range(0, 5)
            .mapToObj(i -> accepted("still-temporal-stuck-" + i))
            .toList();
    try (Frozen temporal = Frozen.hold(installation.temporal.process())) {
      installation.provider.settle(settled.invoiceId().invoiceId(), "success");
      LiveRig.await("it was tried", () -> !deliveries(settled).isEmpty());
      assertThat(deliveries(settled)).containsOnly(503);
      assertThat(get("/payouts/" + settled.invoiceId()).statusCode()).isEqualTo(503);
    }

    open.forEach(order ->
        installation.provider.settle(order.invoiceId().invoiceId(), "success"));

    isPaidOnce(settled);
    open.forEach(StandstillDrillTest::isPaidOnce);
    assertThat(get("/payouts/" + settled.invoiceId()).statusCode()).isEqualTo(200);
  }

  /** As on a machine whose disk is far too slow. */
  @Test
  void whileTemporalRunsInFitsAndStartsAllPayoutsGoOn() {
    Thread fits =
        Thread.startVirtualThread(
            () -> {
              while (!Thread.interrupted()) {
                try (Frozen temporal = Frozen.hold(installation.temporal.process())) {
                  LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
              }
            });
    List<PayoutOrder> orders =
        IntStream.range(0, 10).mapToObj(i -> Orders.individual("fits-" + i)).toList();
    orders.forEach(order -> installation.payouts.start(order, "drill"));

    orders.forEach(StandstillDrillTest::isPaidOnce);
    fits.interrupt();
  }

  private static PayoutOrder accepted(String invoice) {
    PayoutOrder order = Orders.individual(invoice);
    installation.payouts.start(order, "drill");
    LiveRig.await(
        "the provider's answer is known",
        () ->
            installation
                .payouts
                .find(new PayoutId(invoice))
                .orElseThrow()
                .timeline()
                .toString()
                .contains("the provider accepted it"));
    return order;
  }

  private static List<Integer> deliveries(PayoutOrder order) {
    return installation.provider.deliveries().stream()
        .filter(delivery -> delivery.invoiceId().equals(order.invoiceId().invoiceId()))
        .map(delivery -> delivery.httpStatus())
        .toList();
  }

  private static PayoutStatus isPaidOnce(PayoutOrder order) {
    PayoutStatus status =
        installation.payouts.findEnded(order.invoiceId(), Duration.ofSeconds(60)).orElseThrow();
    ResetDrillTest.assertPaid(status);
    assertThat(
            Oracle.faults(
                installation.provider,
                installation.payouts,
                installation.client,
                order,
                Outcome.PAID))
        .isEmpty();
    return status;
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + installation.apiPort + path))
                .header("Authorization", "Bearer " + Installation.API_KEY)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
