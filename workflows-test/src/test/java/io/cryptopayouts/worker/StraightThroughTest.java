package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import org.junit.jupiter.api.Test;

class StraightThroughTest {

  @Test
  void anIndividualIsPaid() {
    try (Rig rig = Rig.start()) {
      PayoutStatus status = rig.payOut(Orders.individual("inv-1"));

      assertThat(status.state())
          .isInstanceOfSatisfying(
              PayoutState.Ended.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.PAID));
      assertThat(rig.provider.ledger().taken("inv-1")).isEqualTo(1);
    }
  }
}
