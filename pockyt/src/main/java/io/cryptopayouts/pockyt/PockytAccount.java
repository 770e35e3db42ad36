package io.cryptopayouts.pockyt;

import java.net.URI;
import java.util.Set;

/**
 * Where and as whom we pay: host, merchant and store. Part of a frozen instruction, so two
 * processes that differ in any of the three are set up for different accounts.
 *
 * @param baseUrl {@code http} or {@code https} with a host, without query, fragment or user; a
 *     trailing slash is dropped, so equal accounts are equal records
 * @param merchantNo the merchant's number, as issued
 * @param storeNo the store's number, as issued
 * @see <a href="https://docs.pockyt.io/docs/payouts-api">Payouts API: environments</a>
 */
public record PockytAccount(URI baseUrl, String merchantNo, String storeNo) {
  private static final String PUBLISHED_TOKEN = "5cbfb079f15b150122261c8537086d77a";
  private static final String SANDBOX = ".yuansferdev.com";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public PockytAccount {
    String scheme = baseUrl.getScheme();
    if (!("https".equals(scheme) || "http".equals(scheme)) || baseUrl.getHost() == null) {
      throw new IllegalArgumentException("baseUrl must be http(s) with a host");
    }
    if (baseUrl.getRawQuery() != null
        || baseUrl.getRawFragment() != null
        || baseUrl.getRawUserInfo() != null) {
      throw new IllegalArgumentException("baseUrl must have no query, fragment or user");
    }
    String text = baseUrl.toString();
    if (text.endsWith("/")) {
      baseUrl = URI.create(text.substring(0, text.length() - 1));
    }
    if (merchantNo.isBlank() || storeNo.isBlank()) {
      throw new IllegalArgumentException("merchantNo and storeNo must not be blank");
    }
  }

  /**
   * Whether this token is the one that the provider publishes for everybody, while this account is
   * not one of its sandbox: who knows the token could sign in our name.
   *
   * @see <a href="https://docs.pockyt.io/docs/signing-api-calls">Signing API calls</a>
   */
  public boolean isExposedBy(String apiToken) {
    return PUBLISHED_TOKEN.equals(apiToken.strip())
        && !LOOPBACK.contains(baseUrl.getHost())
        && !baseUrl.getHost().endsWith(SANDBOX);
  }
}
