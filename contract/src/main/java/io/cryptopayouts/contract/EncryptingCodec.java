package io.cryptopayouts.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Encrypts every payload with AES-256-GCM, the key's id in the metadata. Temporal's own description
 * of a workflow's handlers and its current details pass in clear, so that an operator can read them
 * without a codec server; they hold no personal data.
 */
final class EncryptingCodec implements PayloadCodec {

  private static final String ENCODING = "encoding";
  private static final String KEY_ID = "encryption-key-id";
  private static final ByteString ENCRYPTED = ByteString.copyFromUtf8("binary/encrypted");
  private static final String OPERATORS_VIEW = "temporal.api.sdk.";

  private final PayloadKeys keys;

  EncryptingCodec(PayloadKeys keys) {
    this.keys = keys;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(this::encrypt).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::decrypt).toList();
  }

  private Payload encrypt(Payload payload) {
    if (isOperatorsView(payload)) {
      return payload;
    }
    String id = keys.writingId();
    try {
      byte[] sealed = keys.writing().encrypt(payload.toByteArray(), associated(id));
      return Payload.newBuilder()
          .putMetadata(ENCODING, ENCRYPTED)
          .putMetadata(KEY_ID, ByteString.copyFromUtf8(id))
          .setData(ByteString.copyFrom(sealed))
          .build();
    } catch (GeneralSecurityException failed) {
      throw new DataConverterException("could not encrypt a payload with key " + id, failed);
    }
  }

  private Payload decrypt(Payload payload) {
    if (!ENCRYPTED.equals(payload.getMetadataMap().get(ENCODING))) {
      return payload;
    }
    String id = text(payload, KEY_ID);
    try {
      return Payload.parseFrom(
          keys.reading(id)
              .orElseThrow(() ->
                  new DataConverterException(
                      "a payload is encrypted with key "
                          + id
                          + ", which PAYOUTS_PAYLOAD_KEYS does not hold: add it after the"
                          + " first"))
              .decrypt(payload.getData().toByteArray(), associated(id)));
    } catch (GeneralSecurityException | InvalidProtocolBufferException failed) {
      throw new DataConverterException(
          "a payload does not open with key "
              + id
              + " of PAYOUTS_PAYLOAD_KEYS: that id once named another key",
          failed);
    }
  }

  /** Whether it is Temporal's description of a workflow, which is never encrypted. */
  static boolean isOperatorsView(Payload payload) {
    return text(payload, "messageType").startsWith(OPERATORS_VIEW);
  }

  private static String text(Payload payload, String name) {
    return payload.getMetadataOrDefault(name, ByteString.EMPTY).toStringUtf8();
  }

  private static byte[] associated(String keyId) {
    return keyId.getBytes(StandardCharsets.UTF_8);
  }
}
