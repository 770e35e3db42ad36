package io.cryptopayouts.sandbox;

import static io.cryptopayouts.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What pay refuses, what repeated pays do under each profile, and what the ledger and the balance
 * say of it.
 */
final class PayTest {
  private final SteppingClock clock = new SteppingClock();
  private Simulator simulator = Simulator.start(settings(Profile.DEDUPES).build());
  private Caller caller = new Caller(simulator);

  private SimulatorSettings.Builder settings(Profile profile) {
    return SimulatorSettings.builder().profile(profile).clock(clock).balance(new BigDecimal("100"));
  }

  private void restart(SimulatorSettings.Builder settings) {
    simulator.close();
    simulator = Simulator.start(settings.build());
    caller = new Caller(simulator);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private String pay(Map<String, String> fields, String requestId) throws Exception {
    JsonNode answer = json(caller.send(Endpoint.PAY, fields, requestId));
    return answer.path("ret_code").asText() + " " + answer.path("ret_msg").asText();
  }

  private String inquire(String invoiceId) throws Exception {
    JsonNode answer = caller.call(Endpoint.INQUIRY, "invoiceId", invoiceId);
    return answer.path("ret_code").asText() + " " + answer.at("/result/status").asText();
  }

  @ParameterizedTest
  @CsvSource({
    "amount, 1e2, 000023 parameter value error: amount",
    "amount, 0.00, 000023 parameter value error: amount",
    "amount, 1.001, 000023 parameter value error: amount",
    "amount, -1, 000023 parameter value error: amount",
    "amount, '1,5', 000023 parameter value error: amount",
    "amount, '', 000020 parameter null: amount",
    "note, '', 000020 parameter null: note",
    "amount, 100.01, 000040 Account balance is not sufficient",
    "currency, USDC, 000023 parameter value error: currency",
    "timestamp, 2025-01-15 10:20:30, 000023 parameter value error: timestamp",
    "timestamp, 2025-13-15T10:20:30Z, 000023 parameter value error: timestamp",
    "merchantNo, 999999, 000021 merchant or store not found",
    "customerNo, 2000000000000000000000, 000021 no related information",
    "accountToken, 2010000000000000000000, 000021 no related information",
    "ipnUrl, ftp://example.com, 000023 parameter value error: ipnUrl",
  })
  void aBadFieldIsRefused(String name, String value, String answer) throws Exception {
    Map<String, String> fields = caller.target("c1").pay("inv-1", "25.00");
    fields.put(name, value);
    assertThat(pay(fields, "")).isEqualTo(answer);
    assertThat(simulator.ledger().movements()).isEmpty();
  }

  @Test
  void theSignatureAndTheTypesAreChecked() throws Exception {
    Caller.Target target = caller.target("c1");
    Map<String, String> fields = caller.signed(target.pay("inv-1", "25.00"));
    fields.put("amount", "26.00");
    assertThat(caller.raw(Endpoint.PAY, Json.object(fields).toString()).path("ret_msg").asText())
        .isEqualTo("verifySign error");
    assertThat(caller.raw(Endpoint.PAY, "{\"amount\":25.00}").path("ret_msg").asText())
        .isEqualTo("parameter value error: amount");
    assertThat(caller.raw(Endpoint.PAY, "{\"amount\":null}").path("ret_msg").asText())
        .isEqualTo("parameter null: amount");
    for (String body : new String[] {"", "[]", "{\"a\":\"1\",\"a\":\"2\"}", "{} {}"}) {
      assertThat(caller.raw(Endpoint.PAY, body).path("ret_msg").asText())
          .isEqualTo("parameter value error: body");
    }
  }

  @Test
  void aFormIsTakenToo() throws Exception {
    Map<String, String> fields = caller.signed(Caller.fields("currency", "USD"));
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) -> form.append(form.isEmpty() ? "" : "&").append(name + "=" + value));
    assertThat(
            caller
                .any(
                    "POST",
                    Endpoint.BALANCE.path(),
                    "application/x-www-form-urlencoded",
                    form.toString())
                .body())
        .contains("\"amount\":100.00");
  }

  @Test
  void otherPathsAndMethodsAreNotFound() throws Exception {
    assertThat(
            caller
                .any("POST", "/v3/payee/account/create/bank-account", "application/json", "{}")
                .statusCode())
        .isEqualTo(404);
    assertThat(caller.any("GET", Endpoint.PAY.path(), "application/json", "").statusCode())
        .isEqualTo(404);
    assertThat(caller.any("POST", "/v3/payout-accounts", "application/json", "{}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void onlyActivePayeesAndTheirOwnActiveAccountsArePaid() throws Exception {
    Caller.Target one = caller.target("c1");
    Caller.Target two = caller.target("c2");
    assertThat(pay(new Caller.Target(one.customerNo(), two.accountToken()).pay("i", "1"), ""))
        .isEqualTo("000022 parameters do not match");
    simulator.walletStatus(one.customerNo(), "pending");
    assertThat(pay(one.pay("i", "1"), "")).isEqualTo("000030 account is not active");
    simulator.payeeStatus("c1", "Pending");
    assertThat(pay(one.pay("i", "1"), "")).isEqualTo("000030 payee is not active");
  }

  @Test
  void dedupingReplaysACompletedKeyAndRefusesARepeatedInvoice() throws Exception {
    Map<String, String> fields = caller.target("c1").pay("inv-1", "25.00");
    String first = caller.send(Endpoint.PAY, fields, "key-1").body();
    fields.put("timestamp", "2025-01-15T10:21:00Z");
    assertThat(caller.send(Endpoint.PAY, fields, "key-1").body()).isEqualTo(first);
    assertThat(pay(fields, "")).isEqualTo("000023 Duplicate request error");
    assertThat(pay(fields, "key-2")).isEqualTo("000023 Duplicate request error");
    fields.put("amount", "26.00");
    assertThat(pay(fields, "key-1")).isEqualTo("000022 parameters do not match");
    simulator.turn(Switch.REPLAY_OTHER_BODY, true);
    assertThat(caller.send(Endpoint.PAY, fields, "key-1").body()).isEqualTo(first);
    clock.forward(Duration.ofHours(25));
    assertThat(pay(fields, "key-1")).isEqualTo("000023 Duplicate request error");
    assertThat(simulator.ledger().taken("inv-1")).isEqualTo(1);
  }

  @Test
  void aRefusedCallIsExecutedAgainUnderItsKey() throws Exception {
    Map<String, String> fields = caller.target("c1").pay("inv-1", "125.00");
    assertThat(pay(fields, "key-1")).startsWith("000040");
    simulator.topUp(new BigDecimal("25.00"));
    assertThat(pay(fields, "key-1")).isEqualTo("000100 pending");
    assertThat(simulator.balance()).isEqualTo(new BigDecimal("0.00"));
  }

  @Test
  void anotherCodeCanBeGivenToARefusal() throws Exception {
    restart(settings(Profile.DEDUPES).retCode(Refusal.DUPLICATE_REQUEST, "000080"));
    Map<String, String> fields = caller.target("c1").pay("inv-1", "1");
    pay(fields, "");
    assertThat(pay(fields, "")).isEqualTo("000080 Duplicate request error");
  }

  @ParameterizedTest
  @EnumSource(names = {"LAGS", "HOSTILE"})
  void withoutDedupingARepeatedPayMovesMoneyAgain(Profile profile) throws Exception {
    restart(settings(profile));
    Map<String, String> fields = caller.target("c1").pay("inv-1", "25.00");
    assertThat(pay(fields, "key-1")).isEqualTo("000100 pending");
    assertThat(pay(fields, "key-1")).isEqualTo("000100 pending");
    assertThat(simulator.ledger().takenMoreThanOnce()).isEqualTo(Map.of("inv-1", 2L));
    assertThat(simulator.balance()).isEqualTo(new BigDecimal("50.00"));

    clock.forward(profile.lag().minusNanos(1));
    assertThat(inquire("inv-1")).isEqualTo("000021 ");
    clock.forward(Duration.ofNanos(1));
    assertThat(inquire("inv-1")).isEqualTo("000100 success");
  }

  @Test
  void aFailedPayoutGivesEverythingBackAndAReturnedOneItsAmount() throws Exception {
    restart(settings(Profile.DEDUPES).fee(new BigDecimal("1.00")));
    Caller.Target target = caller.target("c1");
    pay(target.pay("demo-failed-1", "20"), "");
    pay(target.pay("demo-returned-1", "30"), "");
    Ledger before = simulator.ledger();
    assertThat(simulator.balance()).isEqualTo(new BigDecimal("48.00"));
    clock.forward(Duration.ofSeconds(4));
    assertThat(inquire("demo-failed-1")).isEqualTo("000100 failed");
    assertThat(inquire("demo-returned-1")).isEqualTo("000100 returned");
    assertThat(simulator.balance()).isEqualTo(new BigDecimal("99.00"));

    Ledger after = simulator.ledger();
    assertThat(after.movements()).startsWith(before.movements().toArray(new Movement[0]));
    assertThat(after.movements())
        .extracting(m -> m.sequence() + " " + m.kind())
        .containsExactly("1 TAKEN", "2 TAKEN", "3 FAILED", "4 SETTLED", "5 RETURNED");
    assertThat(after.movements()).isSortedAccordingTo(Comparator.comparing(Movement::time));
    assertThat(after.movements().get(4).time()).isEqualTo(clock.instant());
  }

  @Test
  void aReturnedPayoutMayStayDebited() throws Exception {
    restart(settings(Profile.DEDUPES).with(Switch.RETURNED_STAYS_DEBITED));
    pay(caller.target("c1").pay("demo-returned-1", "30"), "");
    clock.forward(Duration.ofSeconds(4));
    assertThat(simulator.balance()).isEqualTo(new BigDecimal("70.00"));
  }

  @Test
  void settlingByHandTakesAnyWord() throws Exception {
    restart(settings(Profile.DEDUPES).with(Switch.MANUAL_SETTLE));
    pay(caller.target("c1").pay("inv-1", "25.00"), "");
    clock.forward(Duration.ofDays(30));
    assertThat(inquire("inv-1")).isEqualTo("000100 pending");
    simulator.settle("inv-1", "UnClaimed");
    assertThat(inquire("inv-1")).isEqualTo("000100 UnClaimed");
    simulator.settle("inv-1", "success");
    simulator.settle("inv-1", "success");
    assertThat(simulator.ledger().movements()).hasSize(2);
  }

  @Test
  void aWrongClockIsRefusedOnlyIfTurnedOn() throws Exception {
    Map<String, String> fields = caller.target("c1").pay("inv-1", "1");
    clock.forward(Duration.ofMinutes(16));
    simulator.turn(Switch.CLOCK_SKEW_CHECK, true);
    assertThat(pay(fields, "")).isEqualTo("000023 parameter value error: timestamp");
    simulator.turn(Switch.CLOCK_SKEW_CHECK, false);
    assertThat(pay(fields, "")).isEqualTo("000100 pending");
  }

  @Test
  void settingsAreReadFromTheEnvironment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/bin");
    environment.put("SIMULATOR_PROFILE", "hostile");
    environment.put("SIMULATOR_LAG", "PT2H");
    environment.put("SIMULATOR_SWITCHES", "json-notices, MANUAL_SETTLE");
    environment.put("SIMULATOR_RET_CODES", "BAD_SIGNATURE=000010");
    SimulatorSettings settings = SimulatorSettings.of(environment);
    assertThat(settings.profile()).isEqualTo(Profile.HOSTILE);
    assertThat(settings.lag()).isEqualTo(Duration.ofHours(2));
    assertThat(settings.switches())
        .containsExactlyInAnyOrder(Switch.JSON_NOTICES, Switch.MANUAL_SETTLE);
    assertThat(settings.retCodes()).containsEntry(Refusal.BAD_SIGNATURE, "000010");

    environment.put("SIMULATOR_LAGG", "PT2H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimulatorSettings.of(environment))
        .withMessage("unknown setting SIMULATOR_LAGG");
  }
}
