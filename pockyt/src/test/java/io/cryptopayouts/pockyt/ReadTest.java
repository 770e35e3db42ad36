package io.cryptopayouts.pockyt;

import static io.cryptopayouts.pockyt.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.cryptopayouts.pockyt.ScriptedServer.Script;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads and idempotent writes, against a real server with the documented answers. */
class ReadTest {
  private static final String CUSTOMER =
      """
      {"ret_code":"000100","ret_msg":"query success","customer":{
       "customerNo":"2000305228303182610217","customerCode":"cust-0001","payeeStatus":"Activated",
       "profileType":"INDIVIDUAL","firstName":"Jane","lastName":"Doe","dateOfBirth":"1990-05-17",
       "email":"jane@example.com","countryCode":"US","createdTime":"2023-02-13T11:45:37Z"}}
      """;
  private static final Payee JANE =
      new Payee(
          "2000305228303182610217",
          "cust-0001",
          PayeeStatus.ACTIVE,
          "Activated",
          "INDIVIDUAL",
          "Jane",
          "Doe",
          "1990-05-17",
          "jane@example.com",
          "US");
  private static final PayeeRegistration REGISTRATION =
      new PayeeRegistration(
          "INDIVIDUAL",
          "cust-0001",
          "jane@example.com",
          "Jane",
          "Doe",
          "1990-05-17",
          null,
          "US",
          "USA",
          "NY",
          "New York",
          "123 Main St",
          "",
          "10005",
          "SSN",
          "123456789",
          null,
          null);
  private static final WalletRegistration WALLET =
      new WalletRegistration(
          Samples.CUSTOMER_NO,
          "US",
          "tag-1",
          Map.of(
              "walletChain", "ETH - Ethereum",
              "walletAddress", "0x65BFCf1a6289a0b77b4D3F7d12005a05949F08C3",
              "walletAddressTag", ""));

  interface Asking<T> {
    T of(Pockyt pockyt) throws ProviderUnavailable;
  }

  static Stream<Named<Asking<Object>>> every_read() {
    return Stream.of(
        named("retrieve by number", pockyt -> pockyt.retrievePayeeByNo("1")),
        named("retrieve by code", pockyt -> pockyt.retrievePayeeByCode("c")),
        named("retrieve by e-mail", pockyt -> pockyt.retrievePayeeByEmail("e")),
        named("register", pockyt -> pockyt.registerPayee(REGISTRATION)),
        named("configurations", pockyt -> pockyt.walletConfigurations("INDIVIDUAL", "US")),
        named("accounts", pockyt -> pockyt.fundingAccounts("1")),
        named("add wallet", pockyt -> pockyt.addWallet(WALLET)),
        named("balance", Pockyt::balance),
        named("inquire", pockyt -> pockyt.inquire("inv-0001")));
  }

  @Test
  void retrieves_a_payee_by_each_key() throws ProviderUnavailable {
    Answer<Payee> jane = new Answer.Ok<>(JANE);

    try (ScriptedServer server = new ScriptedServer(answers(200, CUSTOMER));
        Pockyt pockyt = Samples.connect(Samples.settings(server.url()))) {
      assertThat(pockyt.retrievePayeeByNo(Samples.CUSTOMER_NO)).isEqualTo(jane);
      assertThat(pockyt.retrievePayeeByCode("cust-0001")).isEqualTo(jane);
      assertThat(pockyt.retrievePayeeByEmail("jane@example.com")).isEqualTo(jane);

      assertThat(server.requests())
          .extracting(ScriptedServer.Request::path)
          .containsOnly("/v3/payee/retrieve");
      assertThat(server.requests().get(0).body())
          .contains("\"customerNo\":", "a8fdd8d60b9ab4fddd5eb6abc0b50d51");
      assertThat(server.requests().get(1).body()).contains("\"customerCode\":\"cust-0001\"");
      assertThat(server.requests().get(2).body()).contains("\"email\":\"jane@example.com\"");
    }
  }

