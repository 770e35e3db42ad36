package io.cryptopayouts.pockyt;

/**
 * A payee as the provider echoes it. Fields the provider left out are null, except {@code status}.
 * All but the numbers, the status and the profile is personal data, which {@link #toString()}
 * leaves out.
 *
 * @param customerNo the provider's number
 * @param customerCode the merchant's own code
 * @param status our reading of {@code rawStatus}
 * @param rawStatus the provider's word
 * @param profileType {@code INDIVIDUAL} or {@code BUSINESS}
 * @param dateOfBirth {@code yyyy-MM-dd}
 * @param countryCode ISO 3166 alpha-2
 */
public record Payee(
    String customerNo,
    String customerCode,
    PayeeStatus status,
    String rawStatus,
    String profileType,
    String firstName,
    String lastName,
    String dateOfBirth,
    String email,
    String countryCode) {
  @Override
  public String toString() {
    return "Payee[customerNo=" + customerNo + ", status=" + status + "]";
  }
}
