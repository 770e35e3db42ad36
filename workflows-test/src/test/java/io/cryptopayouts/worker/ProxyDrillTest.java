package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.pockyt.PayAnswer;
import io.cryptopayouts.pockyt.PayRequest;
import io.cryptopayouts.pockyt.Pockyt;
import io.cryptopayouts.pockyt.PockytAccount;
import io.cryptopayouts.pockyt.PockytSettings;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Simulator;
import io.cryptopayouts.worker.TcpProxy.Fault;
import io.cryptopayouts.worker.TcpProxy.Side;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network between worker and provider that breaks {@code pay} wherever it can. */
class ProxyDrillTest {

  private static final String PAY = "POST " + Endpoint.PAY.path() + " ";

  /** About where status line, headers and body of an answer begin, and between. */
  private static final List<Integer> OFFSETS = List.of(0, 1, 9, 12, 16, 40, 90, 110, 160, 250, 350);

  @TempDir static Path folder;
  private static TemporalServer server;
  private static Simulator provider;
  private static TcpProxy network;
  private static WorkflowServiceStubs stubs;
  private static WorkflowClient client;
  private static Payouts payouts;
  private static WorkerFactory worker;

  @BeforeAll
  static void start() {
    server = TemporalServer.start(folder);
    provider = LiveRig.provider();
    network = TcpProxy.before(provider.url().getPort());
    stubs = LiveRig.stubs(server.address());
    client = DrillWorker.client(stubs, "default");
    payouts = new Payouts(client, PayoutsSettings.DEFAULT);
    worker = DrillWorker.start(client, network.url());
  }

  @AfterAll
  static void stop() {
    worker.shutdownNow();
    stubs.shutdownNow();
    network.close();
    provider.close();
    server.close();
  }

  /** At the client, which is quick, at every byte there is. */
  @Test
  void anAnswerBrokenAtAnyByteIsUnknown() {
    String customer = provider.addPayee("bytes", "bytes@example.com");
    String wallet = provider.addWallet(customer, "", "ETH - Ethereum", Orders.ADDRESS, "");
    try (Pockyt pockyt =
        Pockyt.connect(
            PockytSettings.of(new PockytAccount(network.url(), "200043", "300014"))
                .withRequestsPerSecond(100_000),
            Rig.TOKEN,
            Clock.systemUTC())) {
      List<IntFunction<Fault>> breaks =
          List.of(
              after -> new Fault.Cut(Side.ANSWER, after),
              after -> new Fault.Reset(Side.ANSWER, after));
      for (IntFunction<Fault> broken : breaks) {
        int bytes = 0;
        while (brokenAt(pockyt, broken.apply(bytes), customer, wallet)
            instanceof PayAnswer.Unknown) {
          bytes++;
        }
        assertThat(bytes).as("length of an answer").isGreaterThan(300);
      }
    }
  }

  private static PayAnswer brokenAt(Pockyt pockyt, Fault fault, String customer, String wallet) {
    String invoice =
        "bytes-"
            + fault.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
            + "-"
            + provider.ledger().movements().size();
    network.plan(fault, PAY, invoice);
    PayAnswer answer =
        pockyt.pay(
            new PayRequest(
                invoice,
                PayoutId.requestId(invoice),
                customer,
                wallet,
                new BigDecimal("25.00"),
                "USD",
                null,
                null),
            () -> true);
    assertThat(answer)
        .as("%s", fault)
        .isInstanceOfAny(PayAnswer.Unknown.class, PayAnswer.Accepted.class);
    assertThat(provider.ledger().taken(invoice)).as("%s", fault).isEqualTo(1);
    return answer;
  }

  @Test
  void eachPayoutEndsPaidOnceHoweverItsPayIsBroken() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    for (int offset : OFFSETS) {
      faults.put("cut-answer-" + offset, new Fault.Cut(Side.ANSWER, offset));
      faults.put("reset-answer-" + offset, new Fault.Reset(Side.ANSWER, offset));
    }
    for (int offset : List.of(0, 1, 200)) {
      faults.put("cut-request-" + offset, new Fault.Cut(Side.REQUEST, offset));
      faults.put("break-request-" + offset, new Fault.Reset(Side.REQUEST, offset));
      faults.put("lose-request-" + offset, new Fault.HalfOpen(Side.REQUEST, offset));
    }
    faults.put("lose-answer-0", new Fault.HalfOpen(Side.ANSWER, 0));
    faults.put("lose-answer-200", new Fault.HalfOpen(Side.ANSWER, 200));
    faults.put("late-answer", new Fault.Delay(Side.ANSWER, Duration.ofSeconds(3)));
    faults.put("late-request", new Fault.Delay(Side.REQUEST, Duration.ofSeconds(2)));
    faults.put("trickled-answer", new Fault.Trickle(Side.ANSWER, Duration.ofMillis(1)));
    faults.put("trickled-for-ever", new Fault.Trickle(Side.ANSWER, Duration.ofMillis(20)));

    faults.forEach((invoice, fault) -> {
      network.plan(fault, PAY, '"' + invoice + '"');
      payouts.start(Orders.individual(invoice), "drill");
    });

    faults
        .keySet()
        .forEach(invoice -> {
          PayoutOrder order = Orders.individual(invoice);
          ResetDrillTest.assertPaid(
              payouts.findEnded(order.invoiceId(), Duration.ofSeconds(60)).orElseThrow());
          assertThat(Oracle.faults(provider, payouts, client, order, Outcome.PAID)).isEmpty();
        });
    assertThat(network.planned()).as("faults that met nothing").isEmpty();
  }
}
