package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TemporalDownTest {

  @RegisterExtension static final RunningApi api = new RunningApi();

  @BeforeAll
  static void temporalGoesAway() {
    api.stopTemporal();
  }

  @Test
  void aNoticeIsNotAcknowledgedSoThatItIsRepeated() throws Exception {
    assertUnavailable(
        api.notify(
            "application/x-www-form-urlencoded",
            NoticeForms.form(
                NoticeForms.signed(NoticeForms.payout("inv-1"), RunningApi.NOTICE_TOKEN))));
  }

  @Test
  void callersAreToldToComeBack() throws Exception {
    assertUnavailable(api.post("/payouts", OrderJson.order("inv-1")));
    assertUnavailable(api.get("/payouts/inv-1"));
    assertUnavailable(api.get("/payouts/inv-1?wait=1s"));
    assertUnavailable(api.get("/payouts?state=needs-action"));
    assertUnavailable(api.get("/operations"));
    assertUnavailable(api.post("/payouts/inv-1/recheck", ""));
  }

  @Test
  void healthSaysSo() throws Exception {
    assertThat(api.admin("/healthcheck").statusCode()).isEqualTo(500);
  }

  @Test
  void theMetricsOfPayoutsClaimNothing() throws Exception {
    assertThat(api.admin("/prometheus").body())
        .contains("payouts_needs_action{reason=\"documents\"} NaN")
        .contains("payouts_census_age_seconds ");
  }

  private static void assertUnavailable(HttpResponse<String> response) throws Exception {
    Assertions.assertProblem(api, response, 503, "unavailable");
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }
}
