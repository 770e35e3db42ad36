package io.cryptopayouts.pockyt;

/**
 * A wallet or bank account of a payee as the provider echoes it. Fields the provider left out are
 * null, except {@code status}.
 *
 * @param accountToken the provider's number of the account
 * @param accountTag the merchant's own reference of the account
 * @param status our reading of {@code rawStatus}
 * @param rawStatus the provider's word
 * @param accountType such as {@code CRYPTO} or {@code BANK_ACCOUNT}
 * @param createdAt as sent, by convention {@code yyyy-MM-dd'T'HH:mm:ss'Z'}
 */
public record FundingAccount(
    String accountToken,
    String accountTag,
    AccountStatus status,
    String rawStatus,
    String accountType,
    String currency,
    String createdAt) {

  /** Whether this is the wallet that was added under this tag. */
  public boolean isTagged(String tag) {
    return tag.equals(accountTag);
  }
}
