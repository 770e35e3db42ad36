package io.cryptopayouts.pockyt;

import java.util.Map;
import java.util.Set;

/**
 * A wallet to add to a payee.
 *
 * @param customerNo the payee
 * @param accountCountry ISO 3166 alpha-2, the payee's country
 * @param accountTag our own reference of the wallet, by which it is found again: {@link
 *     WalletTag#of}
 * @param walletFields what the {@link WalletConfiguration} asks for ({@code walletChain}, {@code
 *     walletAddress}, ...) by the configuration's field names; a blank value is not sent
 * @see <a href="https://docs.pockyt.io/reference/add-a-cryptocurrency-wallet-funding-method">Add a
 *     cryptocurrency wallet funding method</a>
 */
public record WalletRegistration(
    String customerNo, String accountCountry, String accountTag, Map<String, String> walletFields) {
  private static final Set<String> OURS =
      Set.of(
          "merchantNo",
          "storeNo",
          "timestamp",
          "verifySign",
          "customerNo",
          "accountCountry",
          "accountCurrency",
          "accountTag");

  public WalletRegistration {
    walletFields = Map.copyOf(walletFields);
    for (String name : walletFields.keySet()) {
      if (OURS.contains(name)) {
        throw new IllegalArgumentException("not a wallet field: " + name);
      }
    }
  }

  @Override
  public String toString() {
    return "WalletRegistration[customerNo=" + customerNo + ", accountTag=" + accountTag + "]";
  }
}
