package io.cryptopayouts.api;

import io.dropwizard.auth.AuthFilter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Takes {@code Authorization: Bearer <key>} and nothing else: Dropwizard's own filter also takes
 * keys from the query, where they end up in logs.
 */
@Priority(Priorities.AUTHENTICATION)
final class BearerFilter extends AuthFilter<String, Caller> {

  private static final String SCHEME = "Bearer";

  BearerFilter(ApiKeys keys) {
    authenticator = keys;
    prefix = SCHEME;
    realm = "payouts";
    unauthorizedHandler = new Unauthorized();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!authenticate(request, key(request), SCHEME)) {
      throw unauthorizedHandler.buildException(prefix, realm);
    }
  }

  private static String key(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)
        ? header.substring(SCHEME.length() + 1).strip()
        : null;
  }
}
