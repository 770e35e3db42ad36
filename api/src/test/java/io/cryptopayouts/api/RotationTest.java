package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While a caller's key is being replaced, both are good, and are the same caller. */
class RotationTest {

  private static final String NEWER = "ops-key-newer-0123456789";

  @RegisterExtension
  static final RunningApi api =
      new RunningApi(Map.of("PAYOUTS_API_KEYS", "ops:" + NEWER + ",ops:" + RunningApi.OPS_KEY));

  @Test
  void theOlderAndTheNewerKeyOfACallerAreBothAccepted() throws Exception {
    api.post("/payouts", OrderJson.order("rotated-1"));

    for (String key : new String[] {RunningApi.OPS_KEY, NEWER}) {
      HttpResponse<String> response =
          api.send(
              api.request("/payouts/rotated-1/recheck")
                  .header("Authorization", "Bearer " + key)
                  .header("Content-Type", "application/json")
                  .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
      assertThat(api.json(response).path("answer").textValue())
          .isEqualTo("ops asked to look again");
    }
    assertThat(api.get("/payouts/rotated-1").statusCode())
        .as("a key that is no longer listed")
        .isEqualTo(401);
  }
}
