package io.cryptopayouts.contract;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.jcajce.provider.digest.Keccak;

/**
 * Checks a wallet address before money is sent to it: a payout to a mistyped address is gone.
 * Chains we do not know are left to the provider.
 */
final class WalletAddresses {

  private static final Pattern EVM = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern EVM_CHAIN = Pattern.compile("(ETH|POLY)\\b.*");
  private static final Pattern SOLANA_CHAIN = Pattern.compile("SOL\\b.*");
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private WalletAddresses() {}

  /** What is wrong with the address on this chain, or empty. */
  static Optional<String> problem(String chain, String address) {
    String upper = chain.toUpperCase(Locale.ROOT);
    if (EVM_CHAIN.matcher(upper).matches()) {
      return evmProblem(address);
    }
    if (SOLANA_CHAIN.matcher(upper).matches()) {
      return isSolana(address)
          ? Optional.empty()
          : Optional.of("must be a Solana address: 32 bytes in base58");
    }
    return Optional.empty();
  }

  private static Optional<String> evmProblem(String address) {
    if (!EVM.matcher(address).matches()) {
      return Optional.of("must be 0x and 40 hexadecimal digits");
    }
    String digits = address.substring(2);
    boolean mixedCase =
        !digits.equals(digits.toLowerCase(Locale.ROOT))
            && !digits.equals(digits.toUpperCase(Locale.ROOT));
    if (mixedCase && !digits.equals(checksummed(digits))) {
      return Optional.of("has a wrong checksum (EIP-55): check the address for a typing error");
    }
    if (new BigInteger(digits, 16).signum() == 0) {
      return Optional.of("must not be the zero address");
    }
    return Optional.empty();
  }

  private static String checksummed(String digits) {
    String lower = digits.toLowerCase(Locale.ROOT);
    String hash =
        HexFormat.of()
            .formatHex(new Keccak.Digest256().digest(lower.getBytes(StandardCharsets.US_ASCII)));
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < lower.length(); i++) {
      char digit = lower.charAt(i);
      result.append(hash.charAt(i) >= '8' ? Character.toUpperCase(digit) : digit);
    }
    return result.toString();
  }

  private static boolean isSolana(String address) {
    if (address.length() < 32 || address.length() > 44) {
      return false;
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < address.length(); i++) {
      int index = BASE58.indexOf(address.charAt(i));
      if (index < 0) {
        return false;
      }
      value = value.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(index));
    }
    int leadingZeros = 0;
    while (leadingZeros < address.length() && address.charAt(leadingZeros) == '1') {
      leadingZeros++;
    }
    return leadingZeros + (value.bitLength() + 7) / 8 == 32;
  }
}
