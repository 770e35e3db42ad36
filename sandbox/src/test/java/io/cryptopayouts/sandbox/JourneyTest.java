package io.cryptopayouts.sandbox;

import static io.cryptopayouts.sandbox.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The documented way through all endpoints, with the answers' documented oddities. */
final class JourneyTest {
  private final SteppingClock clock = new SteppingClock();
  private final Simulator simulator =
      Simulator.start(
          SimulatorSettings.builder()
              .clock(clock)
              .fee(new BigDecimal("0.95"))
              .balance(new BigDecimal("100"))
              .build());
  private final Caller caller = new Caller(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  private JsonNode register(String... changes) throws Exception {
    Map<String, String> fields =
        Caller.fields(
            "profileType", "INDIVIDUAL",
            "customerCode", "cust-0001",
            "email", "jane@example.com",
            "firstName", "Jane",
            "lastName", "Doe",
            "dateOfBirth", "1990-05-17",
            "countryCode", "US",
            "country", "USA",
            "state", "NY",
            "city", "New York",
            "street", "123 Main St",
            "zip", "10005",
            "governmentIdType", "SSN",
            "governmentId", "123456789");
    fields.putAll(Caller.fields(changes));
    return json(caller.send(Endpoint.REGISTER, fields, ""));
  }

  @Test
  void aPayeeIsRegisteredGivenAWalletAndPaid() throws Exception {
    JsonNode registered = register();
    assertThat(registered.path("ret_code").asText()).isEqualTo("000100");
    assertThat(registered.path("customer").has("payeeStatus")).isFalse();
    String customerNo = registered.path("customer").path("customerNo").asText();
    assertThat(customerNo).matches("2000\\d{18}");

    JsonNode customer =
        caller.call(Endpoint.RETRIEVE, "customerCode", "cust-0001").path("customer");
    assertThat(customer.path("customerNo").asText()).isEqualTo(customerNo);
    assertThat(customer.path("payeeStatus").asText()).isEqualTo("Activated");
    assertThat(customer.has("governmentId")).isFalse();

    JsonNode configurations = caller.call(Endpoint.CONFIGURATIONS, "profileType", "INDIVIDUAL");
    assertThat(configurations.path("status").asInt()).isEqualTo(200);
    assertThat(configurations.at("/resultBody/ret_msg").asText()).isEqualTo("succeeded");
    assertThat(configurations.at("/resultBody/results/0/fields/0/possibleValues/0").asText())
        .isEqualTo("ETH - Ethereum");

    JsonNode wallet =
        caller
            .call(
                Endpoint.CREATE_WALLET,
                "customerNo",
                customerNo,
                "accountCountry",
                "US",
                "accountCurrency",
                "USDC",
                "accountTag",
                "tag-1",
                "walletChain",
                "ETH - Ethereum",
                "walletAddress",
                Caller.WALLET)
            .path("result");
    String accountToken = wallet.path("accountToken").asText();
    assertThat(accountToken).matches("2010\\d{18}");
    assertThat(wallet.path("accountStatus").asText()).isEqualTo("ACTIVATED");
    assertThat(wallet.path("status").asText()).isEqualTo("success");

    JsonNode listed =
        caller.call(Endpoint.ACCOUNTS, "customerNo", customerNo, "accountTag", "tag-1");
    assertThat(listed.at("/accounts/0/status").asText()).isEqualTo("activated");
    assertThat(listed.at("/accounts/0/walletAddress").asText()).isEqualTo("****08C3");

    Caller.Target target = new Caller.Target(customerNo, accountToken);
    JsonNode paid = json(caller.send(Endpoint.PAY, target.pay("inv-0001", "25"), "key-1"));
    assertThat(paid.path("ret_msg").asText()).isEqualTo("pending");
    assertThat(paid.at("/result/status").asText()).isEqualTo("pending");
    assertThat(paid.at("/result/amount").asText()).isEqualTo("25.00");
    assertThat(paid.at("/result/transactionFee").asText()).isEqualTo("0.95");
    String transactionNo = paid.at("/result/transactionNo").asText();
    assertThat(transactionNo).hasSize(18);

    HttpResponse<String> balance =
        caller.send(Endpoint.BALANCE, Caller.fields("currency", "USD"), "");
    assertThat(balance.body()).contains("\"amount\":74.05");

    JsonNode pending = caller.call(Endpoint.INQUIRY, "invoiceId", "inv-0001");
    assertThat(pending.path("ret_msg").asText()).isEqualTo("query success");
    assertThat(pending.at("/result/status").asText()).isEqualTo("pending");
    clock.forward(Duration.ofSeconds(2));
    JsonNode settled = caller.call(Endpoint.INQUIRY, "invoiceId", "inv-0001");
    assertThat(settled.at("/result/status").asText()).isEqualTo("success");
    assertThat(settled.at("/result/transactionNo").asText()).isEqualTo(transactionNo);

    assertThat(simulator.ledger().movements("inv-0001"))
        .extracting(Movement::kind)
        .containsExactly(Movement.Kind.TAKEN, Movement.Kind.SETTLED);
    Movement taken = simulator.ledger().movements().getFirst();
    assertThat(taken.walletAddress()).isEqualTo(Caller.WALLET);
    assertThat(taken.requestId()).isEqualTo("key-1");
    assertThat(taken.amount()).isEqualTo(new BigDecimal("25.00"));
    assertThat(simulator.calls(Endpoint.PAY.path())).isEqualTo(1);
    assertThat(simulator.calls().getLast().answer()).isEqualTo("000100");
  }

  @Test
  void aPayeeIsUpdatedAndItsWalletDeleted() throws Exception {
    Caller.Target target = caller.target("cust-2");
    assertThat(
            caller
                .call(Endpoint.UPDATE, "customerNo", target.customerNo(), "city", "Buffalo")
                .path("ret_code")
                .asText())
        .isEqualTo("000100");
    assertThat(
            caller
                .call(Endpoint.RETRIEVE, "email", "CUST-2@example.com")
                .at("/customer/city")
                .asText())
        .isEqualTo("Buffalo");
    caller.call(
        Endpoint.DELETE_ACCOUNT,
        "customerNo",
        target.customerNo(),
        "accountToken",
        target.accountToken());
    assertThat(caller.call(Endpoint.ACCOUNTS, "customerNo", target.customerNo()).path("accounts"))
        .isEmpty();
  }

  @Test
  void emailGovernmentIdAndCodeAreUnique() throws Exception {
    register();
    assertThat(register("customerCode", "other", "governmentId", "2").path("ret_msg").asText())
        .isEqualTo("email already exists");
    assertThat(register("email", "a@b.c", "customerCode", "other").path("ret_msg").asText())
        .isEqualTo("governmentId already exists");
    assertThat(register("email", "a@b.c", "governmentId", "2").path("ret_msg").asText())
        .isEqualTo("customerCode already exists");
  }

  @Test
  void registerChecksItsFields() throws Exception {
    assertThat(register("dateOfBirth", "2010-01-01").path("ret_msg").asText())
        .isEqualTo("parameter value error: dateOfBirth");
    assertThat(register("state", "New York").path("ret_msg").asText())
        .isEqualTo("parameter value error: state");
    assertThat(register("street2", "").path("ret_msg").asText())
        .isEqualTo("parameter null: street2");
    assertThat(register("profileType", "BUSINESS").path("ret_msg").asText())
        .isEqualTo("parameter null: company");
  }

  @Test
  void statusesChangeAsTheCustomerCodeOrTheAdminSays() throws Exception {
    Caller.Target target = caller.target("cust-review-1");
    assertThat(payeeStatus("cust-review-1")).isEqualTo("Underreview");
    simulator.payeeStatus("cust-review-1", "ACTIVE");
    assertThat(payeeStatus("cust-review-1")).isEqualTo("ACTIVE");
    simulator.walletStatus(target.customerNo(), "Frozen");
    assertThat(
            caller
                .call(Endpoint.ACCOUNTS, "customerNo", target.customerNo())
                .at("/accounts/0/status")
                .asText())
        .isEqualTo("Frozen");
  }

  private String payeeStatus(String customerCode) throws Exception {
    return caller
        .call(Endpoint.RETRIEVE, "customerCode", customerCode)
        .at("/customer/payeeStatus")
        .asText();
  }

  @Test
  void theFormOfAWalletCanChange() throws Exception {
    simulator.turn(Switch.FLAT_CONFIGURATIONS, true);
    simulator.chains(List.of("SOL - Solana"));
    simulator.requireWalletField("walletOwner", "Owner");
    JsonNode fields = caller.call(Endpoint.CONFIGURATIONS).at("/results/0/fields");
    assertThat(fields.at("/0/possibleValues").toString()).isEqualTo("[\"SOL - Solana\"]");
    assertThat(fields.at("/3/name").asText()).isEqualTo("walletOwner");

    String customerNo = caller.target("cust-3").customerNo();
    assertThat(wallet(customerNo, "SOL - Solana", Caller.WALLET, "me"))
        .isEqualTo("parameter value error: walletAddress");
    assertThat(wallet(customerNo, "ETH - Ethereum", Caller.WALLET, "me"))
        .isEqualTo("parameter value error: walletChain");
    String solana = "4Nd1mYQ6dJtFTYcH8LrPnEWRbQ5D1gFZqRFYVvP2XkLw";
    assertThat(wallet(customerNo, "SOL - Solana", solana, "")).contains("walletOwner");
    assertThat(wallet(customerNo, "SOL - Solana", solana, "me")).isEqualTo("success");
  }

  private String wallet(String customerNo, String chain, String address, String walletOwner)
      throws Exception {
    return caller
        .call(
            Endpoint.CREATE_WALLET,
            "customerNo",
            customerNo,
            "accountCountry",
            "US",
            "accountCurrency",
            "USDC",
            "walletChain",
            chain,
            "walletAddress",
            address,
            "walletOwner",
            walletOwner)
        .path("ret_msg")
        .asText();
  }
}
