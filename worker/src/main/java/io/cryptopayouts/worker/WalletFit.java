package io.cryptopayouts.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.cryptopayouts.contract.Personal;
import io.cryptopayouts.contract.Wallet;
import io.cryptopayouts.pockyt.WalletConfiguration;
import io.cryptopayouts.pockyt.WalletField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the order's wallet fits what the provider asks for at the moment. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fit")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WalletFit.Fits.class, name = "fits"),
  @JsonSubTypes.Type(value = WalletFit.Misfit.class, name = "misfit"),
  @JsonSubTypes.Type(value = WalletFit.Refused.class, name = "refused")
})
public sealed interface WalletFit {

  String CHAIN = "walletChain";
  String ADDRESS = "walletAddress";
  String TAG = "walletAddressTag";

  /** The fields to send, each as the provider spells it. */
  record Fits(@Personal Map<String, String> fields) implements WalletFit {}

  /** The order lacks a required field, or has a value that is not offered. */
  record Misfit(String field, String why) implements WalletFit {}

  /** The provider does not tell. */
  record Refused(String code) implements WalletFit {}

  /** Checks the wallet against the configurations that the provider offers. */
  static WalletFit of(List<WalletConfiguration> offered, Wallet.Address wallet) {
    if (offered.isEmpty()) {
      return new Misfit("wallet", "the provider offers no wallet configuration for this payee");
    }
    Map<String, String> given = new HashMap<>(wallet.extraFields());
    given.put(CHAIN, wallet.chain());
    given.put(ADDRESS, wallet.address());
    if (wallet.tag() != null) {
      given.put(TAG, wallet.tag());
    }
    Map<String, String> fields = new HashMap<>();
    for (WalletField field : offered.getFirst().fields()) {
      String value = given.remove(field.name());
      if (value != null) {
        Optional<String> spelled =
            field.possibleValues().isEmpty() ? Optional.of(value) : field.match(value);
        if (spelled.isEmpty()) {
          return new Misfit(field.name(), "has a value that the provider does not offer");
        }
        fields.put(field.name(), spelled.get());
      } else if (field.required()) {
        return new Misfit(
            field.name(), "is required by the provider and the order does not have it");
      }
    }
    if (!given.isEmpty()) {
      return new Misfit(
          given.keySet().stream().sorted().findFirst().orElseThrow(),
          "is in the order and the provider does not take it");
    }
    return new Fits(fields);
  }
}
