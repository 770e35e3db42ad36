package io.cryptopayouts.pockyt;

import java.net.URI;

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
}