  @Test
  void registers_with_every_field_given_and_none_else() throws ProviderUnavailable {
    String answer =
        "{\"ret_code\":\"000100\",\"ret_msg\":\"success\","
            + "\"customer\":{\"customerNo\":\"2000305228292319592008\"}}";
    try (ScriptedServer server = new ScriptedServer(answers(200, answer));
        Pockyt pockyt = Samples.connect(Samples.settings(server.url()))) {
      Answer<Payee> registered = pockyt.registerPayee(REGISTRATION);

      assertThat(registered)
          .isEqualTo(
              new Answer.Ok<>(
                  new Payee(
                      "2000305228292319592008",
                      null,
                      PayeeStatus.UNKNOWN,
                      null,
                      null,
                      null,
                      null,
                      null,
                      null,
                      null)));
      assertThat(server.requests().getFirst().path()).isEqualTo("/v3/payee/register");
      assertThat(server.requests().getFirst().body())
          .contains("\"verifySign\":\"6b86cb704bc186d4f486ea1dc315bb56\"")
          .doesNotContain("street2", "phone", "company", "lang");
    }
  }

  @Test
  void reads_the_guide_s_printed_configuration_with_its_line_break_inside_a_value()
      throws ProviderUnavailable {
    String printed =
        """
        {"status":200,"resultBody":{"ret_code":"000100","ret_msg":"succeeded","results":[
          {"profileType":"INDIVIDUAL","accountType":"CRYPTO","accountCurrency":"USDC","fields":[
            {"name":"walletChain","label":"Chain","possibleValues":["ETH - Ethereum",
             "SOL - Solana","POLY -
        Polygon"],"isRequired":true},
            {"name":"walletAddress","label":"Wallet Address","isRequired":true},
            {"name":"walletAddressTag","label":"Memo","isRequired":false}]}]}}
        """;
    Answer<List<WalletConfiguration>> expected =
        new Answer.Ok<>(
            List.of(
                new WalletConfiguration(
                    "INDIVIDUAL",
                    "CRYPTO",
                    "USDC",
                    List.of(
                        new WalletField(
                            "walletChain",
                            "Chain",
                            true,
                            List.of("ETH - Ethereum", "SOL - Solana", "POLY -\nPolygon")),
                        new WalletField("walletAddress", "Wallet Address", true, List.of()),
                        new WalletField("walletAddressTag", "Memo", false, List.of())))));

    assertThat(answerTo(200, printed, p -> p.walletConfigurations("INDIVIDUAL", "US")))
        .isEqualTo(expected);
  }

  @Test
  void reads_a_flat_configuration_and_sends_only_the_configured_filters()
      throws ProviderUnavailable {
    try (ScriptedServer server =
            new ScriptedServer(answers(200, "{\"ret_code\":\"000100\",\"results\":[{}]}"));
        Pockyt pockyt =
            Samples.connect(
                Samples.settings(server.url())
                    .withConfigurationFields(Set.of("accountType", "profileType")))) {
      assertThat(pockyt.walletConfigurations("INDIVIDUAL", "US"))
          .isEqualTo(
              new Answer.Ok<>(List.of(new WalletConfiguration(null, null, null, List.of()))));
      assertThat(server.requests().getFirst().body())
          .contains("\"accountType\":\"CRYPTO\"", "\"profileType\":\"INDIVIDUAL\"")
          .doesNotContain("accountCountry", "accountCurrency");
    }
  }

