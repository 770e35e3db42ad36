package io.cryptopayouts.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which fields a wallet needs, as configurations shows it and creating checks it. Guarded by the
 * provider's lock.
 */
final class WalletForm {
  private static final Pattern EVM_ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int SOLANA_KEY_BYTES = 32;

  private final List<String> currencies;
  private final Map<String, String> extraFields = new LinkedHashMap<>();
  private List<String> chains = List.of("ETH - Ethereum", "SOL - Solana", "POLY - Polygon");

  WalletForm(List<String> currencies) {
    this.currencies = currencies;
  }

  void chains(List<String> offered) {
    chains = List.copyOf(offered);
  }

  /** From now on a wallet needs this field too. */
  void require(String name, String label) {
    extraFields.put(name, label);
  }

  /**
   * One entry per profile type and currency, filtered by those fields of the request that are
   * there.
   */
  ArrayNode results(Params params) {
    ArrayNode results = Json.MAPPER.createArrayNode();
    for (String profileType : List.of("INDIVIDUAL", "BUSINESS")) {
      for (String currency : currencies) {
        if (asked(params, "profileType", profileType)
            && asked(params, "accountType", "CRYPTO")
            && asked(params, "accountCurrency", currency)) {
          ObjectNode entry = results.addObject();
          entry.put("profileType", profileType);
          entry.put("accountType", "CRYPTO");
          entry.put("accountCurrency", currency);
          addFields(entry.putArray("fields"));
        }
      }
    }
    return results;
  }

  private static boolean asked(Params params, String name, String value) {
    return params.value(name).map(value::equals).orElse(true);
  }

  private void addFields(ArrayNode fields) {
    ObjectNode chain = fields.addObject().put("name", "walletChain").put("label", "Chain");
    ArrayNode possible = chain.putArray("possibleValues");
    chains.forEach(possible::add);
    chain.put("isRequired", true);
    addField(fields, "walletAddress", "Wallet Address", true);
    addField(fields, "walletAddressTag", "Memo", false);
    extraFields.forEach((name, label) -> addField(fields, name, label, true));
  }

  private static void addField(ArrayNode fields, String name, String label, boolean required) {
    fields.addObject().put("name", name).put("label", label).put("isRequired", required);
  }

  void check(Params params) {
    extraFields.keySet().forEach(params::required);
    if (!params.text("accountCountry").matches("[A-Z]{2}")) {
      throw Refusal.MALFORMED.because("accountCountry");
    }
    if (!currencies.contains(params.text("accountCurrency"))) {
      throw Refusal.MALFORMED.because("accountCurrency");
    }
    String chain = params.text("walletChain");
    if (!chains.contains(chain)) {
      throw Refusal.MALFORMED.because("walletChain");
    }
    if (!isAddress(chain, params.text("walletAddress"))) {
      throw Refusal.MALFORMED.because("walletAddress");
    }
  }

  /**
   * By form only; checksums are the caller's business, as nobody knows whether Pockyt checks them.
   */
  private static boolean isAddress(String chain, String address) {
    if (chain.startsWith("SOL")) {
      return isSolanaKey(address);
    }
    return !(chain.startsWith("ETH") || chain.startsWith("POLY"))
        || EVM_ADDRESS.matcher(address).matches();
  }

  private static boolean isSolanaKey(String address) {
    if (address.length() < SOLANA_KEY_BYTES || address.length() > 44) {
      return false;
    }
    BigInteger number = BigInteger.ZERO;
    int leadingZeroBytes = 0;
    for (int i = 0; i < address.length(); i++) {
      int digit = BASE58.indexOf(address.charAt(i));
      if (digit < 0) {
        return false;
      }
      if (digit == 0 && i == leadingZeroBytes) {
        leadingZeroBytes++;
      }
      number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
    }
    return leadingZeroBytes + (number.bitLength() + 7) / 8 == SOLANA_KEY_BYTES;
  }
}
