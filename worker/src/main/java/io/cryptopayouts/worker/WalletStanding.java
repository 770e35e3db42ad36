package io.cryptopayouts.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the payee's wallet stands with the provider. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "standing")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WalletStanding.Usable.class, name = "usable"),
  @JsonSubTypes.Type(value = WalletStanding.Pending.class, name = "pending"),
  @JsonSubTypes.Type(value = WalletStanding.Invalid.class, name = "invalid"),
  @JsonSubTypes.Type(value = WalletStanding.NotListed.class, name = "not-listed"),
  @JsonSubTypes.Type(value = WalletStanding.Refused.class, name = "refused")
})
sealed interface WalletStanding {

  record Usable(String accountToken) implements WalletStanding {}

  /**
   * @param word the provider's own word
   */
  record Pending(String word) implements WalletStanding {}

  record Invalid() implements WalletStanding {}

  /** The provider does not list this wallet for this payee, as CRYPTO in our currency. */
  record NotListed() implements WalletStanding {}

  record Refused(String code) implements WalletStanding {}
}
