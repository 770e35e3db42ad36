package io.cryptopayouts.api;

import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Unavailable;
import io.cryptopayouts.runtime.Secrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The API's own way from a posted notice to Temporal, without the web server around it. */
public final class PostedNotices {

  private final NoticesResource resource;

  public PostedNotices(Payouts payouts, String token) {
    resource =
        new NoticesResource(
            payouts,
            Notices.of(new Secrets(Map.of("POCKYT_API_TOKEN", token))),
            new SimpleMeterRegistry());
  }

  /** The HTTP status that answers it. */
  public int take(String contentType, InputStream body) throws IOException {
    try (Response response = resource.take(contentType, body)) {
      return response.getStatus();
    } catch (Rejected rejected) {
      return rejected.problem().status();
    } catch (Unavailable unavailable) {
      return Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
    }
  }
}
