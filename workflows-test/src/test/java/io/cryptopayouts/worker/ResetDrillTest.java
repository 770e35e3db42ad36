package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowFailedException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator's buttons do to a payout on a real Temporal server: never a second payment. */
class ResetDrillTest {

  @TempDir static Path folder;
  private static TemporalServer server;
  private static LiveRig rig;

  @BeforeAll
  static void start() {
    server = TemporalServer.start(folder);
    rig = LiveRig.start(server);
  }

  @AfterAll
  static void stop() {
    rig.close();
    server.close();
  }

  @Test
  void aPaidPayoutResetToEachOfItsTasksIsPaidOnce() {
    PayoutId id = new PayoutId("reset-each");
    assertPaid(rig.payOut(Orders.individual(id.invoiceId())));
    WorkflowExecution paid = rig.execution(id);

    for (long task : rig.workflowTasks(paid)) {
      rig.reset(paid, task);

      PayoutStatus again = rig.ended(id);
      assertPaid(again);
      assertThat(again.remarks()).singleElement().asString().contains("this run was reset");
      assertThat(rig.taken(id)).as("reset to task %s", task).isEqualTo(1);
    }
    assertThat(rig.workflowTasks(paid)).hasSizeGreaterThan(2);
  }

  @Test
  void aResetWhilePayIsInFlightRunsPayAgainAndPaysOnce() {
    PayoutId id = resetWhilePayIsInFlight(rig, "reset-in-flight");

    rig.ended(id);
    assertThat(rig.taken(id)).isEqualTo(1);
  }

  /** The server runs the activity again by itself: this is what the guard is for. */
  @Test
  void withoutTheClaimAResetWhilePayIsInFlightPaysTwice(@TempDir Path own) {
    try (TemporalServer another = TemporalServer.start(own);
        LiveRig unguarded =
            LiveRig.start(another, invoice -> (claim, patience) -> new ClaimAnswer.Granted(true))) {
      PayoutId id = resetWhilePayIsInFlight(unguarded, "reset-unguarded");

      LiveRig.await("it is paid twice", () -> unguarded.taken(id) == 2);
    }
  }

  private static PayoutId resetWhilePayIsInFlight(LiveRig rig, String invoice) {
    PayoutId id = new PayoutId(invoice);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    rig.provider.plan(Fault.before(Endpoint.PAY, new Behaviour.Gate(gate)).about(invoice).times(1));
    rig.payouts.start(Orders.individual(invoice), "test");
    LiveRig.await(
        "pay is in flight",
        () ->
            rig.provider.calls().stream()
                .anyMatch(call ->
                    call.path().equals("/v3/payouts/pay") && call.invoiceId().equals(invoice)));
    WorkflowExecution run = rig.execution(id);
    int tasks = rig.workflowTasks(run).size();
    rig.stub(run).signal("wake");
    LiveRig.await("the signal's task is done", () -> rig.workflowTasks(run).size() > tasks);

    rig.reset(run, rig.workflowTasks(run).getLast());
    LiveRig.await("pay was run again", () -> inquiries(rig, invoice) >= 2);
    gate.complete(null);
    return id;
  }

  private static long inquiries(LiveRig rig, String invoice) {
    return rig.provider.calls().stream()
        .filter(call -> call.path().equals("/v3/payouts/inquiry"))
        .filter(call -> call.invoiceId().equals(invoice))
        .count();
  }

  @Test
  void terminatedAndStartedAgainByHandWithoutTheMarkItRefusesWithASentence() {
    PayoutOrder order = Orders.individual("by-hand");
    assertPaid(rig.payOut(order));

    Orders.startByHand(rig.client, order, order.invoiceId().workflowId(), false);

    assertThatThrownBy(() -> rig.ended(order.invoiceId()))
        .isInstanceOf(WorkflowFailedException.class)
        .hasStackTraceContaining("was not started by the payouts service");
    assertThat(rig.taken(order.invoiceId())).isEqualTo(1);
    assertPaid(rig.payouts.find(order.invoiceId()).orElseThrow());
    assertThat(rig.payouts.start(order, "test").repeated()).isTrue();
  }

  @Test
  void startedUnderAnotherIdItRefusesWithASentence() {
    PayoutOrder order = Orders.individual("other-id");

    Orders.startByHand(rig.client, order, "payout/another", true);

    assertThatThrownBy(
            () -> rig.client.newUntypedWorkflowStub("payout/another").getResult(String.class))
        .hasStackTraceContaining("was not started by the payouts service");
    assertThat(rig.taken(order.invoiceId())).isZero();
  }

  @Test
  void terminatedInFlightAndStartedAgainWithTheMarkCopiedItIsPaidOnce() {
    PayoutOrder order = Orders.individual("mark-copied");
    PayoutId id = order.invoiceId();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    rig.provider.plan(
        Fault.after(Endpoint.PAY, new Behaviour.Gate(gate)).about(id.invoiceId()).times(1));
    rig.payouts.start(order, "test");
    LiveRig.await("the provider has taken it", () -> rig.taken(id) == 1);
    rig.stub(rig.execution(id)).terminate("drill");

    Orders.startByHand(rig.client, order, id.workflowId(), true);
    gate.complete(null);

    assertPaid(rig.ended(id));
    assertThat(rig.taken(id)).isEqualTo(1);
  }

  @Test
  void theSameOrderAfterATerminateNeedsActionAndIsNotStartedAgain() {
    PayoutOrder order = Orders.individual("terminated", "review-terminated");
    PayoutId id = order.invoiceId();
    rig.payouts.start(order, "test");
    LiveRig.await(
        "it waits",
        () -> rig.payouts.find(id).orElseThrow().state() instanceof PayoutState.Waiting);
    rig.stub(rig.execution(id)).terminate("drill");

    assertThat(rig.payouts.start(order, "test").repeated()).isTrue();
    assertThat(rig.payouts.find(id).orElseThrow().state())
        .isInstanceOf(PayoutState.NeedsAction.class);
    LiveRig.await(
        "it is listed",
        () ->
            rig.payouts.list(Payouts.Listed.NEEDS_ACTION, 100).stream()
                .anyMatch(summary -> summary.invoiceId().equals("terminated")));
    assertThat(rig.taken(id)).isZero();
  }

  static void assertPaid(PayoutStatus status) {
    assertThat(status.state())
        .as(status.sentence())
        .isInstanceOfSatisfying(
            PayoutState.Ended.class, end -> assertThat(end.outcome()).isEqualTo(Outcome.PAID));
  }
}
