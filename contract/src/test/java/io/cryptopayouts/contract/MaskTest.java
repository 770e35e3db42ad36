package io.cryptopayouts.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

  private static final PayloadKeys KEYS = PayloadKeys.parse("k:" + "A".repeat(43) + "=");

  private final DataConverter converter = PayoutConverter.of(KEYS);
  private final Mask mask = new Mask();

  @Test
  void ofAnOrderEverythingIsHiddenThatMayTellOfAPerson() throws Exception {
    JsonNode seen = PayoutConverter.json().readTree(masked(Orders.individual("inv-1")));

    JsonNode payee = seen.path("payee");
    assertThat(payee.path("type").textValue()).isEqualTo("details");
    assertThat(payee.path("customerCode").textValue()).isEqualTo("cust-0001");
    assertThat(payee.path("profileType").textValue()).isEqualTo("INDIVIDUAL");
    assertThat(payee.path("governmentIdType").textValue()).isEqualTo("SSN");
    assertThat(payee.path("countryCode").textValue()).isEqualTo("US");
    for (String personal :
        List.of("email", "firstName", "dateOfBirth", "country", "state", "zip", "governmentId")) {
      assertThat(payee.path(personal).textValue()).as(personal).isEqualTo(Mask.HIDDEN);
    }
    assertThat(payee.path("phone").isNull()).as("that there is none may be seen").isTrue();
    assertThat(seen.path("wallet").path("chain").textValue()).isEqualTo("ETH - Ethereum");
    assertThat(seen.path("wallet").path("address").textValue()).isEqualTo(Mask.HIDDEN);
    assertThat(seen.path("metadata").path("campaign").textValue()).isEqualTo(Mask.HIDDEN);
    assertThat(seen.path("invoiceId").textValue()).isEqualTo("inv-1");
    assertThat(seen.path("money").path("amount").textValue()).isEqualTo("25.00");
  }

  @Test
  void ofAStatusAllIsSeenButTheMetadata() throws Exception {
    PayoutStatus status =
        new PayoutStatus(
            new PayoutId("inv-1"),
            Money.of("25", "USD"),
            "cust-1",
            new PayoutState.Waiting(
                Step.COMPLIANCE, Party.PROVIDER, "review", Instant.EPOCH, Instant.EPOCH, "expires"),
            "digest",
            false,
            "305",
            List.of("held"),
            List.of(new PayoutStatus.Entry(Instant.EPOCH, "started")),
            Map.of("order", "Jane"));

    JsonNode expected = PayoutConverter.json().valueToTree(new PayoutResult("sentence", status));
    JsonNode seen = PayoutConverter.json().readTree(masked(new PayoutResult("sentence", status)));

    assertThat(seen.at("/status/metadata/order").textValue()).isEqualTo(Mask.HIDDEN);
    ((ObjectNode) seen.at("/status/metadata")).put("order", "Jane");
    assertThat(seen).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"email\":\"CANARY\"}",
        "{\"payee\":{\"email\":{\"by\":\"CANARY\"}}}",
        "[[{\"reason\":{\"email\":[\"CANARY\"]}}]]",
        "{\"state\":\"CANARY\"}",
        "{\"state\":{\"state\":\"CANARY\"}}",
        "{\"state\":[\"CANARY\"]}",
        "{\"note\":\"CANARY\"}",
        "{\"by\":\"ops\",\"nobodyKnows\":\"CANARY\"}",
        "{\"walletAddress\":\"x\",\"reason\":\"CANARY\"}",
        "{\"walletAddress\":\"x\",\"reason\":{\"by\":\"CANARY\"}}",
        "{\"reason\":\"ops\",\"reason\":{\"email\":\"CANARY\"}}",
        "{\"message\":\"CANARY\"}",
        "{\"message\":\"CANARY\",\"stack_trace\":\"\"}",
        "{\"message\":\"x\",\"stack_trace\":\"CANARY of Jane\\nio.cryptopayouts.A.b(A.java:1)\"}",
        "{\"message\":\"CANARY\",\"stack_trace\":\"com.fasterxml.A.b(A.java:1)\"}",
        "{\"message\":\"CANARY\",\"stack_trace\":\"com.A.b(A.java:1)\\nio.cryptopayouts.A.b(A.java:2)\"}",
        "\"CANARY\" \"CANARY\"",
        "CANARY",
        "{\"by\":\"CANARY\""
      })
  void whereItMayBePersonalItIsHidden(String json) {
    assertThat(seen("json/plain", json)).doesNotContain("CANARY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"200012345678\"",
        "true",
        "null",
        "{}",
        "12345678901234567890.10",
        "{\"by\":\"ops\",\"reason\":\"ticket 7\"}",
        "{\"token\":\"t\",\"at\":\"2026-01-01T00:00:00Z\",\"resend\":false,\"state\":\"OPEN\",\"detail\":null}",
        "{\"answer\":\"maybe-sent\",\"since\":\"2026-01-01T00:00:00Z\"}"
      })
  void whatIsOursAndNotPersonalIsSeenAsItIs(String json) {
    assertThat(seen("json/plain", json)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary/plain", "json/protobuf", "binary/encrypted", "", "json/plain; x"})
  void whatIsNotJsonIsHiddenAsAWhole(String encoding) {
    assertThat(seen(encoding, "\"CANARY\"")).isEqualTo('"' + Mask.HIDDEN + '"');
  }

  @Test
  void whatOnlyLooksLikeAnotherCharsetIsHiddenToo() {
    assertThat(seen("json/plain", "\0\0\0{{!in")).isEqualTo('"' + Mask.HIDDEN + '"');
  }

  @Test
  void nothingElseOfThePayloadIsHandedOn() {
    Payload seen =
        mask.applied(
            payload("binary/null", "CANARY").toBuilder()
                .putMetadata("x", ByteString.copyFromUtf8("CANARY"))
                .build());

    assertThat(seen.toString()).contains("binary/null").doesNotContain("CANARY", "\"x\"");
  }

  @Test
  void theMessageOfAFailureIsSeenOnlyIfOurCodeThrewIt() {
    assertThat(message(ApplicationFailure.newFailure("no usable answer", "Type")))
        .contains("no usable answer", "MaskTest.java");
    try {
      PayoutConverter.json().readValue("{\"amount\":\"Jane\",\"currency\":1}", Money.class);
    } catch (Exception quoting) {
      assertThat(message(quoting)).contains(Mask.HIDDEN, "jackson").doesNotContain("Jane");
      return;
    }
    throw new AssertionError("was read");
  }

  private String message(Throwable thrown) {
    Failure failure = converter.exceptionToFailure(thrown);
    return text(
        mask.applied(
            PayoutConverter.codec(KEYS)
                .decode(List.of(failure.getEncodedAttributes()))
                .getFirst()));
  }

  private String masked(Object value) {
    return text(
        mask.applied(
            PayoutConverter.codec(KEYS)
                .decode(List.of(converter.toPayload(value).orElseThrow()))
                .getFirst()));
  }

  private String seen(String encoding, String data) {
    return text(mask.applied(payload(encoding, data)));
  }

  private static Payload payload(String encoding, String data) {
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8(encoding))
        .setData(ByteString.copyFromUtf8(data))
        .build();
  }

  private static String text(Payload payload) {
    return payload.getData().toStringUtf8();
  }
}
