package io.cryptopayouts.pockyt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider's words as ours, the values derived from them, and what no text shows. */
class WordsTest {
  private static final PockytAccount ACCOUNT =
      new PockytAccount(URI.create("https://mapi.example.com"), "200043", "300014");

  @ParameterizedTest
  @CsvSource({
    "pending, PENDING",
    "SUCCESS, SUCCESS",
    "completed, SUCCESS",
    "Failed, FAILED",
    "returned, RETURNED",
    "refunded, RETURNED",
    "reversed, RETURNED",
    "unclaimed, PENDING",
    "onhold, PENDING",
    "blocked, PENDING",
    "a new word, PENDING",
    "'', PENDING",
    ", PENDING"
  })
  void reads_payment_statuses(String word, PaymentStatus status) {
    assertThat(PaymentStatus.of(word)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, ACTIVE",
    "Activated, ACTIVE",
    "ACTIVATED, ACTIVE",
    "Unverified, UNVERIFIED",
    "PENDING, PENDING",
    "Underreview, UNDER_REVIEW",
    "UNDER_REVIEW, UNDER_REVIEW",
    "Under review, UNDER_REVIEW",
    "Declined, DECLINED",
    "Deactivated, DEACTIVATED",
    "inactive, UNKNOWN",
    ", UNKNOWN"
  })
  void reads_payee_statuses(String word, PayeeStatus status) {
    assertThat(PayeeStatus.of(word)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVATED, ACTIVATED",
    "activated, ACTIVATED",
    "PENDING, PENDING",
    "invalid, INVALID",
    "success, UNKNOWN",
    ", UNKNOWN"
  })
  void reads_account_statuses(String word, AccountStatus status) {
    assertThat(AccountStatus.of(word)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "000020, parameter null: email, INVALID",
    "000021, no related information, NOT_FOUND",
    "000022, parameters do not match, CONTRADICTORY",
    "000023, email already exists, DUPLICATE",
    "000030, DUPLICATE REQUEST ERROR, DUPLICATE",
    "000040, Account balance is not sufficient, SHORT_OF_FUNDS",
    "000040, transaction status is wrong, UNCLEAR",
    "123456, anything, UNCLEAR"
  })
  void means_by_code_and_text(String code, String message, Meaning meaning) {
    assertThat(ErrorTable.refusal(code, message).meaning()).isEqualTo(meaning);
  }

  @Test
  void matches_a_value_whatever_its_white_space_and_gives_the_provider_s_text() {
    WalletField chain =
        new WalletField("walletChain", "Chain", true, List.of("ETH - Ethereum", "POLY -\nPolygon"));

    assertThat(chain.match("POLY - Polygon")).contains("POLY -\nPolygon");
    assertThat(chain.match(" ETH  - Ethereum ")).contains("ETH - Ethereum");
    assertThat(chain.match("eth - ethereum")).isEmpty();
    assertThat(chain.match("BTC")).isEmpty();
  }

  @Test
  void derives_one_tag_for_one_wallet() {
    String tag = WalletTag.of("1", "POLY - Polygon", "0xAb", null);

    assertThat(tag).matches("[0-9a-f]{32}");
    assertThat(WalletTag.of("1", "POLY -\n Polygon", " 0xAb", "")).isEqualTo(tag);
    assertThat(
            Set.of(
                tag,
                WalletTag.of("2", "POLY - Polygon", "0xAb", null),
                WalletTag.of("1", "ETH - Ethereum", "0xAb", null),
                WalletTag.of("1", "POLY - Polygon", "0xab", null),
                WalletTag.of("1", "POLY - Polygon", "0xAb", "7")))
        .hasSize(5);
  }

  @Test
  void stays_the_same_tag_for_ever() {
    assertThat(
            WalletTag.of(
                "2000305228303182610217",
                "ETH - Ethereum",
                "0x65BFCf1a6289a0b77b4D3F7d12005a05949F08C3",
                "01"))
        .isEqualTo("087597444c6b4a535d1cb8db99b1d57d");
  }

  @Test
  void has_the_documented_defaults() {
    PockytSettings settings = PockytSettings.of(ACCOUNT);

    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.readCallLimit()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.payCallLimit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.requestsPerSecond()).isEqualTo(5);
    assertThat(settings.accountCurrency()).isEqualTo("USDC");
    assertThat(settings.balanceCurrency()).isEqualTo("USD");
    assertThat(settings.notFoundCodes()).containsExactly("000021");
    assertThat(settings.timestampOnPay()).isTrue();
    assertThat(settings.timestampOnInquiry()).isTrue();
    assertThat(settings.responseBodyLimit()).isEqualTo(1024 * 1024);
  }

  @Test
  void changes_one_setting_and_keeps_the_others() {
    PockytSettings changed =
        PockytSettings.of(ACCOUNT).withBalanceCurrency("USDC").withRequestsPerSecond(9);

    assertThat(changed.withBalanceCurrency("USD").withRequestsPerSecond(5))
        .isEqualTo(PockytSettings.of(ACCOUNT));
    assertThat(changed.balanceCurrency()).isEqualTo("USDC");
    assertThat(changed.requestsPerSecond()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"000100", "000000", "000080"})
  void refuses_to_take_success_or_a_fault_for_not_found(String code) {
    PockytSettings settings = PockytSettings.of(ACCOUNT);

    assertThatIllegalArgumentException().isThrownBy(() -> settings.withNotFoundCodes(Set.of(code)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://a", "mapi.example.com", "https://u:p@a", "https://a?b", "https://a#b"})
  void refuses_a_base_url_that_is_none(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PockytAccount(URI.create(url), "1", "2"));
  }

  @Test
  void takes_a_base_url_with_and_without_a_trailing_slash_for_the_same() {
    assertThat(new PockytAccount(URI.create("https://mapi.example.com/"), "200043", "300014"))
        .isEqualTo(ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void refuses_to_pay_nothing_or_less(BigDecimal amount) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new PayRequest("i", Samples.PAY.requestId(), "1", "2", amount, "USD", null, null));
  }

  @Test
  void shows_no_secret_and_no_personal_datum() {
    try (Pockyt pockyt = Samples.connect(PockytSettings.of(ACCOUNT))) {
      assertThat(pockyt.toString()).contains("mapi.example.com").doesNotContain(Samples.TOKEN);
    }
    String secret = "secret";
    Payee payee =
        new Payee(
            "1",
            secret,
            PayeeStatus.ACTIVE,
            "a",
            "INDIVIDUAL",
            secret,
            secret,
            secret,
            secret,
            secret);
    PayeeRegistration registration =
        new PayeeRegistration(
            secret, secret, secret, secret, secret, secret, secret, secret, secret, secret, secret,
            secret, secret, secret, secret, secret, secret, secret);
    WalletRegistration wallet =
        new WalletRegistration("1", "US", "tag", Map.of("walletAddress", secret));
    PayRequest request =
        new PayRequest(
            "i", Samples.PAY.requestId(), "1", "2", BigDecimal.ONE, "USD", secret, secret);
    Refusal refusal = new Refusal("000023", Meaning.INVALID, secret);

    for (Object shown :
        List.of(
            payee,
            registration,
            wallet,
            request,
            refusal,
            new Answer.Ok<>(payee),
            new Answer.Refused<>(refusal),
            new PayAnswer.Refused(refusal),
            new InquiryAnswer.Unclear(refusal))) {
      assertThat(shown.toString()).doesNotContain(secret);
    }
  }
}
