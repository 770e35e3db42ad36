package io.cryptopayouts.api;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.cryptopayouts.contract.Mask;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/**
 * Temporal's codec protocol: decrypts payloads for the Temporal UI and the {@code temporal}
 * command, and encrypts what they send. For callers without the role, personal data is masked.
 */
@Path("/codec")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CodecResource {

  /** As large as what Temporal itself takes in one call. */
  private static final int LIMIT = 4 * 1024 * 1024;

  private static final int MOST_PAYLOADS = 10_000;

  /** Signs of JSON that make an object in memory, of one payload at most. */
  private static final int MOST_SIGNS = 10 * MOST_PAYLOADS;

  /** Up to here a body is small: a page of the Temporal UI asks for hundreds of these at once. */
  private static final int SMALL = 64 * 1024;

  /** How many larger ones are held in memory at a time. */
  private static final int MOST_LARGE = 4;

  private final PayloadCodec codec;
  private final CodecAccess access;
  private final String namespace;
  private final Mask mask = new Mask();
  private final Semaphore large = new Semaphore(MOST_LARGE);

  /**
   * @param namespace the only one whose payloads are ours
   */
  CodecResource(PayloadCodec codec, CodecAccess access, String namespace) {
    this.codec = codec;
    this.access = access;
    this.namespace = namespace;
  }

  @POST
  @Path("/decode")
  public String decode(@Context HttpHeaders headers, InputStream body) throws IOException {
    boolean personal = access.mayReadPersonal(admitted(headers));
    return answer(body, payload -> personal ? decoded(payload) : mask.applied(decoded(payload)));
  }

  @POST
  @Path("/encode")
  public String encode(@Context HttpHeaders headers, InputStream body) throws IOException {
    admitted(headers);
    return answer(body, payload -> codec.encode(List.of(payload)).getFirst());
  }

  private Caller admitted(HttpHeaders headers) {
    Caller caller = access.caller(headers);
    String asked = headers.getHeaderString("X-Namespace");
    if (asked != null && !asked.equals(namespace)) {
      throw new Rejected(
          new Problem(
              403,
              "foreign-namespace",
              "The payloads are of another namespace",
              "this codec has the keys of the namespace "
                  + namespace
                  + " only: set the codec endpoint per namespace"));
    }
    return caller;
  }

  /**
   * One payload that does not open must not hide the rest of the page, and the Temporal UI shows no
   * text of an error. So the reason is answered in the payload's place.
   */
  private Payload decoded(Payload payload) {
    try {
      return codec.decode(List.of(payload)).getFirst();
    } catch (DataConverterException closed) {
      return sentence("cannot be decoded: " + closed.getMessage());
    }
  }

  private String answer(InputStream body, UnaryOperator<Payload> change) throws IOException {
    byte[] bytes = body.readNBytes(SMALL);
    if (bytes.length < SMALL) {
      return answer(bytes, change);
    }
    large.acquireUninterruptibly();
    try {
      byte[] rest = Bodies.read(body, LIMIT - SMALL, Problem.PAGE_TOO_LARGE);
      return answer(
          ByteString.copyFrom(bytes).concat(ByteString.copyFrom(rest)).toByteArray(), change);
    } finally {
      large.release();
    }
  }

  private static String answer(byte[] body, UnaryOperator<Payload> change) {
    Payloads.Builder given = Payloads.newBuilder();
    if (signs(body) > MOST_SIGNS) {
      throw new Rejected(Problem.PAGE_TOO_LARGE);
    }
    try {
      JsonFormat.parser()
          .ignoringUnknownFields()
          .merge(new String(body, StandardCharsets.UTF_8), given);
      if (given.getPayloadsCount() > MOST_PAYLOADS) {
        throw new Rejected(Problem.PAGE_TOO_LARGE);
      }
      Payloads changed =
          Payloads.newBuilder()
              .addAllPayloads(given.getPayloadsList().stream().map(change).toList())
              .build();
      return JsonFormat.printer().omittingInsignificantWhitespace().print(changed);
    } catch (InvalidProtocolBufferException malformed) {
      throw new Rejected(Problem.MALFORMED_PAYLOADS);
    }
  }

  private static Payload sentence(String text) {
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
        .setData(ByteString.copyFromUtf8(TextNode.valueOf(text).toString()))
        .build();
  }

  private static int signs(byte[] body) {
    int signs = 0;
    for (byte sign : body) {
      if (sign == '{' || sign == '[' || sign == ',') {
        signs++;
      }
    }
    return signs;
  }
}
