package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.outcome;
import static io.cryptopayouts.worker.Told.waiting;
import static io.cryptopayouts.worker.Told.waitsFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Step;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Call;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The payer's balance is advice; only the answer of pay decides. */
class FundsStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aShortBalanceIsWaitedForAndPaidOnceToppedUp() {
    Rig rig = stage.rig();
    rig.provider.balance(new BigDecimal("10.00"));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus low = rig.after(Duration.ofDays(2), order);
    rig.provider.topUp(new BigDecimal("100.00"));

    assertThat(waitsFor(low)).isEqualTo(Party.PAYER);
    assertThat(waiting(low).step()).isEqualTo(Step.FUNDS);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aBalanceThatStaysShortExpires() {
    Rig rig = stage.rig();
    rig.provider.balance(new BigDecimal("10.00"));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.EXPIRED);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
  }

  @Test
  void aBalanceThatIsRefusedDoesNotHinderThePay() {
    Rig rig = stage.rig();
    rig.provider.plan(
        Fault.before(Endpoint.BALANCE, new Behaviour.Answer("000030", "no rights")).forEver());

    assertThat(outcome(rig.payOut(Orders.individual("inv-1")))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aBalanceInAnotherCurrencyDoesNotHinderThePay() {
    Rig rig = stage.rig();
    rig.provider.plan(
        Fault.after(Endpoint.BALANCE, new Behaviour.SetField("currency", "EUR")).forEver());

    assertThat(outcome(rig.payOut(Orders.individual("inv-1")))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aBalanceWithoutAnAmountDoesNotHinderThePay() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.after(Endpoint.BALANCE, new Behaviour.DropField("amount")).forEver());

    assertThat(outcome(rig.payOut(Orders.individual("inv-1")))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aPayRefusedForAReallyShortBalanceIsPaidAfterTheTopUpUnderTheSameKey() {
    Rig rig = stage.rig();
    rig.provider.balance(new BigDecimal("10.00"));
    rig.provider.plan(Fault.after(Endpoint.BALANCE, new Behaviour.SetField("amount", "1000.00")));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus low = rig.after(Duration.ofDays(1), order);
    rig.provider.topUp(new BigDecimal("100.00"));

    assertThat(waitsFor(low)).isEqualTo(Party.PAYER);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).extracting(Call::answer).containsExactly("000040", "000100");
    assertThat(rig.payCalls(order))
        .extracting(Call::requestId)
        .containsOnly(rig.payCalls(order).getFirst().requestId());
  }

  @Test
  void aPayRefusedForWantOfFundsThatAreThereNeedsAnOperator() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1");
    rig.provider.plan(
        Fault.before(
            Endpoint.PAY, new Behaviour.Answer("000040", "Account balance is not sufficient")));
    rig.start(order);

    PayoutStatus unclear = rig.after(Duration.ofHours(3), order);
    long sentBefore = rig.calls(Endpoint.PAY);
    rig.recheck(order);

    assertThat(need(unclear)).isEqualTo(Need.FUNDS_UNCLEAR);
    assertThat(sentBefore).isEqualTo(1);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }
}
