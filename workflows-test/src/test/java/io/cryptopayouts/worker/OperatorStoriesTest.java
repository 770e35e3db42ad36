package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.end;
import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.outcome;
import static io.cryptopayouts.worker.Told.waitsFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.ActionRefused;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Recheck;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Resolve.Verdict;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator may do, and what is refused with a sentence. */
class OperatorStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aRecheckWakesTheWait() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);
    rig.sleep(Duration.ofDays(5));
    long before = rig.calls(Endpoint.RETRIEVE);

    rig.recheck(order);
    rig.sleep(Duration.ofSeconds(10));

    assertThat(rig.calls(Endpoint.RETRIEVE)).isEqualTo(before + 1);
    assertThat(waitsFor(rig.status(order))).isEqualTo(Party.PROVIDER);
  }

  @Test
  void aWakeSignalIsARecheckForBatches() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);
    rig.sleep(Duration.ofDays(5));
    long before = rig.calls(Endpoint.RETRIEVE);

    rig.stub(order).signal("wake");
    rig.sleep(Duration.ofSeconds(10));

    assertThat(rig.calls(Endpoint.RETRIEVE)).isEqualTo(before + 1);
  }

  @Test
  void nobodyActsWithoutAName() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);

    assertThatThrownBy(() -> rig.payouts.recheck(order.invoiceId(), new Recheck(" ")))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("by is missing");
  }

  static Stream<Arguments> notUnderstood() {
    return Stream.of(
        Arguments.of("resolve", Map.of("by", "ann", "verdict", "YES")),
        Arguments.of("resolve", "paid"),
        Arguments.of("recheck", List.of("ann")),
        Arguments.of("hold", "ann"),
        Arguments.of("release", 7),
        Arguments.of("cancel", Map.of("by", Map.of("name", "ann"))));
  }

  @ParameterizedTest
  @MethodSource("notUnderstood")
  void whatIsNotUnderstoodIsRefusedWithAnExampleAndNoWordOfOurCode(String update, Object input) {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);

    assertThatThrownBy(() -> rig.stub(order).update(update, String.class, input))
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            refusal -> {
              assertThat(refusal.getOriginalMessage())
                  .startsWith(
                      "Not understood: " + update + " takes one JSON object such as {\"by\"")
                  .doesNotContain("io.cryptopayouts", "jackson", "Exception");
              assertThat(refusal.getType()).isEqualTo("ActionRefused");
            });
  }

  @Test
  void aPayoutThatIsNotThereCannotBeActedOn() {
    Rig rig = stage.rig();

    assertThatThrownBy(() -> rig.payouts.recheck(new PayoutId("nowhere"), new Recheck("operator")))
        .isInstanceOf(Payouts.NoSuchPayout.class);
  }

  @Test
  void aResolveIsRefusedWhereNobodyIsNeeded() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);
    rig.sleep(Duration.ofHours(1));

    assertThatThrownBy(() -> rig.resolve(order, Verdict.NOT_PAID))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("does not need an operator");
  }

  @Test
  void aResolveForAnotherInstructionIsRefused() {
    Rig rig = stage.rig();
    PayoutOrder order = unanswered(rig);
    rig.sleep(Duration.ofDays(1));

    assertThatThrownBy(() -> rig.resolve(order, Verdict.NOT_PAID, "0123"))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("instruction must be the digest");
  }

  @Test
  void aResolveWithinTheQuietPeriodIsRefused() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-wrongamount-1");
    rig.start(order);
    PayoutStatus status = rig.after(Duration.ofMinutes(1), order);

    assertThat(need(status)).isEqualTo(Need.INVOICE_TAKEN);
    assertThatThrownBy(() -> rig.resolve(order, Verdict.WRITTEN_OFF))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("younger than the quiet period");
  }

  @Test
  void aResolveThatTheProviderContradictsIsRefused() {
    Rig rig = stage.rig();
    PayoutOrder order = overdue(rig);

    assertThatThrownBy(() -> rig.resolve(order, Verdict.NOT_PAID))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("the provider shows it as pending");
  }

  @Test
  void paidIsRefusedIfTheProviderDoesNotShowIt() {
    Rig rig = stage.rig();
    PayoutOrder order = unanswered(rig);
    rig.sleep(Duration.ofDays(1));

    assertThatThrownBy(() -> rig.resolve(order, Verdict.PAID))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("does not show it at all");
  }

  @Test
  void notPaidIsRefusedWhileTheProviderIsSilent() {
    Rig rig = stage.rig();
    PayoutOrder order = overdue(rig);
    rig.provider.plan(
        Fault.before(Endpoint.INQUIRY, new Behaviour.Answer("000022", "no match")).forEver());

    assertThatThrownBy(() -> rig.resolve(order, Verdict.NOT_PAID))
        .isInstanceOf(ActionRefused.class)
        .hasMessageContaining("does not say");
  }

  @Test
  void aResolvedPayoutIsShownAsResolvedAndByWhom() {
    Rig rig = stage.rig();
    PayoutOrder order = unanswered(rig);
    rig.sleep(Duration.ofDays(1));

    rig.resolve(order, Verdict.NOT_PAID);
    PayoutStatus status = rig.ended(order);

    assertThat(outcome(status)).isEqualTo(Outcome.RESOLVED);
    assertThat(end(status).resolution().by()).isEqualTo("operator");
    assertThat(status.sentence()).contains("was resolved as not paid by operator");
    assertThat(rig.invoice(order).sealed()).isEqualTo(Outcome.RESOLVED);
  }

  @Test
  void aPayoutThatWasNeverSentMayBeResolvedToo() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-declined-1");
    rig.start(order);
    rig.sleep(Duration.ofDays(1));

    rig.resolve(order, Verdict.NOT_PAID);

    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.RESOLVED);
  }

  @Test
  void aProviderThatContradictsAResolutionLaterIsFlagged() {
    Rig rig = stage.rig();
    PayoutOrder order = overdue(rig);
    rig.resolve(order, Verdict.PAID);
    rig.sleep(Duration.ofHours(1));
    PayoutStatus resolved = rig.status(order);

    rig.provider.settle("inv-stuck-1", "failed");
    PayoutStatus flagged = rig.after(Duration.ofDays(2), order);

    assertThat(outcome(resolved)).isEqualTo(Outcome.RESOLVED);
    assertThat(need(flagged)).isEqualTo(Need.CONTRADICTION);
  }

  @Test
  void aProviderThatConfirmsAResolutionLaterIsNotFlagged() {
    Rig rig = stage.rig();
    PayoutOrder order = overdue(rig);
    rig.resolve(order, Resolve.Verdict.PAID);
    rig.sleep(Duration.ofHours(1));

    rig.provider.settle("inv-stuck-1", "success");

    assertThat(outcome(rig.after(Duration.ofDays(2), order))).isEqualTo(Outcome.RESOLVED);
  }

  /** Sent without an answer, and nothing is there. */
  private static PayoutOrder unanswered(Rig rig) {
    rig.provider.plan(Fault.before(Endpoint.PAY, new Behaviour.Reset()).times(2));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);
    return order;
  }

  private static PayoutOrder overdue(Rig rig) {
    PayoutOrder order = Orders.individual("inv-stuck-1");
    rig.start(order);
    assertThat(need(rig.after(Duration.ofDays(4), order))).isEqualTo(Need.SETTLEMENT_OVERDUE);
    return order;
  }
}
