package io.cryptopayouts.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The admin API, used as curl would. */
final class AdminApiTest {
  private final Simulator simulator =
      Simulator.start(SimulatorSettings.builder().with(Switch.MANUAL_SETTLE).build());
  private final Caller caller = new Caller(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  private String post(String path, String form) throws Exception {
    HttpResponse<String> response =
        caller.any("POST", "/admin/" + path, "application/x-www-form-urlencoded", form);
    return response.statusCode() + " " + response.body().strip();
  }

  private String get(String path) throws Exception {
    return caller.any("GET", "/admin/" + path, "text/plain", "").body();
  }

  private static String between(String text, String before) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf('"', start));
  }

  @Test
  void everythingCanBeDoneOverHttp() throws Exception {
    String customerNo =
        between(post("payees", "customerCode=c1&email=c1%40example.com"), "\"customerNo\":\"");
    String accountToken =
        between(
            post(
                "wallets",
                "customerNo="
                    + customerNo
                    + "&walletChain=ETH+-+Ethereum&walletAddress="
                    + Caller.WALLET),
            "\"accountToken\":\"");
    assertThat(post("payees/c1/status", "status=ACTIVE")).startsWith("200");
    assertThat(post("wallets/" + customerNo + "/status", "status=activated")).startsWith("200");
    assertThat(get("payees")).contains("\"ACTIVE\"").doesNotContain("@example.com");
    assertThat(post("balance", "amount=10")).contains("\"10.00\"");
    assertThat(post("topup", "amount=5.50")).contains("\"15.50\"");
    assertThat(get("balance")).contains("\"15.50\"");

    Caller.Target target = new Caller.Target(customerNo, accountToken);
    assertThat(post("faults", "endpoint=pay&behaviour=status&code=502&when=before&about=inv-1"))
        .startsWith("200");
    assertThat(get("faults")).contains("Status");
    assertThat(caller.send(Endpoint.PAY, target.pay("inv-1", "5"), "").statusCode()).isEqualTo(502);
    assertThat(caller.send(Endpoint.PAY, target.pay("inv-1", "5"), "").statusCode()).isEqualTo(200);
    assertThat(post("payouts/inv-1/settle", "status=success")).startsWith("200");
    assertThat(get("ledger/inv-1"))
        .contains("\"kind\":\"TAKEN\"")
        .contains("\"kind\":\"SETTLED\"")
        .contains("\"amount\":\"5.00\"");
    assertThat(get("ledger/inv-2").strip()).isEqualTo("[]");
    assertThat(get("calls")).contains("HTTP 502").doesNotContain("verifySign");
    assertThat(get("notices").strip()).isEqualTo("[]");
  }

  @Test
  void everyBehaviourCanBePlanned() throws Exception {
    for (String behaviour :
        new String[] {
          "delay&duration=PT1S",
          "hang&times=ever",
          "reset",
          "cut&bytes=3",
          "status&code=503&retryAfter=1",
          "answer&ret_code=000000&ret_msg=system+error",
          "set&name=amount&value=1.00",
          "drop&name=amount",
          "payee-status&status=Pending",
          "wallet-status&status=pending",
          "lag&duration=PT1H",
          "notice-first&status=success"
        }) {
      assertThat(post("faults", "endpoint=create-wallet&behaviour=" + behaviour)).startsWith("200");
    }
    assertThat(simulator.planned()).hasSize(12);
    assertThat(caller.any("DELETE", "/admin/faults", "text/plain", "").statusCode()).isEqualTo(200);
    assertThat(simulator.planned()).isEmpty();
  }

  @Test
  void theFormAndTheSwitchesAreTurned() throws Exception {
    assertThat(post("chains", "chains=SOL+-+Solana,ETH+-+Ethereum")).startsWith("200");
    assertThat(post("fields", "name=owner&label=Owner")).startsWith("200");
    assertThat(post("switches/flat-configurations", "on=true")).startsWith("200");
    assertThat(caller.call(Endpoint.CONFIGURATIONS).at("/results/0/fields/3/name").asText())
        .isEqualTo("owner");
  }

  @Test
  void aMistakeIsExplained() throws Exception {
    assertThat(post("topup", "")).isEqualTo("400 {\"error\":\"parameter null: amount\"}");
    assertThat(post("topup", "amount=1.001")).startsWith("400");
    assertThat(post("payees/nobody/status", "status=Activated")).startsWith("400");
    assertThat(post("faults", "endpoint=pay&behaviour=nonsense"))
        .isEqualTo("400 {\"error\":\"unknown behaviour nonsense\"}");
    assertThat(post("nonsense", "")).startsWith("404");
  }
}
