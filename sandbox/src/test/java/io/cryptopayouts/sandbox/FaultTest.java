package io.cryptopayouts.sandbox;

import static io.cryptopayouts.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to misbehave, and whether the money moved. */
final class FaultTest {
  private final SteppingClock clock = new SteppingClock();
  private final Simulator simulator =
      Simulator.start(
          SimulatorSettings.builder().clock(clock).slow(Duration.ofMillis(400)).build());
  private final Caller caller = new Caller(simulator);
  private final Caller.Target target = caller.target("c1");

  @AfterEach
  void stop() {
    simulator.close();
  }

  private HttpResponse<String> pay(String invoiceId) throws Exception {
    return caller.send(Endpoint.PAY, target.pay(invoiceId, "25.00"), "key-" + invoiceId);
  }

  private String payCode(String invoiceId) throws Exception {
    return json(pay(invoiceId)).path("ret_code").asText();
  }

  private long taken(String invoiceId) {
    return simulator.ledger().taken(invoiceId);
  }

  /**
   * Pays, waits until the simulator holds the call and, if so expected, has taken it, and gives up.
   */
  private void payAndGiveUp(String invoiceId, long expectedTaken) throws Exception {
    long before = simulator.calls(Endpoint.PAY.path());
    CompletableFuture<HttpResponse<String>> answer =
        caller.sendAsync(Endpoint.PAY, target.pay(invoiceId, "25.00"));
    Await.until(() -> simulator.calls(Endpoint.PAY.path()) > before);
    Await.until(() -> taken(invoiceId) >= expectedTaken);
    assertThat(simulator.calls().getLast().answer()).isEqualTo("open");
    assertThat(answer.cancel(true)).isTrue();
  }

  private void awaitNoAnswer() {
    Await.until(() -> simulator.calls().getLast().answer().equals("none"));
  }

  @Test
  void aHeldCallIsTakenOrNotAsPlanned() throws Exception {
    simulator.plan(Fault.before(Endpoint.PAY, new Behaviour.Hang()));
    simulator.plan(Fault.after(Endpoint.PAY, new Behaviour.Hang()));
    payAndGiveUp("inv-1", 0);
    awaitNoAnswer();
    assertThat(taken("inv-1")).isZero();
    payAndGiveUp("inv-1", 1);
    awaitNoAnswer();
    assertThat(taken("inv-1")).isEqualTo(1);
    assertThat(simulator.planned()).isEmpty();
  }

  @Test
  void aResetCallIsTakenOrNotAsPlanned() throws Exception {
    simulator.plan(Fault.before(Endpoint.PAY, new Behaviour.Reset()));
    simulator.plan(Fault.after(Endpoint.PAY, new Behaviour.Reset()));
    assertThatThrownBy(() -> pay("inv-1")).isInstanceOf(IOException.class);
    assertThat(taken("inv-1")).isZero();
    assertThatThrownBy(() -> pay("inv-1")).isInstanceOf(IOException.class);
    assertThat(taken("inv-1")).isEqualTo(1);
  }

