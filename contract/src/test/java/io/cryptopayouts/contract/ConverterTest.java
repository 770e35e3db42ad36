package io.cryptopayouts.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConverterTest {

  private static final String OLD = "old:" + "A".repeat(43) + "=";
  private static final String NEW = "new:" + "B".repeat(42) + "A=";

  private final DataConverter converter = PayoutConverter.of(PayloadKeys.parse(OLD));

  @Test
  void everyRecordOfTheContractSurvivesTheTrip() {
    PayoutStatus status =
        new PayoutStatus(
            new PayoutId("inv-1"),
            Money.of("25", "USD"),
            "cust-1",
            new PayoutState.Waiting(
                Step.COMPLIANCE,
                Party.PROVIDER,
                "review",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                "expires"),
            "digest",
            false,
            null,
            List.of("held by ann: a reason"),
            List.of(new PayoutStatus.Entry(Instant.EPOCH, "started")),
            Map.of("order", "7"));

    for (Object value :
        List.of(
            Orders.individual("inv-1"),
            status,
            new PayoutResult("sentence", status),
            new Claim(
                "token",
                new Instruction(
                    "https://host", "1", "2", "inv-1", "2000", "2010", Money.of("25", "USD")),
                true,
                Duration.ofMinutes(15)),
            new ClaimAnswer.MaybeSent(Instant.EPOCH),
            new SealAnswer.Sealed(Outcome.PAID),
            new SealAnswer.StillOpen(Instant.EPOCH, true))) {
      Payload payload = converter.toPayload(value).orElseThrow();

      assertThat(converter.fromPayload(payload, declared(value), declared(value))).isEqualTo(value);
    }
  }

  private static Class<?> declared(Object value) {
    return switch (value) {
      case ClaimAnswer answer -> ClaimAnswer.class;
      case SealAnswer answer -> SealAnswer.class;
      default -> value.getClass();
    };
  }

  @Test
  void payloadsAndFailuresAreUnreadableWithoutTheKey() {
    Payload payload = converter.toPayload(Orders.individual("inv-1")).orElseThrow();
    Failure failure =
        converter.exceptionToFailure(ApplicationFailure.newFailure("Jane Doe", "SomeType"));

    assertThat(payload.getData().toString(StandardCharsets.ISO_8859_1))
        .doesNotContain("jane@example.com", "inv-1");
    assertThat(payload.getMetadataMap().get("encryption-key-id").toStringUtf8()).isEqualTo("old");
    assertThat(failure.toString()).doesNotContain("Jane");
  }

  @Test
  void aRefusalStaysReadableAndHasNoStackTrace() {
    Failure failure = converter.exceptionToFailure(ActionRefused.failure("has ended"));

    assertThat(failure.getMessage()).isEqualTo("has ended");
    assertThat(failure.getStackTrace()).isEmpty();
    assertThat(converter.exceptionToFailure(new ActionRefused("has ended"))).isEqualTo(failure);
  }

  @Test
  void aRotatedKeyStillReads() {
    Payload old = converter.toPayload("text").orElseThrow();
    DataConverter rotated = PayoutConverter.of(PayloadKeys.parse(NEW + "," + OLD));

    assertThat(rotated.fromPayload(old, String.class, String.class)).isEqualTo("text");
    assertThat(
            rotated
                .toPayload("text")
                .orElseThrow()
                .getMetadataMap()
                .get("encryption-key-id")
                .toStringUtf8())
        .isEqualTo("new");
  }

  @Test
  void aMissingOrWrongKeyIsNamedAndNothingIsShown() {
    Payload old = converter.toPayload("text").orElseThrow();
    DataConverter missing = PayoutConverter.of(PayloadKeys.parse(NEW));
    DataConverter wrong = PayoutConverter.of(PayloadKeys.parse("old" + NEW.substring(3)));

    assertThatThrownBy(() -> missing.fromPayload(old, String.class, String.class))
        .isInstanceOf(DataConverterException.class)
        .hasMessageContaining("key old")
        .hasMessageContaining("PAYOUTS_PAYLOAD_KEYS");
    assertThatThrownBy(() -> wrong.fromPayload(old, String.class, String.class))
        .isInstanceOf(DataConverterException.class)
        .hasMessageContaining("does not open with key old");
  }

  @Test
  void unknownFieldsOfANewerVersionAreIgnored() throws Exception {
    assertThat(PayoutConverter.json().readValue("{\"by\":\"ops\",\"newer\":1}", Recheck.class))
        .isEqualTo(new Recheck("ops"));
  }

  @Test
  void badKeysAreRefusedWithoutTheirValue() {
    for (String bad : List.of("", "x", "id:notbase64!", "id:AAAA", OLD + "," + OLD)) {
      assertThatThrownBy(() -> PayloadKeys.parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("AAAA")
          .hasMessageNotContaining("notbase64");
    }
  }
}
