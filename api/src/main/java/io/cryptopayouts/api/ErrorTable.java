package io.cryptopayouts.api;

import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.InvalidOrder;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which failure becomes which answer. */
public final class ErrorTable implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorTable.class);

  private static final int FRAMES = 20;
  private static final int CAUSES = 5;
  private static final List<String> KEPT = List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER);

  @Context private HttpServletRequest request;

  static Problem problem(Throwable thrown) {
    return switch (thrown) {
      case Rejected rejected -> rejected.problem();
      case InvalidOrder invalid ->
          new Problem(
              400,
              "invalid-order",
              "The order cannot be paid as it is",
              "correct every field in 'errors' and send it again",
              invalid.problems());
      case Payouts.OrderDiffers differs ->
          new Problem(409, "order-differs", "The invoice id is taken", differs.getMessage());
      case Payouts.NoSuchPayout none ->
          new Problem(404, "no-such-payout", "There is no such payout", none.getMessage());
      case ActionRefused refused ->
          new Problem(409, "action-refused", "The action was refused", refused.getMessage());
      case Unavailable unavailable ->
          new Problem(
              503, "unavailable", "The service cannot answer now", unavailable.getMessage());
      case WebApplicationException standard -> standard(standard.getResponse().getStatus());
      case HttpException unreadable -> standard(unreadable.getCode());
      case Throwable unexpected -> standard(500);
    };
  }

  /** An error that HTTP has a name for. */
  static Problem standard(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error " + status : known.getReasonPhrase();
    return new Problem(
        status, title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"), title, null);
  }

  @Override
  public Response toResponse(Throwable thrown) {
    Problem problem = problem(thrown);
    if (thrown instanceof Unavailable) {
      LOG.warn("{} {}: {}", request.getMethod(), problem.type(), withoutText(thrown, 0));
    } else if (problem.status() >= 500) {
      LOG.error("{} {}: {}", request.getMethod(), problem.type(), withoutText(thrown, FRAMES));
    }
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.json(request.getRequestURI(), RequestId.of(request)));
    if (thrown instanceof WebApplicationException standard) {
      KEPT.forEach(
          header -> response.header(header, standard.getResponse().getHeaderString(header)));
    }
    switch (problem.status()) {
      case 401 ->
          response.header(
              HttpHeaders.WWW_AUTHENTICATE,
              problem.equals(Problem.FORGED)
                  ? "Signature realm=\"notices\""
                  : "Bearer realm=\"payouts\"");
      case 503 -> response.header(HttpHeaders.RETRY_AFTER, 5);
      default -> {}
    }
    // A body that was not read makes the connection useless, so the caller must not use it again.
    if (hasBody()) {
      response.header("Connection", "close");
    }
    return response.build();
  }

  private boolean hasBody() {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  /** Where it failed. The texts of exceptions are left out: they may quote what was sent. */
  private static String withoutText(Throwable thrown, int frames) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .limit(CAUSES)
        .map(cause ->
            cause.getClass().getName()
                + Stream.of(cause.getStackTrace())
                    .limit(frames)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("\n  caused by "));
  }
}
