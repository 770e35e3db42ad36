package io.cryptopayouts.pockyt;

import java.util.List;
import java.util.Optional;

/**
 * One field of a wallet.
 *
 * @param name the name to send it under
 * @param label for people
 * @param possibleValues the only values allowed, exactly as the provider spells them; empty = any
 *     value
 */
public record WalletField(
    String name, String label, boolean required, List<String> possibleValues) {
  public WalletField {
    possibleValues = List.copyOf(possibleValues);
  }

  /**
   * The provider's exact text for a value. Both sides are compared with each run of white space as
   * one space, because the provider's own guide breaks a value across two lines.
   */
  public Optional<String> match(String wanted) {
    String collapsed = WalletTag.collapse(wanted);
    return possibleValues.stream()
        .filter(value -> WalletTag.collapse(value).equals(collapsed))
        .findFirst();
  }
}
