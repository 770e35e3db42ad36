package io.cryptopayouts.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;

/** Whatever stands in a history, or is posted to the codec. */
class PayloadFuzzTest {

  private static final PayloadKeys KEYS = PayloadKeys.parse("k:" + "A".repeat(43) + "=");
  private static final DataConverter CONVERTER = PayoutConverter.of(KEYS);
  private static final PayloadCodec CODEC = PayoutConverter.codec(KEYS);
  private static final Payload SEALED =
      CONVERTER.toPayload(Orders.individual("inv-1")).orElseThrow();

  /** It is decoded, masked and read, or fails as declared. */
  @FuzzTest(maxDuration = "3m")
  void aPayloadIsDecodedOrRefused(byte[] bytes) {
    Payload payload;
    try {
      payload = Payload.parseFrom(bytes);
    } catch (InvalidProtocolBufferException noPayload) {
      payload =
          Payload.newBuilder()
              .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
              .setData(ByteString.copyFrom(bytes))
              .build();
    }
    new Mask().applied(payload);
    try {
      CODEC.decode(List.of(payload));
      for (Class<?> type : List.of(PayoutOrder.class, Notice.class, ClaimAnswer.class)) {
        readOrRefused(payload, type);
      }
    } catch (DataConverterException declared) {
      // Such as an unknown key.
    }
  }

  private static void readOrRefused(Payload payload, Class<?> type) {
    try {
      CONVERTER.fromPayload(payload, type, type);
    } catch (DataConverterException declared) {
      // As it says.
    }
  }

  /** No changed bit of what is sealed opens. */
  @FuzzTest(maxDuration = "3m")
  void whatWasChangedDoesNotOpen(FuzzedDataProvider data) {
    byte[] sealed = SEALED.getData().toByteArray();
    int at = data.consumeInt(0, sealed.length - 1);
    sealed[at] ^= (byte) (1 << data.consumeInt(0, 7));
    Payload changed = SEALED.toBuilder().setData(ByteString.copyFrom(sealed)).build();

    assertThatThrownBy(() -> CODEC.decode(List.of(changed)))
        .isInstanceOf(DataConverterException.class);
    assertThat(CODEC.decode(List.of(SEALED))).hasSize(1);
  }
}
