package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.pockyt.PayeeRegistration;
import java.util.Locale;
import java.util.Optional;

/** An order's payee in the provider's form, and whether a payee found there is the same one. */
final class Registrations {

  private Registrations() {}

  static PayeeRegistration of(Payee.Details payee) {
    return new PayeeRegistration(
        payee.profileType().name(),
        payee.customerCode(),
        payee.email(),
        payee.firstName(),
        payee.lastName(),
        payee.dateOfBirth(),
        payee.phone(),
        payee.countryCode(),
        payee.country(),
        payee.state(),
        payee.city(),
        payee.street(),
        payee.street2(),
        payee.zip(),
        payee.governmentIdType() == null ? null : payee.governmentIdType().name(),
        payee.governmentId(),
        payee.company(),
        null);
  }

  /**
   * The first field in which the payee found differs; a field that is not echoed does not count.
   */
  static Optional<String> difference(Payee.Details ordered, io.cryptopayouts.pockyt.Payee found) {
    if (differs(ordered.profileType().name(), found.profileType())) {
      return Optional.of("profileType differs");
    }
    if (differs(ordered.firstName(), found.firstName())
        || differs(ordered.lastName(), found.lastName())) {
      return Optional.of("the name differs");
    }
    if (differs(ordered.dateOfBirth(), found.dateOfBirth())) {
      return Optional.of("the date of birth differs");
    }
    return Optional.empty();
  }

  private static boolean differs(String ordered, String echo) {
    return echo != null && !echo.isBlank() && !normal(ordered).equals(normal(echo));
  }

  private static String normal(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