  @Test
  void aResetIsSeenAsOneOnTheWire() throws Exception {
    simulator.plan(Fault.before(Endpoint.BALANCE, new Behaviour.Reset()));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "POST /v3/payouts/balance HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void anUnknownFieldIsAddedToEveryEntryOfAList() throws Exception {
    simulator.plan(Fault.after(Endpoint.ACCOUNTS, new Behaviour.SetField("surprise", "new")));
    assertThat(
            caller
                .call(Endpoint.ACCOUNTS, "customerNo", target.customerNo())
                .at("/accounts/0/surprise")
                .asText())
        .isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 90, 200})
  void anAnswerIsCutAfterAnyByte(int bytes) {
    simulator.plan(Fault.after(Endpoint.PAY, new Behaviour.Cut(bytes)));
    assertThatThrownBy(() -> pay("inv-1")).isInstanceOf(IOException.class);
    assertThat(taken("inv-1")).isEqualTo(1);
  }

  @Test
  void aGatewayAnswersInHtml() throws Exception {
    simulator.plan(Fault.before(Endpoint.PAY, Behaviour.Status.html(503, Duration.ofSeconds(7))));
    simulator.plan(Fault.after(Endpoint.PAY, Behaviour.Status.html(502)));
    HttpResponse<String> busy = pay("inv-1");
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).contains("7");
    assertThat(taken("inv-1")).isZero();
    HttpResponse<String> bad = pay("inv-1");
    assertThat(bad.statusCode()).isEqualTo(502);
    assertThat(bad.body()).startsWith("<html>");
    assertThat(taken("inv-1")).isEqualTo(1);
    assertThat(simulator.calls()).extracting(Call::answer).containsExactly("HTTP 503", "HTTP 502");
  }

  @Test
  void anotherCodeLeavesTheKeyNotCompleted() throws Exception {
    simulator.plan(Fault.after(Endpoint.PAY, new Behaviour.Answer("000000", "system error")));
    assertThat(payCode("inv-1")).isEqualTo("000000");
    assertThat(taken("inv-1")).isEqualTo(1);
    assertThat(json(pay("inv-1")).path("ret_msg").asText()).isEqualTo("Duplicate request error");
    assertThat(taken("inv-1")).isEqualTo(1);

    simulator.plan(Fault.before(Endpoint.PAY, new Behaviour.Answer("000080", "supplier")));
    assertThat(payCode("inv-2")).isEqualTo("000080");
    assertThat(taken("inv-2")).isZero();
  }

  @Test
  void aCallMayBeTakenLongAfterItsCallerLeft() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    simulator.plan(Fault.before(Endpoint.PAY, new Behaviour.Gate(gate)));
    payAndGiveUp("inv-1", 0);
    clock.forward(Duration.ofHours(1));
    assertThat(taken("inv-1")).isZero();
    gate.complete(null);
    Await.until(() -> taken("inv-1") == 1);
    assertThat(simulator.ledger().movements().getFirst().time()).isEqualTo(clock.instant());
  }

  @Test
  void aDelayedCallGoesOn() throws Exception {
    simulator.plan(Fault.before(Endpoint.PAY, new Behaviour.Delay(Duration.ofMillis(50))));
    assertThat(payCode("inv-1")).isEqualTo("000100");
  }

  @Test
  void anAnswerIsEdited() throws Exception {
    simulator.plan(
        Fault.after(
                Endpoint.PAY,
                new Behaviour.SetField("amount", "24.99"),
                new Behaviour.SetField("surprise", "new"),
                new Behaviour.DropField("createdTime"))
            .about("inv-1"));
    JsonNode result = json(pay("inv-1")).path("result");
    assertThat(result.path("amount").asText()).isEqualTo("24.99");
    assertThat(result.path("surprise").asText()).isEqualTo("new");
    assertThat(result.has("createdTime")).isFalse();
    simulator.plan(
        Fault.after(Endpoint.ACCOUNTS, new Behaviour.SetField("currency", "CNY")).forEver());
    for (int i = 0; i < 3; i++) {
      assertThat(
              caller
                  .call(Endpoint.ACCOUNTS, "customerNo", target.customerNo())
                  .at("/accounts/0/currency")
                  .asText())
          .isEqualTo("CNY");
    }
    simulator.behave();
    assertThat(simulator.planned()).isEmpty();
  }

  @Test
  void aFaultMeetsOnlyItsSubjectAndSoManyCalls() throws Exception {
    simulator.plan(
        Fault.before(Endpoint.INQUIRY, new Behaviour.Answer("000021", "no related information"))
            .about("inv-1")
            .times(2));
    pay("inv-1");
    pay("inv-2");
    assertThat(inquiry("inv-1")).isEqualTo("000021");
    assertThat(inquiry("inv-2")).isEqualTo("000100");
    assertThat(inquiry("inv-1")).isEqualTo("000021");
    assertThat(inquiry("inv-1")).isEqualTo("000100");
  }

  private String inquiry(String invoiceId) throws Exception {
    return caller.call(Endpoint.INQUIRY, "invoiceId", invoiceId).path("ret_code").asText();
  }

  @Test
  void thePayeeAndTheWalletFlipBetweenCheckAndPay() throws Exception {
    simulator.plan(Fault.before(Endpoint.PAY, new Behaviour.WalletStatus("invalid")));
    assertThat(json(pay("inv-1")).path("ret_msg").asText()).isEqualTo("account is not active");
    simulator.plan(Fault.before(Endpoint.PAY, new Behaviour.PayeeStatus("Pending")));
    assertThat(json(pay("inv-1")).path("ret_msg").asText()).isEqualTo("payee is not active");
    assertThat(simulator.ledger().movements()).isEmpty();
  }

  @Test
  void inquiryLagsForOneInvoice() throws Exception {
    simulator.plan(Fault.after(Endpoint.PAY, new Behaviour.Lag(Duration.ofMinutes(20))));
    pay("inv-1");
    assertThat(inquiry("inv-1")).isEqualTo("000021");
    clock.forward(Duration.ofMinutes(20));
    assertThat(inquiry("inv-1")).isEqualTo("000100");
  }

  @Test
  void statusWordsComeInAnyCase() throws Exception {
    simulator.turn(Switch.UPPER_CASE_STATUS, true);
    assertThat(json(pay("inv-1")).at("/result/status").asText()).isEqualTo("PENDING");
    simulator.turn(Switch.UPPER_CASE_STATUS, false);
    simulator.turn(Switch.LOWER_CASE_STATUS, true);
    assertThat(
            caller
                .call(Endpoint.RETRIEVE, "customerCode", "c1")
                .at("/customer/payeeStatus")
                .asText())
        .isEqualTo("activated");
  }

  @Test
  void aFaultThatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.before(Endpoint.PAY, new Behaviour.Cut(3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fault(Endpoint.PAY, "", 1, Fault.When.AFTER, List.of()));
  }

  @ParameterizedTest
  @CsvSource({"timeout-paid, 1", "timeout-unpaid, 0"})
  void aWordInTheInvoiceSilencesTheFirstPay(String word, long taken) throws Exception {
    String invoiceId = "demo-" + word + "-1";
    payAndGiveUp(invoiceId, taken);
    awaitNoAnswer();
    assertThat(taken(invoiceId)).isEqualTo(taken);
    pay(invoiceId);
    assertThat(taken(invoiceId)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"reset-paid, 1", "reset-unpaid, 0"})
  void aWordInTheInvoiceResetsTheFirstPay(String word, long taken) throws Exception {
    String invoiceId = "demo-" + word + "-1";
    assertThatThrownBy(() -> pay(invoiceId)).isInstanceOf(IOException.class);
    assertThat(taken(invoiceId)).isEqualTo(taken);
    pay(invoiceId);
    assertThat(taken(invoiceId)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "refused, 000023, 0",
    "syserror, 000000, 1",
    "supplier, 000080, 0",
    "slow, 000100, 1",
  })
  void aWordInTheInvoiceChoosesTheAnswer(String word, String code, long taken) throws Exception {
    String invoiceId = "x-" + word;
    assertThat(payCode(invoiceId)).isEqualTo(code);
    assertThat(taken(invoiceId)).isEqualTo(taken);
    assertThat(payCode(invoiceId + "-r2")).isEqualTo("000100");
  }

  @Test
  void aWordInTheInvoiceAnswersLikeAGateway() throws Exception {
    assertThat(pay("a-http502-1").statusCode()).isEqualTo(502);
    assertThat(taken("a-http502-1")).isEqualTo(1);
    assertThat(pay("a-http503-1").statusCode()).isEqualTo(503);
    assertThat(taken("a-http503-1")).isZero();
    assertThat(json(pay("a-wrongamount-1")).at("/result/amount").asText()).isEqualTo("0.01");
    assertThat(payCode("a-onhold-1")).isEqualTo("000100");
    assertThat(
            caller.call(Endpoint.INQUIRY, "invoiceId", "a-onhold-1").at("/result/status").asText())
        .isEqualTo("onhold");
  }

  @Test
  void aWordInTheCustomerCodeDecidesHowThePayeeStarts() throws Exception {
    Caller.Target flips = caller.target("cust-flips");
    assertThat(
            json(caller.send(Endpoint.PAY, flips.pay("inv-1", "1"), "")).path("ret_msg").asText())
        .isEqualTo("payee is not active");
    simulator.payeeStatus("cust-flips", "Activated");
    assertThat(
            json(caller.send(Endpoint.PAY, flips.pay("inv-1", "1"), "")).path("ret_code").asText())
        .isEqualTo("000100");
    Caller.Target pending = caller.target("cust-walletpending");
    assertThat(
            json(caller.send(Endpoint.PAY, pending.pay("inv-2", "1"), "")).path("ret_msg").asText())
        .isEqualTo("account is not active");
  }

  @Test
  void manyCallersAtOnceAreCountedExactly() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          IntStream.range(0, 64)
              .mapToObj(i -> threads.submit(() -> payCode("inv-" + i % 8)))
              .toList();
      for (Future<String> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("000100");
      }
    }
    assertThat(simulator.ledger().movements()).hasSize(8);
    assertThat(simulator.calls(Endpoint.PAY.path())).isEqualTo(64);
  }
}