  @Test
  void adds_a_wallet() throws ProviderUnavailable {
    String answer =
        """
        {"ret_code":"000100","ret_msg":"success","result":{
         "accountToken":"2010378298556879970563","accountTag":"tag-1","accountStatus":"ACTIVATED",
         "accountType":"CRYPTO","currency":"USDC","customerNo":"2000305228303182610217",
         "status":"success"}}
        """;
    try (ScriptedServer server = new ScriptedServer(answers(200, answer));
        Pockyt pockyt = Samples.connect(Samples.settings(server.url()))) {
      assertThat(pockyt.addWallet(WALLET))
          .isEqualTo(
              new Answer.Ok<>(
                  new FundingAccount(
                      "2010378298556879970563",
                      "tag-1",
                      AccountStatus.ACTIVATED,
                      "ACTIVATED",
                      "CRYPTO",
                      "USDC",
                      null)));
      assertThat(server.requests().getFirst().path()).isEqualTo("/v3/payee/account/create/crypto");
      assertThat(server.requests().getFirst().body())
          .contains("\"verifySign\":\"0e452aa685813641e46cdc07814d4613\"");
    }
  }

  @Test
  void does_not_take_the_call_s_outcome_for_the_wallet_s_status() throws ProviderUnavailable {
    Object answer =
        answerTo(
            200,
            "{\"ret_code\":\"000100\",\"result\":{\"status\":\"activated\"}}",
            pockyt -> pockyt.addWallet(WALLET));

    assertThat(answer)
        .isEqualTo(
            new Answer.Ok<>(
                new FundingAccount(null, null, AccountStatus.UNKNOWN, null, null, null, null)));
  }

