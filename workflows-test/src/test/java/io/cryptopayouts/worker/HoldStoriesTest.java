package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.outcome;
import static io.cryptopayouts.worker.Told.waitsFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.Action;
import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Release;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is sent while an operator, or the installation, holds it. */
class HoldStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aHeldPayoutGoesOnUpToPayAndIsPaidOnceReleased() {
    Rig rig = stage.rig();
    PayoutOrder order = inReview(rig);
    assertThat(hold(rig, order)).contains("nothing is sent until it is released");
    assertThat(rig.status(order).remarks())
        .singleElement()
        .asString()
        .contains("held by operator: a second look");

    rig.provider.payeeStatus("cust-review-1", "Activated");
    PayoutStatus held = rig.after(Duration.ofDays(1), order);

    assertThat(need(held)).isEqualTo(Need.HELD);
    assertThat(Told.needing(held).possible()).contains(Action.RELEASE).doesNotContain(Action.HOLD);
    assertThat(held.mayHaveSent()).isFalse();
    assertThat(rig.taken(order)).isZero();
    release(rig, order, held.instruction());
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aHoldThatIsReleasedInTimeLeavesNoTrace() {
    Rig rig = stage.rig();
    PayoutOrder order = inReview(rig);
    hold(rig, order);
    release(rig, order, "none");

    rig.provider.payeeStatus("cust-review-1", "Activated");

    PayoutStatus paid = rig.ended(order);
    assertThat(outcome(paid)).isEqualTo(Outcome.PAID);
    assertThat(paid.remarks()).isEmpty();
  }

  @Test
  void aReleaseForAnotherInstructionIsRefused() {
    Rig rig = stage.rig();
    PayoutOrder order = inReview(rig);
    hold(rig, order);

    assertThatThrownBy(() -> release(rig, order, "0123"))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("instruction must be the digest");
    assertThatThrownBy(() -> release(rig, order, null))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("instruction must be the digest");
  }

  @Test
  void whatIsHeldIsNotHeldTwiceAndWhatIsNotHeldIsNotReleased() {
    Rig rig = stage.rig();
    PayoutOrder order = inReview(rig);

    assertThatThrownBy(() -> release(rig, order, "none"))
        .isInstanceOf(ActionRefused.class)
        .hasMessage("Not released: the payout is not held.");
    hold(rig, order);
    assertThatThrownBy(() -> hold(rig, order))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("held already");
  }

  @Test
  void whatTheProviderHasIsNotHeldAnyMore() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-stuck-1");
    rig.start(order);
    rig.sleep(Duration.ofHours(1));

    assertThatThrownBy(() -> hold(rig, order))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("cannot be called back");
  }

  @Test
  void aHeldPayoutMayBeCancelled() {
    Rig rig = stage.rig();
    PayoutOrder order = inReview(rig);
    hold(rig, order);

    rig.cancel(order);

    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void anUnansweredSendIsAskedAboutButNotRepeatedWhileHeld() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(Endpoint.PAY, new Behaviour.Reset()).times(1));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);
    rig.sleep(Duration.ofMinutes(1));
    assertThat(waitsFor(rig.status(order))).isEqualTo(Party.PROVIDER);
    hold(rig, order);

    PayoutStatus held = rig.after(Duration.ofDays(2), order);

    assertThat(need(held)).isEqualTo(Need.HELD);
    assertThat(rig.payCalls(order)).hasSize(1);
    release(rig, order, held.instruction());
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(2);
  }

  @Test
  void aHoldThatComesTooLateIsForgottenAndSaysSo() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.after(Endpoint.PAY, new Behaviour.Reset()).times(1));
    rig.provider.plan(
        Fault.before(Endpoint.INQUIRY, new Behaviour.Answer("000021", "no such invoice")).times(3));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);
    rig.sleep(Duration.ofSeconds(15));
    hold(rig, order);

    PayoutStatus paid = rig.ended(order);

    assertThat(outcome(paid)).isEqualTo(Outcome.PAID);
    assertThat(paid.timeline().toString()).contains("the hold came too late");
  }

  @Test
  void anInstallationThatHoldsAllSendsSendsNothingAndSaysSo() {
    Rig rig = stage.rig(Rig.builder().holding());
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus held = rig.after(Duration.ofDays(3), order);

    assertThat(need(held)).isEqualTo(Need.SENDS_HELD);
    assertThat(held.remarks()).singleElement().asString().contains("PAYOUTS_HOLD_SENDS");
    assertThat(rig.calls(Endpoint.PAY)).isZero();
    assertThat(rig.calls(Endpoint.INQUIRY)).isPositive();
  }

  private static PayoutOrder inReview(Rig rig) {
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);
    rig.sleep(Duration.ofHours(1));
    return order;
  }

  private static String hold(Rig rig, PayoutOrder order) {
    return rig.payouts.hold(order.invoiceId(), new Hold("operator", "a second look"));
  }

  private static void release(Rig rig, PayoutOrder order, String instruction) {
    rig.payouts.release(order.invoiceId(), new Release("operator", "looked", instruction));
  }
}
