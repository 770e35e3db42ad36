package io.cryptopayouts.pockyt;

import java.util.List;

/**
 * Which fields the provider wants for a wallet of one kind. Fetch it before every adding of a
 * wallet.
 *
 * @see <a href="https://docs.pockyt.io/docs/payouts-through-crypto">Payouts through crypto</a>
 */
public record WalletConfiguration(
    String profileType, String accountType, String accountCurrency, List<WalletField> fields) {
  public WalletConfiguration {
    fields = List.copyOf(fields);
  }
}
