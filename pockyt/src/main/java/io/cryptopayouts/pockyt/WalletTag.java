package io.cryptopayouts.pockyt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/**
 * Our own reference of a wallet, the provider's {@code accountTag}. It is derived, so a wallet that
 * was added by a call whose answer got lost is found again by it.
 */
public final class WalletTag {
  private static final int LENGTH = 32;
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private WalletTag() {}

  /**
   * The first 32 hex characters of a SHA-256 over all four, each with white space collapsed.
   *
   * @param tag memo of the address; null = none
   */
  public static String of(String customerNo, String chain, String address, String tag) {
    // Collapsed text holds no line break, so no two wallets share one joined text.
    String joined =
        String.join(
            "\n",
            collapse(customerNo),
            collapse(chain),
            collapse(address),
            collapse(tag == null ? "" : tag));
    return Hash.sha256(joined.getBytes(UTF_8)).substring(0, LENGTH);
  }

  static String collapse(String text) {
    return WHITE_SPACE.matcher(text.strip()).replaceAll(" ");
  }
}