  @Test
  void a_wallet_field_cannot_replace_a_field_of_ours() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WalletRegistration("1", "US", "t", Map.of("customerNo", "2")));
  }

  @Test
  void lists_funding_accounts_at_the_configured_path() throws ProviderUnavailable {
    String answer =
        """
        {"ret_code":"000100","ret_msg":"success","accounts":[
         {"accountToken":"2010305228289296332658","accountTag":"t","accountType":"CRYPTO",
          "currency":"USDC","createdAt":"2022-09-05T18:27:40Z","status":"activated"},{}],
         "user":{"customerNo":"2000305228303182610217"}}
        """;
    try (ScriptedServer server = new ScriptedServer(answers(200, answer));
        Pockyt pockyt =
            Samples.connect(
                Samples.settings(URI.create(server.url() + "/gateway/"))
                    .withFundingAccountsPath("/v3/payout-accounts"))) {
      assertThat(pockyt.fundingAccounts(Samples.CUSTOMER_NO))
          .isEqualTo(
              new Answer.Ok<>(
                  List.of(
                      new FundingAccount(
                          "2010305228289296332658",
                          "t",
                          AccountStatus.ACTIVATED,
                          "activated",
                          "CRYPTO",
                          "USDC",
                          "2022-09-05T18:27:40Z"),
                      new FundingAccount(
                          null, null, AccountStatus.UNKNOWN, null, null, null, null))));
      assertThat(server.requests().getFirst().path()).isEqualTo("/gateway/v3/payout-accounts");
    }
  }

  @Test
  void reads_no_funding_accounts_as_an_empty_list() throws ProviderUnavailable {
    assertThat(answerTo(200, "{\"ret_code\":\"000100\"}", p -> p.fundingAccounts("1")))
        .isEqualTo(new Answer.Ok<>(List.of()));
  }

  @Test
  void does_not_take_another_payee_s_funding_accounts() {
    assertThat(
            failureOf(
                answers(200, "{\"ret_code\":\"000100\",\"user\":{\"customerNo\":\"2\"}}"),
                pockyt -> pockyt.fundingAccounts("1")))
        .hasMessage("funding accounts: echo differs: customerNo");
  }

  @ParameterizedTest
  @CsvSource({"499000.00", "'\"499000.00\"'"})
  void reads_a_balance_that_is_a_number_or_a_text(String amount) throws ProviderUnavailable {
    String answer =
        "{\"ret_code\":\"000100\",\"balance\":[{\"currency\":\"USD\",\"amount\":%s}]}"
            .formatted(amount);
    try (ScriptedServer server = new ScriptedServer(answers(200, answer));
        Pockyt pockyt = Samples.connect(Samples.settings(server.url()))) {
      assertThat(pockyt.balance())
          .isEqualTo(new Answer.Ok<>(List.of(new Balance("USD", new BigDecimal("499000.00")))));
      assertThat(server.requests().getFirst().body()).contains("58260e67be2d0a33aaab60b20be8f714");
    }
  }

  @Test
  void finds_a_payment_and_hands_on_its_echoes_as_sent() throws ProviderUnavailable {
    String answer =
        """
        {"ret_code":"000100","ret_msg":"query success","result":{
         "transactionNo":"303768502875460668","invoiceId":"inv-0002","amount":"10.00",
         "currency":"USD","createdTime":"2021-01-18T02:19:00Z","status":"OnHold"}}
        """;
    try (ScriptedServer server = new ScriptedServer(answers(200, answer));
        Pockyt pockyt =
            Samples.connect(Samples.settings(server.url()).withTimestampOnInquiry(false))) {
      assertThat(pockyt.inquire("inv-0001"))
          .isEqualTo(
              new InquiryAnswer.Found(
                  new Payment(
                      "303768502875460668",
                      "inv-0002",
                      null,
                      null,
                      new BigDecimal("10.00"),
                      "USD",
                      PaymentStatus.PENDING,
                      "OnHold")));
      assertThat(server.requests().getFirst().path()).isEqualTo("/v3/payouts/inquiry");
      assertThat(server.requests().getFirst().body()).contains("5118962daf851f3eed59b9de82cf6fcb");
    }
  }

  @Test
  void takes_only_the_configured_codes_of_inquiry_as_not_found() throws ProviderUnavailable {
    String none = "{\"ret_code\":\"000021\",\"ret_msg\":\"no related information\"}";
    String invalid = "{\"ret_code\":\"000023\",\"ret_msg\":\"not found\"}";

    assertThat(answerTo(200, none, pockyt -> pockyt.inquire("inv-0001")))
        .isEqualTo(new InquiryAnswer.NotFound());
    assertThat(answerTo(200, invalid, pockyt -> pockyt.inquire("inv-0001")))
        .isEqualTo(new InquiryAnswer.Unclear(new Refusal("000023", Meaning.INVALID, "not found")));
  }

  @ParameterizedTest
  @MethodSource("every_read")
  void a_refusal_is_a_value(Asking<Object> asking) throws ProviderUnavailable {
    Object answer = answerTo(400, "{\"ret_code\":\"000030\",\"ret_msg\":\"no rights\"}", asking);

    Refusal refusal = new Refusal("000030", Meaning.DENIED, "no rights");
    assertThat(answer).isIn(new Answer.Refused<>(refusal), new InquiryAnswer.Unclear(refusal));
  }

  @ParameterizedTest
  @MethodSource("every_read")
  void no_usable_answer_is_unavailable_after_one_request(Asking<Object> asking) {
    for (Script script :
        List.of(
            answers(200, "<html>"),
            answers(503, "", "Retry-After: 0"),
            answers(408, ""),
            answers(421, ""),
            answers(307, "", "Location: /"),
            answers(429, "{\"ret_code\":\"000100\"}"),
            answers(500, "{\"ret_code\":\"000021\"}"),
            answers(200, "{\"ret_code\":\"000000\"}"),
            answers(200, "{\"ret_code\":\"000080\"}"),
            answers(200, "{\"ret_msg\":\"success\"}"),
            answers(
                200,
                "{\"ret_code\":\"000100\",\"result\":1,\"customer\":1,"
                    + "\"accounts\":1,\"balance\":1,\"results\":1}"),
            (request, socket) -> false)) {
      assertThat(failureOf(script, asking)).isNotNull();
    }
  }

  @Test
  void a_connection_dropped_on_reuse_is_unavailable_and_not_asked_again()
      throws ProviderUnavailable {
    try (ScriptedServer server = new ScriptedServer(PayTest.answersOncePerConnection(CUSTOMER));
        Pockyt pockyt = Samples.connect(Samples.settings(server.url()))) {
      assertThat(pockyt.retrievePayeeByNo("1")).isInstanceOf(Answer.Ok.class);
      assertThat(
              catchThrowableOfType(ProviderUnavailable.class, () -> pockyt.retrievePayeeByNo("1")))
          .isNotNull();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void no_connection_is_unavailable() throws IOException {
    int closedPort;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = probe.getLocalPort();
    }
    try (Pockyt pockyt =
        Samples.connect(Samples.settings(URI.create("http://127.0.0.1:" + closedPort)))) {
      assertThat(catchThrowableOfType(ProviderUnavailable.class, pockyt::balance))
          .hasMessage("balance: no answer: ConnectException")
          .hasNoCause();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "999999, PT1H",
    "'Wed, 15 Jan 2025 10:21:30 GMT', PT59.013S",
    "'Wed, 15 Jan 2025 10:00:00 GMT',",
    "soon,",
    "-1,"
  })
  void says_how_long_the_provider_asks_us_to_wait(String header, Duration wait) {
    assertThat(failureOf(answers(429, "", "Retry-After: " + header), Pockyt::balance).retryAfter())
        .isEqualTo(Optional.ofNullable(wait));
  }

  @Test
  void while_the_provider_turns_calls_away_no_read_is_sent_and_the_time_to_come_back_is_told() {
    try (ScriptedServer server = new ScriptedServer(answers(503, "", "Retry-After: 30"));
        Pockyt pockyt = Samples.connectWithRequestsLeft(server.url(), 2)) {
      assertThat(catchThrowableOfType(ProviderUnavailable.class, pockyt::balance)).isNotNull();
      for (int i = 0; i < 3; i++) {
        assertThat(catchThrowableOfType(ProviderUnavailable.class, () -> pockyt.inquire("inv-1")))
            .hasMessage("inquire: not asked while the provider turns calls away")
            .extracting(ProviderUnavailable::retryAfter)
            .isEqualTo(Optional.of(Duration.ofSeconds(30)));
      }
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void our_own_rate_limit_is_unavailable() {
    try (ScriptedServer server = new ScriptedServer(answers(200, CUSTOMER));
        Pockyt pockyt = Samples.connectWithRequestsLeft(server.url(), 1)) {
      assertThat(catchThrowableOfType(ProviderUnavailable.class, () -> twice(pockyt)))
          .hasMessage("retrieve payee: our own rate limit");
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static void twice(Pockyt pockyt) throws ProviderUnavailable {
    assertThat(pockyt.retrievePayeeByNo("1")).isInstanceOf(Answer.Ok.class);
    assertThat(pockyt.retrievePayeeByNo("1")).isInstanceOf(Answer.Ok.class);
  }

  @Test
  void no_failure_quotes_what_was_sent_or_received() {
    for (Script script :
        List.of(
            answers(200, "{\"ret_code\":\"000100\",\"customer\":\"jane@example.com\"}"),
            answers(200, "{\"ret_code\":jane@example.com}"),
            answers(500, "jane@example.com"),
            answers(200, "{\"ret_code\":\"jane@example.com\"}"))) {
      assertThat(failureOf(script, pockyt -> pockyt.retrievePayeeByEmail("jane@example.com")))
          .message()
          .doesNotContain("jane");
    }
  }

  private static Object answerTo(int status, String body, Asking<?> asking)
      throws ProviderUnavailable {
    try (ScriptedServer server = new ScriptedServer(answers(status, body));
        Pockyt pockyt = Samples.connect(Samples.settings(server.url()))) {
      return asking.of(pockyt);
    }
  }

  private static ProviderUnavailable failureOf(Script script, Asking<?> asking) {
    try (ScriptedServer server = new ScriptedServer(script)) {
      ProviderUnavailable failure;
      try (Pockyt pockyt = Samples.connect(Samples.settings(server.url()))) {
        failure = catchThrowableOfType(ProviderUnavailable.class, () -> asking.of(pockyt));
      }
      server.finish();
      assertThat(server.requests()).hasSize(1);
      return failure;
    }
  }
}
