package io.cryptopayouts.pockyt;

/**
 * A person or a business to register. A null or blank value is not sent. All of it is personal
 * data, so {@link #toString()} shows none.
 *
 * @param profileType {@code INDIVIDUAL} or {@code BUSINESS}
 * @param customerCode the merchant's own, unique code of the payee
 * @param email unique across payees
 * @param dateOfBirth {@code yyyy-MM-dd}
 * @param phone digits
 * @param countryCode ISO 3166 alpha-2
 * @param country free text
 * @param state for the US the two-letter code
 * @param governmentIdType {@code ID_CARD}, {@code SSN}, {@code PASSPORT}, {@code DRIVER_LICENSE} or
 *     {@code BUSINESS_REGISTRATION_CERT}; a US citizen may only use {@code SSN}
 * @param governmentId number of that document, unique across payees
 * @param company name of a business
 * @param lang such as {@code en}
 * @see <a href="https://docs.pockyt.io/v1.1/reference/payouts-register-payee">Register payee</a>
 */
public record PayeeRegistration(
    String profileType,
    String customerCode,
    String email,
    String firstName,
    String lastName,
    String dateOfBirth,
    String phone,
    String countryCode,
    String country,
    String state,
    String city,
    String street,
    String street2,
    String zip,
    String governmentIdType,
    String governmentId,
    String company,
    String lang) {
  @Override
  public String toString() {
    return "PayeeRegistration[]";
  }
}
