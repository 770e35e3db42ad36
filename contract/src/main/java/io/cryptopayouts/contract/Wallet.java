package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import java.util.regex.Pattern;

/** Where the USDC goes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Wallet.Linked.class, name = "linked"),
  @JsonSubTypes.Type(value = Wallet.Address.class, name = "address")
})
public sealed interface Wallet {

  /**
   * A wallet that the provider lists for this payee already.
   *
   * @param accountToken the provider's number of the wallet, digits only
   */
  record Linked(String accountToken) implements Wallet {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6,40}");

    public Linked {
      Problems problems = new Problems();
      problems.matching("accountToken", accountToken, DIGITS, "must be the provider's digits");
      problems.throwIfAny();
    }
  }

  /**
   * A wallet by its address, linked to the payee if it is not yet.
   *
   * @param chain the provider's name of the chain, such as {@code ETH - Ethereum}; runs of white
   *     space count as one space
   * @param address checked by shape and checksum where the chain is known to us (EVM, Solana)
   * @param tag memo or tag, where the chain has one
   * @param extraFields further fields that the provider's wallet configuration asks for
   */
  record Address(
      String chain,
      @Personal String address,
      @Personal String tag,
      @Personal Map<String, String> extraFields)
      implements Wallet {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");

    public Address {
      Problems problems = new Problems();
      chain = chain == null ? null : chain.strip().replaceAll("\\s+", " ");
      problems.required("chain", chain, 64);
      problems.required("address", address, 128);
      if (chain != null && address != null) {
        WalletAddresses.problem(chain, address).ifPresent(why -> problems.add("address", why));
      }
      problems.optional("tag", tag, 64);
      extraFields = extraFields == null ? Map.of() : Map.copyOf(extraFields);
      if (extraFields.size() > 10) {
        problems.add("extraFields", "must be at most 10");
      }
      extraFields.forEach((name, value) -> {
        problems.matching("extraFields", name, FIELD, "must have names of letters and digits");
        problems.optional("extraFields." + name, value, 200);
      });
      problems.throwIfAny();
    }

    /** Only the chain: an address is personal. */
    @Override
    public String toString() {
      return "Address[chain=" + chain + ", address not shown]";
    }
  }
}
