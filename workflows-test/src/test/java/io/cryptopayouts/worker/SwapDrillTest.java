package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.ResetDrillTest.assertPaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deploy: each worker is followed by another, while payouts come and are under way. */
class SwapDrillTest {

  private static final int PAYOUTS = 60;

  @Test
  void workersSwappedUnderLoadPayEachPayoutOnce(@TempDir Path folder) {
    try (Installation installation = Installation.start(folder)) {
      installation.startWorker();
      List<PayoutId> started = new ArrayList<>();
      start(installation, started, PAYOUTS / 3);

      Child second = swap(installation, installation.worker(), started);
      Child third = swap(installation, second, started);

      try (third) {
        for (PayoutId id : started) {
          PayoutStatus status =
              installation.payouts.findEnded(id, Duration.ofSeconds(60)).orElseThrow();
          assertPaid(status);
          assertThat(installation.provider.ledger().taken(id.invoiceId()))
              .as("%s", id)
              .isEqualTo(1);
          assertThat(status.timeline().toString())
              .as("a worker that is asked to stop finishes what it sends")
              .doesNotContain("not answered");
        }
      }
    }
    assertThat(PAYOUTS % 3).isZero();
  }

  /** Another worker comes, then the one before is stopped, while payouts go on coming. */
  private static Child swap(Installation installation, Child before, List<PayoutId> started) {
    Child next = installation.startWorker();
    CompletableFuture<Integer> stopped =
        CompletableFuture.supplyAsync(before::stop, Thread::startVirtualThread);
    start(installation, started, PAYOUTS / 3);
    assertThat(stopped.join()).as("exit code of a stop by signal").isEqualTo(143);
    return next;
  }

  private static void start(Installation installation, List<PayoutId> started, int more) {
    for (int i = 0; i < more; i++) {
      PayoutId id = new PayoutId("swap-" + started.size());
      installation.payouts.start(Orders.individual(id.invoiceId()), "drill");
      started.add(id);
    }
  }
}
