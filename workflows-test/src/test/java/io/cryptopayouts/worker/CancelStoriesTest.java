package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Profile;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancelling by our Update and by Temporal's own button, at every moment. */
class CancelStoriesTest {

  private static final Behaviour HANG = new Behaviour.Hang();

  @RegisterExtension final Stage stage = new Stage();

  static Stream<Named<BiConsumer<Rig, PayoutOrder>>> buttons() {
    return Stream.of(
        Named.of("our Update", (rig, order) -> rig.cancel(order)),
        Named.of("Temporal's Cancel", (rig, order) -> rig.stub(order).cancel()));
  }

  @ParameterizedTest
  @MethodSource("buttons")
  void beforeAnythingWasSentItEndsThePayout(BiConsumer<Rig, PayoutOrder> cancel) {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);
    rig.sleep(Duration.ofDays(1));

    cancel.accept(rig, order);

    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.CANCELLED);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
    assertThat(rig.invoice(order).sealed()).isEqualTo(Outcome.CANCELLED);
  }

  @ParameterizedTest
  @MethodSource("buttons")
  void whileAnOperatorIsNeededItEndsThePayout(BiConsumer<Rig, PayoutOrder> cancel) {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-declined-1");
    rig.start(order);
    rig.sleep(Duration.ofDays(1));

    cancel.accept(rig, order);

    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.CANCELLED);
  }

  @ParameterizedTest
  @MethodSource("buttons")
  void whileTheProviderIsDownItEndsThePayout(BiConsumer<Rig, PayoutOrder> cancel) {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(Endpoint.REGISTER, Behaviour.Status.html(503)).forEver());
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);
    rig.sleep(Duration.ofMinutes(10));

    cancel.accept(rig, order);

    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void afterItWasTakenItIsRefused() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-stuck-1");
    rig.start(order);
    rig.sleep(Duration.ofHours(1));

    assertThatThrownBy(() -> rig.cancel(order))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("the provider has the payout");
    rig.provider.settle("inv-stuck-1", "success");
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void temporalsCancelAfterItWasTakenComesTooLate() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-stuck-1");
    rig.start(order);
    rig.sleep(Duration.ofHours(1));

    rig.stub(order).cancel();
    PayoutStatus later = rig.after(Duration.ofDays(1), order);
    rig.provider.settle("inv-stuck-1", "success");

    assertThat(later.timeline())
        .extracting(PayoutStatus.Entry::what)
        .contains("the cancellation came too late: the provider has it");
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void afterTheEndItIsRefused() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1");
    rig.payOut(order);

    assertThatThrownBy(() -> rig.cancel(order))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("has ended");
  }

  @ParameterizedTest
  @MethodSource("buttons")
  void whilePayIsUnderWayItComesTooLateIfThePayIsTaken(BiConsumer<Rig, PayoutOrder> cancel) {
    Rig rig = stage.rig(Rig.builder().callLimit(Duration.ofSeconds(20)));
    GatedCall pay = new GatedCall();
    rig.provider.plan(Fault.before(Endpoint.PAY, pay.behaviour()));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    pay.awaitArrival();
    cancel.accept(rig, order);
    pay.open();

    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @ParameterizedTest
  @MethodSource("buttons")
  void whilePayIsUnderWayItWinsIfThePayIsRefused(BiConsumer<Rig, PayoutOrder> cancel) {
    Rig rig = stage.rig(Rig.builder().callLimit(Duration.ofSeconds(20)));
    GatedCall pay = new GatedCall();
    rig.provider.plan(
        new Fault(
            Endpoint.PAY,
            "",
            1,
            Fault.When.BEFORE,
            List.of(
                pay.behaviour(),
                new Behaviour.Answer("000040", "Account balance is not sufficient"))));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    pay.awaitArrival();
    cancel.accept(rig, order);
    pay.open();

    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.CANCELLED);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("buttons")
  void whileASendIsUnansweredItComesTooLateIfItWasTaken(BiConsumer<Rig, PayoutOrder> cancel) {
    Rig rig = stage.rig(Rig.builder().profile(Profile.LAGS));
    rig.provider.plan(Fault.after(Endpoint.PAY, HANG));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);
    rig.sleep(Duration.ofMinutes(2));

    cancel.accept(rig, order);
    PayoutStatus meanwhile = rig.after(Duration.ofMinutes(1), order);

    assertThat(Told.waiting(meanwhile).reason()).contains("a send was not answered");
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("buttons")
  void whileASendIsUnansweredNothingIsSentAgainAndAPersonDecides(
      BiConsumer<Rig, PayoutOrder> cancel) {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(Endpoint.PAY, HANG));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);
    rig.sleep(Duration.ofMinutes(2));

    cancel.accept(rig, order);
    PayoutStatus asked = rig.after(Duration.ofDays(1), order);
    rig.resolve(order, Resolve.Verdict.NOT_PAID);

    assertThat(need(asked)).isEqualTo(Need.OUTCOME_UNKNOWN);
    assertThat(rig.payCalls(order)).hasSize(1);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.RESOLVED);
  }
}
