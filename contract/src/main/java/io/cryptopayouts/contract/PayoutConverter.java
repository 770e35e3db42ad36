package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.context.SerializationContext;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The one data converter of all processes: JSON with money as decimal strings, every payload and
 * failure encrypted. Only refusals of an operator's action stay readable, because the Temporal UI
 * cannot decode them.
 */
public final class PayoutConverter implements DataConverter {

  private final CodecDataConverter sealing;
  private final CodecDataConverter readable;

  private PayoutConverter(CodecDataConverter sealing, CodecDataConverter readable) {
    this.sealing = sealing;
    this.readable = readable;
  }

  public static DataConverter of(PayloadKeys keys) {
    DefaultDataConverter json =
        DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(json()));
    List<PayloadCodec> codec = List.of(codec(keys));
    return new PayoutConverter(
        new CodecDataConverter(json, codec, true), new CodecDataConverter(json, codec, false));
  }

  /**
   * What encrypts and decrypts the payloads of this converter. Decoding throws a {@link
   * DataConverterException} that says which key is missing or wrong, and what to do.
   */
  public static PayloadCodec codec(PayloadKeys keys) {
    return new EncryptingCodec(keys);
  }

  /**
   * How our records look as JSON, in histories and at the HTTP API alike: times in ISO form, money
   * as strings. Unknown fields are ignored, so that a history written by a newer version replays.
   */
  public static ObjectMapper json() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();
    mapper
        .configOverride(BigDecimal.class)
        .setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));
    return mapper;
  }

  @Override
  public Failure exceptionToFailure(Throwable throwable) {
    if (throwable instanceof ActionRefused refused) {
      return readable.exceptionToFailure(ActionRefused.failure(refused.getMessage()));
    }
    boolean refusal =
        throwable instanceof ApplicationFailure failure
            && ActionRefused.TYPE.equals(failure.getType());
    return (refusal ? readable : sealing).exceptionToFailure(throwable);
  }

  @Override
  public RuntimeException failureToException(Failure failure) {
    return sealing.failureToException(failure);
  }

  @Override
  public <T> Optional<Payload> toPayload(T value) throws DataConverterException {
    return sealing.toPayload(value);
  }

  @Override
  public <T> T fromPayload(Payload payload, Class<T> valueClass, Type valueType)
      throws DataConverterException {
    try {
      return sealing.fromPayload(payload, valueClass, valueType);
    } catch (DataConverterException unreadable) {
      if (!(unreadable.getCause() instanceof JsonProcessingException json)) {
        throw unreadable;
      }
      // The parser's own words quote what it could not read, and the SDK logs them.
      throw Action.taking(valueClass)
          .<RuntimeException>map(Action::unreadable)
          .orElseGet(() -> unreadable(valueClass, json));
    }
  }

  private static DataConverterException unreadable(Class<?> type, JsonProcessingException json) {
    String where =
        json instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
            ? " at " + mapping.getPathReference()
            : "";
    return new DataConverterException(
        "a payload cannot be read as " + type.getSimpleName() + where);
  }

  @Override
  public Optional<Payloads> toPayloads(Object... values) throws DataConverterException {
    return sealing.toPayloads(values);
  }

  @Override
  public <T> T fromPayloads(
      int index, Optional<Payloads> content, Class<T> valueType, Type valueGenericType)
      throws DataConverterException {
    return sealing.fromPayloads(index, content, valueType, valueGenericType);
  }

  @Override
  public DataConverter withContext(SerializationContext context) {
    return new PayoutConverter(sealing.withContext(context), readable.withContext(context));
  }
}
