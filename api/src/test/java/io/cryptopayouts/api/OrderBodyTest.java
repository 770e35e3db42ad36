package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cryptopayouts.contract.AmountRule;
import io.cryptopayouts.contract.FieldProblem;
import io.cryptopayouts.contract.InvalidOrder;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Wallet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderBodyTest {

  @Test
  void everyFieldIsRead() {
    PayoutOrder order = read(OrderJson.order("inv-1"));
    assertThat(order.invoiceId()).hasToString("inv-1");
    assertThat(order.money()).hasToString("25.00 USD");
    assertThat(order.payee())
        .isInstanceOfSatisfying(
            Payee.Details.class, payee -> assertThat(payee.governmentId()).isEqualTo("123456789"));
    assertThat(order.wallet())
        .isInstanceOfSatisfying(
            Wallet.Address.class,
            wallet -> assertThat(wallet.extraFields()).isEqualTo(Map.of("walletProvider", "self")));
    assertThat(order.note()).isEqualTo("March");
    assertThat(order.deadlines().compliance()).isEqualTo(Duration.ofDays(30));
    assertThat(order.metadata()).containsEntry("campaign", "spring");
  }

  @Test
  void aKnownPayeeAndALinkedWalletAreEnough() {
    PayoutOrder order =
        read(
            """
            {"invoiceId":"inv-2","amount":"25","currency":"USD","note":null,
             "payee":{"type":"existing","customerNo":"2000305228303182610217"},
             "wallet":{"type":"linked","accountToken":"2010378298556879970563"}}
            """);
    assertThat(order.payee().reference()).isEqualTo("2000305228303182610217");
    assertThat(order.money()).hasToString("25.00 USD");
  }

  @Test
  void anEmptyObjectIsToldEverythingItMisses() {
    assertThat(faults("{}"))
        .containsOnlyKeys("invoiceId", "amount", "currency", "payee", "wallet")
        .allSatisfy((field, reason) -> assertThat(reason).isEqualTo("is missing"));
  }

  @Test
  void allFaultsOfAllPartsAreToldAtOnceAndOnlyOncePerField() {
    assertThat(
            faults(
                """
                {"invoiceId":"INV 1","amount":25.5,"currency":"EUR","colour":"blue",
                 "payee":{"type":"details","customerCode":"c 1","profileType":"ROBOT",
                  "email":7,"firstName":"","dateOfBirth":"17.5.1990","company":"ACME","age":3},
                 "wallet":{"type":"address","chain":"ETH - Ethereum","address":"0x12",
                  "extraFields":{"walletProvider":1}},
                 "note":" x","deadlines":{"compliance":"30 days","wallet":"P400D","pay":"P1D"},
                 "metadata":{"campaign":null,"other":""}}
                """))
        .containsKeys(
            "invoiceId",
            "amount",
            "colour",
            "payee.customerCode",
            "payee.profileType",
            "payee.email",
            "payee.firstName",
            "payee.lastName",
            "payee.dateOfBirth",
            "payee.countryCode",
            "payee.state",
            "payee.city",
            "payee.street",
            "payee.zip",
            "payee.age",
            "wallet.address",
            "wallet.extraFields.walletProvider",
            "note",
            "deadlines.compliance",
            "deadlines.wallet",
            "deadlines.pay",
            "metadata.campaign",
            "metadata.other")
        .doesNotContainKeys("payee", "wallet", "payee.company")
        .containsEntry("amount", "must be a string in quotes")
        .containsEntry("payee.email", "must be a string in quotes")
        .containsEntry("payee.profileType", "must be one of [INDIVIDUAL, BUSINESS]")
        .containsEntry("colour", "is not a field of this object: leave it out");
  }

  @Test
  void noFaultQuotesAValue() {
    String secret = "S3cret-Value";
    Map<String, String> faults =
        faults(
            OrderJson.order(secret)
                .replace("jane@example.com", secret)
                .replace("1990-05-17", secret)
                .replace("US\"", secret + "\"")
                .replace("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", secret)
                .replace("P30D", secret)
                .replace("INDIVIDUAL", secret)
                .replace("USD", secret));
    assertThat(faults.size()).isGreaterThan(6);
    assertThat(faults.values()).noneMatch(reason -> reason.contains(secret));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "0", "0.00", "1e3", "1,00", "1.", ".5", "25.001", "10000.01", "NaN"})
  void anAmountThatIsNotAnExactPositiveDecimalIsRefused(String amount) {
    assertThat(faults(OrderJson.order("inv-1", amount))).containsOnlyKeys("amount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "7", "\"details\"", "{\"type\":\"robot\"}", "{\"type\":7}"})
  void aPayeeOfNoKnownTypeIsRefused(String payee) {
    assertThat(
            faults(
                """
                {"invoiceId":"inv-1","amount":"25.00","currency":"USD","payee":%s,
                 "wallet":{"type":"linked","accountToken":"2010378298556879970563"}}
                """
                    .formatted(payee)))
        .hasSize(1)
        .allSatisfy((field, reason) -> assertThat(field).startsWith("payee"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "\"x\"",
        "{",
        "{\"amount\":\"S3cret\"",
        "{'amount':1}",
        "{} {}",
        "{\"amount\":\"1\",\"amount\":\"2\"}",
        "{\"payee\":{\"email\":\"a\",\"email\":\"b\"}}",
        "{\"a\":[[[[[[[[[[[]]]]]]]]]]]}",
        "\u0000"
      })
  void whatIsNotOneObjectIsRefusedWithoutQuotingIt(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.problem().type()).isEqualTo("malformed-body");
              assertThat(rejected.problem().detail()).doesNotContain("S3cret");
            });
  }

  private static PayoutOrder read(String body) {
    return OrderBody.read(body.getBytes(StandardCharsets.UTF_8), AmountRule.DEFAULT);
  }

  private static Map<String, String> faults(String body) {
    return catchThrowableOfType(InvalidOrder.class, () -> read(body)).problems().stream()
        .collect(java.util.stream.Collectors.toMap(FieldProblem::field, FieldProblem::reason));
  }
}
