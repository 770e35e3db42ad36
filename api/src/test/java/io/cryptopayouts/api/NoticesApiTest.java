package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Settlement;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticesApiTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  @RegisterExtension static final RunningApi api = new RunningApi();

  @Test
  void aNoticeOfAnOpenPayoutReachesIt() throws Exception {
    api.post("/payouts", OrderJson.order("noticed-1"));

    double before = count("payout");
    assertAcknowledged(api.notify(FORM, form(NoticeForms.payout("noticed-1"))));

    assertThat(api.json(api.get("/payouts/noticed-1")).path("timeline").findValuesAsText("what"))
        .containsExactly("notice: success 25.00 USD");
    assertThat(count("payout")).isEqualTo(before + 1);
  }

  @Test
  void aNoticeMayBeJsonAndSignedWithTheOlderToken() throws Exception {
    api.post("/payouts", OrderJson.order("noticed-2"));

    assertAcknowledged(
        api.notify(
            JSON,
            NoticeForms.json(
                NoticeForms.signed(NoticeForms.payout("noticed-2"), RunningApi.OLD_NOTICE_TOKEN))));

    assertThat(api.json(api.get("/payouts/noticed-2")).path("timeline").size()).isEqualTo(1);
  }

  @Test
  void anOrphanNoticeIsKeptInARecordOfItsOwn() throws Exception {
    assertAcknowledged(api.notify(FORM, form(NoticeForms.payout("orphan-1"))));

    assertThat(api.invoice("orphan-1").status()).isEqualTo(Settlement.SUCCESS);
    assertThat(count("invoice")).isPositive();
  }

  @Test
  void aLateNoticeIsKeptByTheInvoiceAndAcknowledgedByAnOperator() throws Exception {
    api.post("/payouts", OrderJson.order("late-1"));
    api.post("/payouts/late-1/cancel", "{}");
    SortedMap<String, String> returned = NoticeForms.payout("late-1");
    returned.put("status", "returned");

    assertAcknowledged(api.notify(FORM, form(returned)));

    assertThat(api.invoice("late-1").status()).isEqualTo(Settlement.RETURNED);
    assertThat(
            api.json(api.post("/payouts/late-1/acknowledge", "{\"reason\":\"seen\"}"))
                .path("answer")
                .textValue())
        .isEqualTo("ops has seen it");
  }

  @Test
  void aNoticeOfNoInvoiceOfOursIsAcknowledgedAndCounted() throws Exception {
    double before = count("not-ours");
    assertAcknowledged(api.notify(FORM, form(NoticeForms.payout("SOMEBODY.ELSE"))));
    assertThat(count("not-ours")).isEqualTo(before + 1);
  }

  @Test
  void aSignedPayInOrAccountNoticeIsAcknowledgedAndIgnored() throws Exception {
    double before = count("ignored");
    assertAcknowledged(
        api.notify(
            FORM,
            form(
                new TreeMap<>(
                    Map.of(
                        "amount", "0.01",
                        "currency", "USD",
                        "reference", "test1666247277861",
                        "settleCurrency", "USD",
                        "status", "success",
                        "time", "20221020142817",
                        "transactionNo", "305680500880311923",
                        "vaultId", "7")))));
    assertAcknowledged(
        api.notify(
            FORM,
            form(new TreeMap<>(Map.of("accountToken", "2010", "accountStatus", "ACTIVATED")))));
    assertThat(count("ignored")).isEqualTo(before + 2);
  }

  @Test
  void aForgedOrUnsignedNoticeIsRefusedAndCounted() throws Exception {
    double before = count("forged");
    SortedMap<String, String> forged =
        NoticeForms.signed(NoticeForms.payout("noticed-3"), RunningApi.NOTICE_TOKEN);
    forged.put("amount", "26.00");

    assertForged(api.notify(FORM, NoticeForms.form(forged)));
    assertForged(api.notify(FORM, NoticeForms.form(NoticeForms.payout("noticed-3"))));
    assertForged(
        api.notify(
            FORM,
            NoticeForms.form(NoticeForms.signed(NoticeForms.payout("noticed-3"), "another"))));
    assertThat(count("forged")).isEqualTo(before + 3);
  }

  @Test
  void anUnreadableNoticeIsRefused() throws Exception {
    Assertions.assertProblem(api, api.notify(JSON, "{\"a\":"), 400, "notice-malformed");
  }

  @Test
  void aNoticeOverTheLimitIsRefused() throws Exception {
    Assertions.assertProblem(
        api, api.notify(FORM, "a=" + "x".repeat(65 * 1024)), 413, "body-too-large");
    assertThat(count("too-large")).isPositive();
  }

  private static String form(SortedMap<String, String> fields) throws Exception {
    return NoticeForms.form(NoticeForms.signed(fields, RunningApi.NOTICE_TOKEN));
  }

  private static void assertAcknowledged(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("success");
    assertThat(response.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("text/plain");
  }

  private static void assertForged(HttpResponse<String> response) throws Exception {
    Assertions.assertProblem(api, response, 401, "notice-unverified");
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  private static double count(String verdict) throws Exception {
    return api.admin("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("payouts_notices_total{verdict=\"" + verdict + "\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }
}
