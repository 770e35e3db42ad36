package io.cryptopayouts.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is sent to the provider, frozen before the first send.
 *
 * @param host of the provider, with scheme and port
 * @param merchantNo and {@code storeNo}: as whom we pay
 * @param providerInvoice the invoice id that the provider sees
 */
public record Instruction(
    String host,
    String merchantNo,
    String storeNo,
    String providerInvoice,
    String customerNo,
    String accountToken,
    Money money) {

  /** SHA-256 over every part, hexadecimal: equal instructions and only they have the same. */
  public String digest() {
    StringBuilder canonical = new StringBuilder();
    for (String part :
        new String[] {
          host,
          merchantNo,
          storeNo,
          providerInvoice,
          customerNo,
          accountToken,
          money.amount().toPlainString(),
          money.currency()
        }) {
      canonical.append(part.length()).append(':').append(part).append('\n');
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
