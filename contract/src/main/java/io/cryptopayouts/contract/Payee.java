package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Who is paid. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Payee.Existing.class, name = "existing"),
  @JsonSubTypes.Type(value = Payee.Details.class, name = "details")
})
public sealed interface Payee {

  /** What the caller and the operator may see of the payee: never personal. */
  String reference();

  /**
   * A payee that the provider knows already.
   *
   * @param customerNo the provider's number of the payee, digits only
   */
  record Existing(String customerNo) implements Payee {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6,40}");

    public Existing {
      Problems problems = new Problems();
      problems.matching("customerNo", customerNo, DIGITS, "must be the provider's digits");
      problems.throwIfAny();
    }

    @Override
    public String reference() {
      return customerNo;
    }
  }

  /**
   * A payee named by the caller's own code, with the details to register them if the provider does
   * not know the code yet.
   *
   * @param customerCode the caller's opaque code of this person or business: unique, not personal
   * @param profileType decides which of the other fields are required
   * @param email unique among the provider's payees
   * @param firstName of the person, or of the business's representative
   * @param dateOfBirth {@code yyyy-MM-dd}
   * @param countryCode ISO 3166 alpha-2
   * @param country the country's name, optional
   * @param governmentIdType for INDIVIDUAL one of {@code ID_CARD SSN PASSPORT DRIVER_LICENSE}, for
   *     BUSINESS {@code BUSINESS_REGISTRATION_CERT}
   * @param company required for BUSINESS, absent for INDIVIDUAL
   */
  record Details(
      String customerCode,
      ProfileType profileType,
      @Personal String email,
      @Personal String firstName,
      @Personal String lastName,
      @Personal String dateOfBirth,
      @Personal String phone,
      String countryCode,
      @Personal String country,
      @Personal String state,
      @Personal String city,
      @Personal String street,
      @Personal String street2,
      @Personal String zip,
      GovernmentIdType governmentIdType,
      @Personal String governmentId,
      @Personal String company)
      implements Payee {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile("[0-9]{4,20}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int NAME = 100;

    public Details {
      Problems problems = new Problems();
      problems.matching(
          "customerCode", customerCode, CODE, "must be 1 to 64 letters, digits, dots, - and _");
      if (profileType == null) {
        problems.add("profileType", "is missing: INDIVIDUAL or BUSINESS");
      }
      problems.required("email", email, 254);
      if (email != null && !email.isBlank()) {
        problems.matching("email", email, EMAIL, "must be an e-mail address");
      }
      problems.required("firstName", firstName, NAME);
      problems.required("lastName", lastName, NAME);
      if (dateOfBirth == null) {
        problems.add("dateOfBirth", "is missing");
      } else if (!isDate(dateOfBirth)) {
        problems.add("dateOfBirth", "must be a date such as 1990-05-17");
      }
      if (phone != null) {
        problems.matching("phone", phone, PHONE, "must be 4 to 20 digits");
      }
      problems.matching("countryCode", countryCode, COUNTRY, "must be two capitals such as US");
      problems.optional("country", country, NAME);
      problems.required("state", state, NAME);
      problems.required("city", city, NAME);
      problems.required("street", street, NAME);
      problems.optional("street2", street2, NAME);
      problems.required("zip", zip, 20);
      checkGovernmentId(problems, profileType, governmentIdType, governmentId);
      checkCompany(problems, profileType, company);
      problems.throwIfAny();
    }

    private static void checkGovernmentId(
        Problems problems, ProfileType profile, GovernmentIdType type, String id) {
      boolean required = profile == ProfileType.INDIVIDUAL;
      if (required && type == null) {
        problems.add("governmentIdType", "is missing: required for INDIVIDUAL");
      }
      if (required && id == null) {
        problems.add("governmentId", "is missing: required for INDIVIDUAL");
      }
      if (!required && (type == null) != (id == null)) {
        problems.add("governmentId", "goes with governmentIdType: give both or neither");
      }
      problems.optional("governmentId", id, 64);
      if (profile != null && type != null && type.profile() != profile) {
        problems.add("governmentIdType", "is not one for " + profile);
      }
    }

    private static void checkCompany(Problems problems, ProfileType profile, String company) {
      if (profile == ProfileType.BUSINESS) {
        problems.required("company", company, NAME);
      } else if (profile == ProfileType.INDIVIDUAL && company != null) {
        problems.add("company", "is only for BUSINESS");
      }
    }

    private static boolean isDate(String text) {
      try {
        return LocalDate.parse(text).toString().equals(text);
      } catch (DateTimeException notADate) {
        return false;
      }
    }

    @Override
    public String reference() {
      return customerCode;
    }

    /** Only the opaque code: everything else is personal. */
    @Override
    public String toString() {
      return "Details[customerCode=" + customerCode + ", personal data not shown]";
    }
  }

  /** What kind of payee. */
  enum ProfileType {
    INDIVIDUAL,
    BUSINESS
  }

  /** What document the government id is of. */
  enum GovernmentIdType {
    ID_CARD(ProfileType.INDIVIDUAL),
    SSN(ProfileType.INDIVIDUAL),
    PASSPORT(ProfileType.INDIVIDUAL),
    DRIVER_LICENSE(ProfileType.INDIVIDUAL),
    BUSINESS_REGISTRATION_CERT(ProfileType.BUSINESS);

    private final ProfileType profile;

    GovernmentIdType(ProfileType profile) {
      this.profile = profile;
    }

    ProfileType profile() {
      return profile;
    }
  }
}
