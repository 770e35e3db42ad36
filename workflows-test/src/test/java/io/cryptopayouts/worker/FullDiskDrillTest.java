package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.ResetDrillTest.assertPaid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.contract.Unavailable;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Temporal's disk is full: its process may write no file beyond the size that the database has
 * (Linux's {@code prlimit}), which its database is told as a full disk is.
 */
class FullDiskDrillTest {

  @Test
  void aFullDiskRefusesOrdersClearlyAndLosesNone(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "no prlimit");
    try (TemporalServer server = TemporalServer.start(folder);
        LiveRig rig = LiveRig.start(server);
        Impatient impatient = new Impatient(server)) {
      PayoutId open = new PayoutId("open-1");
      rig.payouts.start(Orders.individual("open-1", "review-open"), "drill");
      LiveRig.await(
          "it waits for its payee",
          () -> rig.payouts.find(open).orElseThrow().state() instanceof PayoutState.Waiting);
      List<PayoutId> accepted = new ArrayList<>(List.of(open));

      limit(server, "1");
      PayoutId refused = startUntilRefused(impatient.payouts, accepted);
      rig.provider.payeeStatus("review-open", "Activated");
      limit(server, "unlimited");

      rig.payouts.start(Orders.individual(refused.invoiceId()), "drill");
      accepted.add(refused);
      for (PayoutId id : accepted) {
        assertPaid(rig.ended(id));
        assertThat(rig.taken(id)).as("%s", id).isEqualTo(1);
      }
    }
  }

  /** The first that is refused; what was accepted before is added to the list. */
  private static PayoutId startUntilRefused(Payouts payouts, List<PayoutId> accepted) {
    for (int i = 0; i < 200; i++) {
      PayoutId id = new PayoutId("filling-" + i);
      try {
        payouts.start(Orders.individual(id.invoiceId()), "drill");
        accepted.add(id);
      } catch (Unavailable clear) {
        return id;
      }
    }
    throw new AssertionError("nothing was refused");
  }

  /** As the API is: it asks Temporal for seconds, not for a minute. */
  private static final class Impatient implements AutoCloseable {
    private final WorkflowServiceStubs stubs;
    private final Payouts payouts;

    Impatient(TemporalServer server) {
      stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder()
                  .setTarget(server.address())
                  .setRpcRetryOptions(
                      RpcRetryOptions.newBuilder()
                          .setExpiration(Duration.ofSeconds(3))
                          .validateBuildWithDefaults())
                  .build());
      payouts =
          new Payouts(
              WorkflowClient.newInstance(
                  stubs,
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(PayoutConverter.of(PayloadKeys.parse(LiveRig.PAYLOAD_KEYS)))
                      .build()),
              PayoutsSettings.DEFAULT);
    }

    @Override
    public void close() {
      stubs.shutdownNow();
    }
  }

  private static void limit(TemporalServer server, String bytes)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder(
                "/usr/bin/prlimit",
                "--pid",
                String.valueOf(server.process().pid()),
                "--fsize=" + bytes + ":")
            .inheritIO()
            .start()
            .waitFor();
    assertThat(code).isZero();
  }
}
