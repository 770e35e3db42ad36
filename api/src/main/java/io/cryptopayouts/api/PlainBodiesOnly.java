package io.cryptopayouts.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;

/** Refuses compressed bodies: what they grow to is not known until it is there. */
@PreMatching
final class PlainBodiesOnly implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Rejected(Problem.ENCODED);
    }
  }
}
