package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.pockyt.PayeeRegistration;
import io.cryptopayouts.pockyt.PayeeStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationsTest {

  private static final Payee.Details JANE =
      new Payee.Details(
          "cust-0001",
          Payee.ProfileType.INDIVIDUAL,
          "jane@example.com",
          "Mary Jane",
          "Doe",
          "1990-05-17",
          "15551234",
          "US",
          "USA",
          "NY",
          "New York",
          "123 Main St",
          "Apt 4",
          "10005",
          Payee.GovernmentIdType.SSN,
          "123456789",
          null);

  private static final Payee.Details COMPANY =
      new Payee.Details(
          "cust-0002",
          Payee.ProfileType.BUSINESS,
          "ada@example.com",
          "Ada",
          "Byron",
          "1985-12-10",
          null,
          "US",
          null,
          "CA",
          "San Francisco",
          "1 Market St",
          null,
          "94105",
          null,
          null,
          "Analytical Engines");

  @Test
  void everyFieldOfAnIndividualKeepsItsPlace() {
    assertThat(Registrations.of(JANE))
        .isEqualTo(
            new PayeeRegistration(
                "INDIVIDUAL",
                "cust-0001",
                "jane@example.com",
                "Mary Jane",
                "Doe",
                "1990-05-17",
                "15551234",
                "US",
                "USA",
                "NY",
                "New York",
                "123 Main St",
                "Apt 4",
                "10005",
                "SSN",
                "123456789",
                null,
                null));
  }

  @Test
  void aBusinessHasItsCompanyAndNeedsNoDocument() {
    assertThat(Registrations.of(COMPANY))
        .isEqualTo(
            new PayeeRegistration(
                "BUSINESS",
                "cust-0002",
                "ada@example.com",
                "Ada",
                "Byron",
                "1985-12-10",
                null,
                "US",
                null,
                "CA",
                "San Francisco",
                "1 Market St",
                null,
                "94105",
                null,
                null,
                "Analytical Engines",
                null));
  }

  @ParameterizedTest(name = "{0}, {1} {2}, {3}: {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          INDIVIDUAL | Mary Jane     | Doe    | 1990-05-17 | -
          individual | ' mary  JANE' | 'DOE ' | 1990-05-17 | -
          -          | -             | -      | -          | -
          ''         | ' '           | ''     | ''         | -
          BUSINESS   | Mary Jane     | Doe    | 1990-05-17 | profileType differs
          INDIVIDUAL | Mary          | Doe    | 1990-05-17 | the name differs
          INDIVIDUAL | MaryJane      | Doe    | 1990-05-17 | the name differs
          INDIVIDUAL | Mary Jane     | Dow    | 1990-05-17 | the name differs
          -          | -             | Dow    | -          | the name differs
          INDIVIDUAL | Mary Jane     | Doe    | 1990-05-18 | the date of birth differs
          BUSINESS   | Mary          | Dow    | 1990-05-18 | profileType differs
          """)
  void aPayeeFoundIsTheSameOnlyIfWhatIsEchoedIsEqual(
      String profile, String first, String last, String birth, String difference) {
    io.cryptopayouts.pockyt.Payee found =
        new io.cryptopayouts.pockyt.Payee(
            "2000305",
            "cust-0001",
            PayeeStatus.ACTIVE,
            "Active",
            profile,
            first,
            last,
            birth,
            "other@example.com",
            "CN");

    assertThat(Registrations.difference(JANE, found).orElse(null)).isEqualTo(difference);
  }
}
