package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cryptopayouts.contract.AmountRule;
import io.cryptopayouts.contract.InvalidOrder;
import io.cryptopayouts.contract.PayoutOrder;
import java.util.List;

/** Whatever is posted to the API. */
class BodyFuzzTest {

  private static final Caller CALLER = new Caller("fuzz");

  /** An order that can be paid, or a refusal that names what is wrong. */
  @FuzzTest(maxDuration = "3m")
  void anOrderIsReadOrRefused(byte[] body) {
    try {
      PayoutOrder order = OrderBody.read(body, AmountRule.DEFAULT);
      AmountRule.DEFAULT.check(order.money());
      assertThat(order.money().amount()).isPositive();
      assertThat(order.invoiceId().workflowId()).matches("payout/[a-z0-9][a-z0-9-]{0,39}");
    } catch (Rejected refused) {
      assertThat(refused.problem().status()).isEqualTo(400);
    } catch (InvalidOrder refused) {
      assertThat(refused.problems()).isNotEmpty();
    }
  }

  private interface Reading {
    Object of(byte[] body, Caller by);
  }

  /** An action in the name of the key, or a refusal. */
  @FuzzTest(maxDuration = "3m")
  void anActionIsReadOrRefused(byte[] body) {
    for (Reading reading :
        List.<Reading>of(
            ActionBody::recheck,
            ActionBody::cancel,
            ActionBody::hold,
            ActionBody::release,
            ActionBody::resolve,
            ActionBody::acknowledge)) {
      try {
        assertThat(reading.of(body, CALLER).toString()).contains("fuzz");
      } catch (Rejected refused) {
        assertThat(refused.problem().status()).isEqualTo(400);
      }
    }
  }
}
