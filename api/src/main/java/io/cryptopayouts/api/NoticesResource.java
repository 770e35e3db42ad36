package io.cryptopayouts.api;

import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where the provider posts its notices. It repeats a notice until it reads {@code success}, so that
 * is said only once Temporal holds the notice, or if there is nothing to hold.
 */
@Path("/webhooks/pockyt")
public final class NoticesResource {

  private enum Verdict {
    /** Taken by the open payout. */
    PAYOUT,
    /** Taken by the invoice's record: late or orphan. */
    INVOICE,
    /** Of an invoice that is not this system's. */
    NOT_OURS,
    /** Not about payouts. */
    IGNORED,
    FORGED,
    MALFORMED,
    TOO_LARGE,
    /** Temporal did not take it: the provider repeats it. */
    UNAVAILABLE
  }

  private final Payouts payouts;
  private final Notices notices;
  private final Map<Verdict, Counter> counters = new EnumMap<>(Verdict.class);

  NoticesResource(Payouts payouts, Notices notices, MeterRegistry metrics) {
    this.payouts = payouts;
    this.notices = notices;
    for (Verdict verdict : Verdict.values()) {
      counters.put(
          verdict,
          Counter.builder("payouts.notices")
              .description("Posted notices by what became of them")
              .tag("verdict", verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .register(metrics));
    }
  }

  @POST
  public Response take(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, InputStream body)
      throws IOException {
    return switch (notices.read(contentType, bytes(body))) {
      case Notices.Reading.Verified verified -> acknowledged(passedOn(verified.notice()));
      case Notices.Reading.Ignored ignored -> acknowledged(Verdict.IGNORED);
      case Notices.Reading.Forged forged -> throw rejected(Verdict.FORGED, Problem.FORGED);
      case Notices.Reading.Malformed malformed ->
          throw rejected(Verdict.MALFORMED, Problem.MALFORMED_NOTICE);
    };
  }

  private byte[] bytes(InputStream body) throws IOException {
    try {
      return Bodies.read(body);
    } catch (Rejected tooLarge) {
      throw rejected(Verdict.TOO_LARGE, tooLarge.problem());
    }
  }

  private Verdict passedOn(Notice notice) {
    try {
      return switch (payouts.notify(notice)) {
        case PAYOUT -> Verdict.PAYOUT;
        case INVOICE -> Verdict.INVOICE;
        case NOT_OURS -> Verdict.NOT_OURS;
      };
    } catch (Unavailable unavailable) {
      count(Verdict.UNAVAILABLE);
      throw unavailable;
    }
  }

  private Response acknowledged(Verdict verdict) {
    count(verdict);
    return Response.ok("success", MediaType.TEXT_PLAIN_TYPE).build();
  }

  private Rejected rejected(Verdict verdict, Problem problem) {
    count(verdict);
    return new Rejected(problem);
  }

  private void count(Verdict verdict) {
    counters.get(verdict).increment();
  }
}
