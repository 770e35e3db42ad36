package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StraightThroughTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void anIndividualIsPaid() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(Told.outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.taken(order)).isEqualTo(1);
  }

  @Test
  void aBusinessIsPaid() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.business("inv-1");

    assertThat(Told.outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.taken(order)).isEqualTo(1);
  }

  @Test
  void aNewPayeeCostsAtMostTwelveCalls() {
    Rig rig = stage.rig();

    PayoutStatus status = rig.payOut(Orders.individual("inv-1"));

    assertThat(callsUntilTheEnd(rig, status))
        .as("%s", rig.provider.calls())
        .isLessThanOrEqualTo(12);
  }

  @Test
  void aKnownPayeeWithAKnownWalletCostsAtMostEightCallsAndTheSettlementInquiry() {
    Rig rig = stage.rig();
    rig.start(Orders.individual("inv-1", "cust-1"));
    rig.sleep(Duration.ofHours(1));
    int before = rig.provider.calls().size();

    PayoutStatus status = rig.payOut(Orders.individual("inv-2", "cust-1"));

    assertThat(callsUntilTheEnd(rig, status) - before)
        .as("%s", rig.provider.calls())
        .isLessThanOrEqualTo(9);
  }

  /** Without the daily looks after the end. */
  private static long callsUntilTheEnd(Rig rig, PayoutStatus status) {
    Instant end = Told.end(status).at();
    return rig.provider.calls().stream().filter(call -> !call.time().isAfter(end)).count();
  }
}
