package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.InvalidOrder;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutResult;
import io.cryptopayouts.contract.Payouts;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One door, one payout per name, and nothing pays that did not come through it. */
class StartStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void theSameOrderAgainIsTheSamePayout() {
    Rig rig = stage.rig();
    PayoutOrder order = paying("inv-1", "25.00");
    rig.start(order);

    assertThat(rig.start(paying("inv-1", "25")).repeated()).isTrue();
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.start(paying("inv-1", "25.0")).repeated()).isTrue();
    assertThat(rig.taken(order)).isEqualTo(1);
  }

  @Test
  void anotherOrderUnderTheSameNameIsRefused() {
    Rig rig = stage.rig();
    rig.start(paying("inv-1", "25.00"));

    assertThatThrownBy(() -> rig.payouts.start(paying("inv-1", "25.01"), "test"))
        .isInstanceOf(Payouts.OrderDiffers.class)
        .hasMessageContaining("inv-1 is taken by another order");
    rig.sleep(Duration.ofHours(1));
  }

  @Test
  void anAmountThatIsNotPaidHereIsRefused() {
    Rig rig = stage.rig();

    assertThatThrownBy(() -> rig.payouts.start(paying("inv-1", "25.001"), "test"))
        .isInstanceOf(InvalidOrder.class);
    assertThatThrownBy(() -> rig.payouts.start(paying("inv-1", "10000.01"), "test"))
        .isInstanceOf(InvalidOrder.class);
  }

  @Test
  void aRunWithoutOurMarkPaysNothing() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1");

    assertRefuses(rig, order, options(order.invoiceId().workflowId()));
  }

  @Test
  void aRunUnderAnotherIdPaysNothing() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1");

    assertRefuses(rig, order, options("payout/inv-2"));
  }

  @Test
  void aRunWithTheMarkOfAnotherPaysNothing() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1");

    assertRefuses(
        rig,
        order,
        options(order.invoiceId().workflowId()).setMemo(Map.of("payouts", "payout/inv-2")));
  }

  /** As the UI's "start like this one" sends it where it cannot decode. */
  @Test
  void aRunWhoseInputCannotBeReadEndsWithTheSameSentence() {
    assertRefuses(stage.rig(), "bm90IGFuIG9yZGVy", options("payout/inv-1"));
  }

  private static void assertRefuses(Rig rig, Object order, WorkflowOptions.Builder options) {
    WorkflowStub stub = rig.client.newUntypedWorkflowStub("CryptoPayoutWorkflow", options.build());
    stub.start(order);

    assertThatThrownBy(() -> stub.getResult(PayoutResult.class))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure ->
                assertThat(failure.getOriginalMessage())
                    .contains("was not started by the payouts service")
                    .contains("nothing was sent"));
    assertThat(rig.provider.calls()).isEmpty();
  }

  private static WorkflowOptions.Builder options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(Payouts.TASK_QUEUE);
  }

  @Test
  void aMonthOfReviewStaysUnderThreeThousandEvents() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);

    rig.sleep(Duration.ofDays(29));
    rig.provider.payeeStatus("cust-review-1", "Activated");

    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.client.fetchHistory(order.invoiceId().workflowId()).getEvents())
        .hasSizeLessThan(3000);
  }

  private static PayoutOrder paying(String invoiceId, String amount) {
    PayoutOrder order = Orders.individual(invoiceId);
    return new PayoutOrder(
        order.invoiceId(),
        Money.of(amount, "USD"),
        order.payee(),
        order.wallet(),
        null,
        null,
        Map.of());
  }
}
