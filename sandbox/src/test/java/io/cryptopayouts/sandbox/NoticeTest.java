package io.cryptopayouts.sandbox;

import static io.cryptopayouts.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When notices are sent, what they say, and when they stop. */
final class NoticeTest {
  private final SteppingClock clock = new SteppingClock();
  private final Simulator simulator =
      Simulator.start(SimulatorSettings.builder().clock(clock).resends(3).build());
  private final Caller caller = new Caller(simulator);
  private final Caller.Target target = caller.target("c1");
  private final Receiver receiver;

  NoticeTest() throws Exception {
    receiver = new Receiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
    simulator.close();
  }

  private JsonNode pay(String invoiceId) throws Exception {
    Map<String, String> fields = target.pay(invoiceId, "25.00");
    fields.put("ipnUrl", receiver.url());
    return json(caller.send(Endpoint.PAY, fields, ""));
  }

  @Test
  void theFinalStatusIsToldInASignedForm() throws Exception {
    String transactionNo = pay("inv-1").at("/result/transactionNo").asText();
    clock.forward(Duration.ofSeconds(2));
    Map<String, String> notice = receiver.next();
    assertThat(notice)
        .containsEntry("invoiceId", "inv-1")
        .containsEntry("transactionNo", transactionNo)
        .containsEntry("accountToken", target.accountToken())
        .containsEntry("amount", "25.00")
        .containsEntry("currency", "USD")
        .containsEntry("status", "success")
        .containsEntry("paymentTime", "2025-01-15T10:20:32Z")
        .containsEntry("vendor", "CRYPTO")
        .containsEntry("verifySign", simulator.signature(notice));
  }

  @Test
  void aNoticeIsSentAgainUntilItIsAcknowledged() throws Exception {
    receiver.answerNext("\"success\"");
    receiver.answerNext("SUCCESS");
    pay("inv-1");
    clock.forward(Duration.ofSeconds(2));
    String first = receiver.nextBody();
    for (int i = 1; i < 3; i++) {
      awaitDeliveries(i);
      clock.forward(Duration.ofMinutes(15));
      assertThat(receiver.nextBody()).isEqualTo(first);
    }
    awaitDeliveries(3);
    assertThat(simulator.deliveries())
        .extracting(Delivery::acknowledged)
        .containsExactly(false, false, true);
    clock.forward(Duration.ofHours(3));
    // One more notice that is answered shows that nothing else was waiting to be sent.
    simulator.sendNotice("inv-1", "pending");
    assertThat(receiver.next()).containsEntry("status", "pending");
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void attemptsAreUsedUp() throws Exception {
    pay("inv-1");
    clock.forward(Duration.ofSeconds(2));
    for (int i = 0; i < 4; i++) {
      receiver.answerNext("no");
    }
    for (int i = 1; i <= 4; i++) {
      receiver.nextBody();
      awaitDeliveries(i);
      clock.forward(Duration.ofMinutes(15));
    }
    simulator.sendNotice("inv-1", "success");
    receiver.nextBody();
    assertThat(receiver.waiting()).isZero();
  }

  /** A delivery is on record only a moment after the receiver has it. */
  private void awaitDeliveries(int count) {
    Await.until(() -> simulator.deliveries().size() >= count);
  }

  @Test
  void wordsInTheInvoiceDecideTheNotices() throws Exception {
    pay("a-nonotice-1");
    pay("a-pendingnotice-1");
    assertThat(receiver.next()).containsEntry("status", "pending");
    pay("a-dupnotice-1");
    pay("a-forgednotice-1");
    clock.forward(Duration.ofSeconds(2));
    int forged = 0;
    for (int i = 0; i < 6; i++) {
      Map<String, String> notice = receiver.next();
      assertThat(notice.get("invoiceId")).isNotEqualTo("a-nonotice-1");
      if (!notice.get("verifySign").equals(simulator.signature(notice))) {
        forged++;
        assertThat(notice).containsEntry("invoiceId", "a-forgednotice-1");
      }
    }
    assertThat(forged).isEqualTo(1);
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void aNoticeMayComeBeforeThePayResponse() throws Exception {
    JsonNode answer = pay("a-earlynotice-1");
    assertThat(receiver.waiting()).isEqualTo(1);
    assertThat(receiver.next()).containsEntry("status", "success");
    assertThat(answer.at("/result/status").asText()).isEqualTo("pending");
    assertThat(simulator.ledger().movements()).hasSize(2);
  }

  @Test
  void settlingByHandIsToldAtOnce() throws Exception {
    pay("a-stuck-1");
    simulator.settle("a-stuck-1", "returned");
    assertThat(receiver.next()).containsEntry("status", "returned");
  }

  @Test
  void noticesOfAnyKindAreSentByHand() throws Exception {
    pay("a-stuck-1");
    assertThat(simulator.sendNotice("a-stuck-1", "success").acknowledged()).isTrue();
    receiver.next();
    simulator.sendNotice("a-stuck-1", "success", Map.of("amount", "1.00"));
    Map<String, String> other = receiver.next();
    assertThat(other)
        .containsEntry("amount", "1.00")
        .containsEntry("verifySign", simulator.signature(other));
    simulator.sendNotice("a-stuck-1", "success", Map.of("verifySign", "0"));
    assertThat(receiver.next()).containsEntry("verifySign", "0");
    simulator.sendNotice(URI.create(receiver.url()), Map.of("invoiceId", "nobody"));
    assertThat(receiver.next()).containsEntry("invoiceId", "nobody");
    simulator.sendNotice(URI.create(receiver.url()), "text/plain", "rubbish");
    assertThat(receiver.nextBody()).isEqualTo("rubbish");
    simulator.turn(Switch.JSON_NOTICES, true);
    simulator.sendNotice("a-stuck-1", "failed");
    assertThat(receiver.nextBody()).startsWith("{").contains("\"status\":\"failed\"");
    assertThat(simulator.ledger().movements()).hasSize(1);
  }

  @Test
  void nobodyAnsweringIsNoAcknowledgement() {
    Delivery delivery =
        simulator.sendNotice(URI.create("http://127.0.0.1:1/"), Map.of("invoiceId", "i"));
    assertThat(delivery.acknowledged()).isFalse();
    assertThat(delivery.httpStatus()).isZero();
  }
}
