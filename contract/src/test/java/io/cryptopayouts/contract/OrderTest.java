package io.cryptopayouts.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "inv-0001", "0-9", "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd", "x-r"})
  void invoiceIdsOfLowerCaseLettersDigitsAndDashesAreNames(String id) {
    PayoutId payout = new PayoutId(id);

    assertThat(PayoutId.ofWorkflowId(payout.workflowId())).contains(payout);
    assertThat(PayoutId.ofProviderInvoice("shop-", payout.providerInvoice("shop-")))
        .contains(payout);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "A",
        "inv_1",
        "inv 1",
        "a-r2",
        "é",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddd",
        "a\n"
      })
  void otherInvoiceIdsAreRefusedByName(String id) {
    assertThatThrownBy(() -> new PayoutId(id))
        .isInstanceOf(InvalidOrder.class)
        .hasMessageStartingWith("invoiceId ");
  }

  @Test
  void theRequestIdIsTheSameOnEveryRetryAndOtherForAnotherInvoice() {
    assertThat(PayoutId.requestId("inv-1"))
        .isEqualTo(PayoutId.requestId("inv-1"))
        .isNotEqualTo(PayoutId.requestId("inv-2"));
  }

  @Test
  void anInvoiceOfAnotherSystemIsNotOurs() {
    assertThat(PayoutId.ofProviderInvoice("shop-", "other1-x")).isEmpty();
    assertThat(PayoutId.ofProviderInvoice("", "INV-1")).isEmpty();
    assertThat(PayoutId.ofProviderInvoice("", "inv-r2")).isEmpty();
  }

  @Test
  void aWorkflowOfAnotherKindIsNoPayout() {
    assertThat(PayoutId.ofWorkflowId("another1abc")).isEmpty();
    assertThat(PayoutId.ofInvoiceWorkflowId("", "payouts/1abc")).isEmpty();
  }

  @Test
  void theInvoiceOfAPayoutIsKeptUnderTheProvidersName() {
    PayoutId payout = new PayoutId("inv-1");
    String kept = PayoutId.invoiceWorkflowId(payout.providerInvoice("shop-"));

    assertThat(kept).isEqualTo("invoice/shop-inv-1");
    assertThat(PayoutId.ofInvoiceWorkflowId("shop-", kept)).contains(payout);
    assertThat(payout).hasToString("inv-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shop-", "shop_", "a prefix of more than twenty letters", "shop-\n"})
  void aPrefixThatTheProviderCouldConfuseIsRefused(String prefix) {
    assertThatThrownBy(() -> PayoutId.checkedPrefix(prefix))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPayoutNeedsAName() {
    assertThatThrownBy(() -> new PayoutId(null)).isInstanceOf(InvalidOrder.class);
  }

  @Test
  void equalAmountsAreEqualHoweverWritten() {
    assertThat(Money.of("25", "USD"))
        .isEqualTo(Money.of("25.00", "USD"))
        .isEqualTo(Money.of("025.000", "USD"))
        .hasToString("25.00 USD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "+1",
        "1e2",
        "1E-7",
        "NaN",
        "Infinity",
        "1,5",
        "1.",
        ".5",
        " 1",
        "1 ",
        "",
        "0",
        "0.00",
        "1_000",
        "٣",
        "9999999999999999999"
      })
  void amountsThatAreNotPlainPositiveDecimalsAreRefusedInEveryLocale(String text) {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : List.of(Locale.US, Locale.GERMANY, Locale.of("ar", "EG"))) {
        Locale.setDefault(locale);

        assertThatThrownBy(() -> Money.of(text, "USD"))
            .isInstanceOf(InvalidOrder.class)
            .hasMessageStartingWith("amount ");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void moreDecimalsThanTheProviderTakesAreRefusedNotRounded() {
    assertThatThrownBy(() -> AmountRule.DEFAULT.check(Money.of("1.001", "USD")))
        .hasMessageContaining("at most 2 decimals");
    assertThatThrownBy(() -> AmountRule.DEFAULT.check(Money.of("10000.01", "USD")))
        .hasMessageContaining("at most 10000");
    assertThatThrownBy(() -> AmountRule.DEFAULT.check(Money.of("1", "EUR")))
        .hasMessageContaining("must be USD");
    AmountRule.DEFAULT.check(Money.of("1.50", "USD"));
    AmountRule.DEFAULT.check(new Money(new BigDecimal("1E+1"), "USD"));
  }

  @Test
  void everyFaultyFieldOfAPayeeIsNamedAtOnce() {
    assertThatThrownBy(() ->
            new Payee.Details(
                null,
                null,
                "nobody",
                " ",
                "Doe",
                "17.05.1990",
                "+1",
                "USA",
                null,
                null,
                "C",
                "S",
                null,
                "Z",
                null,
                null,
                null))
        .isInstanceOfSatisfying(
            InvalidOrder.class,
            invalid ->
                assertThat(invalid.problems())
                    .extracting(FieldProblem::field)
                    .containsExactly(
                        "customerCode",
                        "profileType",
                        "email",
                        "firstName",
                        "dateOfBirth",
                        "phone",
                        "countryCode",
                        "state"));
  }

  @Test
  void noReasonQuotesAPersonalValue() {
    assertThatThrownBy(() -> new Payee.Existing("jane@example.com"))
        .hasMessageNotContaining("jane");
    assertThat(Orders.individual("inv-1").toString())
        .doesNotContain("Jane", "jane@", "123456789", Orders.WALLET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbf03b407c01e7cd3cbea99509d93f8dddc8c6fb",
        "0xDBF03B407C01E7CD3CBEA99509D93F8DDDC8C6FB"
      })
  void checksummedAndPlainEvmAddressesAreTaken(String address) {
    assertThat(WalletAddresses.problem("ETH - Ethereum", address)).isEmpty();
    assertThat(WalletAddresses.problem("POLY - Polygon", address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
        "0x0000000000000000000000000000000000000000",
        "0x5аAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "7EqQdEULxWcraVx3mXKFjc84LhCkMGZCkRuDpvcMwJeK"
      })
  void mistypedEvmAddressesAreRefused(String address) {
    assertThat(WalletAddresses.problem("ETH - Ethereum", address)).isPresent();
  }

  @Test
  void aSolanaAddressHas32Bytes() {
    assertThat(
            WalletAddresses.problem("SOL - Solana", "7EqQdEULxWcraVx3mXKFjc84LhCkMGZCkRuDpvcMwJeK"))
        .isEmpty();
    assertThat(
            WalletAddresses.problem("SOL - Solana", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"))
        .isPresent();
    assertThat(WalletAddresses.problem("SOL - Solana", "7EqQdEULxWcraVx3mXKFjc84LhCkMGZCkRuDp"))
        .isPresent();
  }

  @Test
  void anInstructionsDigestIsOfEveryPart() {
    Instruction instruction =
        new Instruction("https://host", "1", "2", "inv-1", "2000", "2010", Money.of("25", "USD"));

    assertThat(instruction.digest())
        .isEqualTo(
            new Instruction(
                    "https://host", "1", "2", "inv-1", "2000", "2010", Money.of("25.00", "USD"))
                .digest())
        .isNotEqualTo(
            new Instruction(
                    "https://host", "1", "2", "inv-1", "2000", "2011", Money.of("25", "USD"))
                .digest())
        .isNotEqualTo(
            new Instruction(
                    "https://host", "1", "2", "inv-12", "000", "2010", Money.of("25", "USD"))
                .digest());
  }

  @Test
  void returnedOutranksSuccessAndSuccessContradictsFailed() {
    assertThat(Settlement.RETURNED.outranks(Settlement.SUCCESS)).isTrue();
    assertThat(Settlement.SUCCESS.outranks(Settlement.PENDING)).isTrue();
    assertThat(Settlement.PENDING.outranks(Settlement.FAILED)).isFalse();
    assertThat(Settlement.SUCCESS.contradicts(Settlement.FAILED)).isTrue();
    assertThat(Settlement.SUCCESS.contradicts(Settlement.SUCCESS)).isFalse();
    assertThat(Settlement.RETURNED.contradicts(Settlement.SUCCESS)).isFalse();
  }

  @Test
  void anOrderNeedsItsParts() {
    assertThatThrownBy(
            () -> new PayoutOrder(null, null, null, null, "x".repeat(101), null, Map.of("a", " ")))
        .isInstanceOfSatisfying(
            InvalidOrder.class,
            invalid ->
                assertThat(invalid.problems())
                    .extracting(FieldProblem::field)
                    .containsExactly(
                        "invoiceId", "amount", "payee", "wallet", "note", "metadata.a"));
  }
}
