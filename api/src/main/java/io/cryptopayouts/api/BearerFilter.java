package io.cryptopayouts.api;

import io.dropwizard.auth.AuthFilter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

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
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    String key = header == null ? null : key(header).orElse(null);
    if (!authenticate(request, key, SCHEME)) {
      throw unauthorizedHandler.buildException(prefix, realm);
    }
  }

  /** The key that the header's value holds, if it is of this scheme. */
  static Optional<String> key(String header) {
    return header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)
        ? Optional.of(header.substring(SCHEME.length() + 1).strip())
        : Optional.empty();
  }
}
