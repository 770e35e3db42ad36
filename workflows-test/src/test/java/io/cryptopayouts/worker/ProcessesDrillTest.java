package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.worker.Processes.Network;
import io.cryptopayouts.worker.Processes.Part;
import io.cryptopayouts.worker.TcpProxy.Fault;
import io.cryptopayouts.worker.TcpProxy.Side;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One scenario of everything that may be done to the processes. */
class ProcessesDrillTest {

  @Test
  void killedFrozenAndCutOffEachPayoutIsPaidOnceOrWaitsForItsPayee(@TempDir Path folder) {
    try (Processes processes = Processes.start(folder)) {
      for (String invoice : new String[] {"one", "two", "review-three"}) {
        PayoutOrder order = Orders.individual(invoice);
        processes
            .network(Network.WORKER_TO_PROVIDER)
            .plan(new Fault.Cut(Side.ANSWER, 30), Endpoint.PAY.path(), '"' + invoice + '"');
        processes.payOut(order);
      }
      processes.freeze(Part.TEMPORAL, Duration.ofSeconds(1));
      processes.kill(Part.WORKER);
      processes.start(Part.WORKER);
      processes.freeze(Part.WORKER, Duration.ofSeconds(2));
      processes.start(Part.WORKER);
      processes.network(Network.API_TO_TEMPORAL).refuse();
      processes.kill(Part.TEMPORAL);
      processes.start(Part.TEMPORAL);
      processes.freeze(Part.API, Duration.ofSeconds(1));
      processes.kill(Part.API);
      processes.start(Part.API);

      assertThat(processes.faultsAtRest(Duration.ofSeconds(90))).isEmpty();
      assertThat(processes.provider().ledger().movements())
          .extracting(movement -> movement.kind() + " " + movement.invoiceId())
          .containsExactlyInAnyOrder("TAKEN one", "SETTLED one", "TAKEN two", "SETTLED two");
    }
  }
}
