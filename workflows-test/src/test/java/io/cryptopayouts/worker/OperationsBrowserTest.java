package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutView;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.worker.TemporalUi.Reapply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the runbook tells an operator to do in the Temporal UI, done there. */
@Tag("browser")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class OperationsBrowserTest {

  @RegisterExtension static final BrowserStage STAGE = new BrowserStage();

  private static final Path PICTURES = Path.of("target", "docs-screenshots");

  @Test
  void aTerminatedPayoutIsTakenUpAgainByAResetAndPaidOnce() {
    PayoutId id = Situations.awaitingSettlement(rig(), "ui-terminated");
    TemporalUi ui = STAGE.ui().open(id.workflowId());
    ui.terminate();

    ui.open(id.workflowId())
        .reset(rig().workflowTasks(rig().execution(id)).getFirst(), Reapply.ALL);
    rig().provider.settle(id.invoiceId(), "success");

    assertThat(Told.outcome(rig().ended(id))).isEqualTo(Outcome.PAID);
    assertThat(rig().taken(id)).isEqualTo(1);
  }

  @Test
  void aCancellationDuringPayIsSaidToComeTooLate() {
    GatedCall gate = new GatedCall();
    PayoutId id = Situations.paying(rig(), "ui-too-late", gate);
    try {
      STAGE.ui().open(id.workflowId()).requestCancellation();
    } finally {
      gate.open();
    }

    LiveRig.await("it is paid", () -> Told.has(Situations.status(rig(), id), Outcome.PAID));
    assertThat(Situations.status(rig(), id).timeline())
        .anyMatch(entry -> entry.what().contains("the cancellation came too late"));
    assertThat(rig().taken(id)).isEqualTo(1);
  }

  @Test
  void aCopyFailsWithOurSentenceAndHidesNothing() {
    PayoutId id = Situations.paid(rig(), "ui-copied");
    TemporalUi ui = STAGE.ui(BrowserStage.FULL_KEY);

    assertThat(ui.open(id.workflowId()).startLikeThis(id.workflowId())).isTrue();
    ui.open(id.workflowId()).awaitText("was not started by the payouts service");
    assertThat(ui.open(id.workflowId()).startLikeThis("payout/ui-copied-elsewhere")).isTrue();
    ui.open("payout/ui-copied-elsewhere").awaitText("was not started by the payouts service");

    ResetDrillTest.assertPaid(Situations.status(rig(), id));
    assertThat(rig().payouts.start(Orders.individual("ui-copied"), "test").repeated()).isTrue();
    assertThat(rig().taken(id)).isEqualTo(1);
  }

  @Test
  void aBatchWakeByTheCommandLineWakesAllThatWait() throws IOException, InterruptedException {
    List<PayoutId> waiting =
        List.of(Situations.waiting(rig(), "ui-wake-1"), Situations.waiting(rig(), "ui-wake-2"));
    String query = "WorkflowId STARTS_WITH 'payout/ui-wake-'";
    LiveRig.await("they are listed", () -> rig().client.listExecutions(query).count() == 2);

    Process batch =
        new ProcessBuilder(
                TemporalServer.cli().toString(),
                "workflow",
                "signal",
                "--address",
                STAGE.server().address(),
                "--query",
                query,
                "--name",
                "wake",
                "--reason",
                "drill",
                "-y")
            .inheritIO()
            .start();

    assertThat(batch.waitFor()).isZero();
    for (PayoutId id : waiting) {
      LiveRig.await(
          id + " was woken",
          () ->
              rig().history(rig().execution(id)).stream()
                  .anyMatch(event -> event.hasWorkflowExecutionSignaledEventAttributes()));
    }
  }

  @Test
  void theButtonsOfAPendingActivityChangeNothingButTheTime() {
    String name = "ui-activity";
    rig()
        .provider
        .plan(
            Fault.before(Endpoint.RETRIEVE, Behaviour.Status.html(500))
                .about("cust-" + name)
                .times(8));
    PayoutId id = Orders.individual(name).invoiceId();
    rig().payouts.start(Orders.individual(name), "test");
    LiveRig.await(
        "an activity is pending",
        () ->
            rig()
                    .stub(rig().execution(id))
                    .describe()
                    .getRawDescription()
                    .getPendingActivitiesCount()
                == 1);

    STAGE
        .ui()
        .open(id.workflowId())
        .pendingActivity("Pause")
        .pendingActivity("Update")
        .pendingActivity("Unpause")
        .pendingActivity("Reset");

    assertThat(Told.outcome(rig().ended(id))).isEqualTo(Outcome.PAID);
    assertThat(rig().taken(id)).isEqualTo(1);
  }

  @Test
  void theButtonsOfPayInFlightPayOnce() {
    GatedCall gate = new GatedCall();
    PayoutId id = Situations.paying(rig(), "ui-pay-activity", gate);
    try {
      STAGE
          .ui()
          .open(id.workflowId())
          .pendingActivity("Pause")
          .pendingActivity("Unpause")
          .pendingActivity("Reset");
    } finally {
      gate.open();
    }

    LiveRig.await("it is paid", () -> Told.has(Situations.status(rig(), id), Outcome.PAID));
    assertThat(rig().taken(id)).isEqualTo(1);
  }

  @Test
  void aBatchOverTheListPaysNobodyTwice() {
    List<PayoutId> paid =
        List.of(Situations.paid(rig(), "ui-batch-1"), Situations.paid(rig(), "ui-batch-2"));
    PayoutId waiting = Situations.waiting(rig(), "ui-batch-3");
    String query = "WorkflowId STARTS_WITH \"payout/ui-batch-\"";
    LiveRig.await("they are listed", () -> rig().client.listExecutions(query).count() == 3);

    STAGE.ui().list(query).batch("Reset", "First Workflow task");
    LiveRig.await("all are reset", () -> rig().client.listExecutions(query).count() == 6);
    STAGE.ui().list(query + " AND ExecutionStatus=\"Running\"").batch("Request Cancellation");

    for (PayoutId id : paid) {
      LiveRig.await(id + " is paid", () -> Told.has(Situations.status(rig(), id), Outcome.PAID));
      assertThat(rig().taken(id)).isEqualTo(1);
    }
    LiveRig.await(
        "it is cancelled", () -> Told.has(Situations.status(rig(), waiting), Outcome.CANCELLED));
    assertThat(rig().taken(waiting)).isZero();
  }

  /** What docs/images shows; the pictures are copied there by hand. */
  @Test
  void theViewsShowThePayoutsThatTheyName() throws IOException {
    PayoutId declined = Situations.declined(rig(), "ui-view-1");
    PayoutId waiting = Situations.waiting(rig(), "ui-view-2");
    PayoutId stopped = Situations.awaitingSettlement(rig(), "ui-view-3");
    rig().stub(rig().execution(stopped)).terminate("drill");
    Files.createDirectories(PICTURES);
    TemporalUi ui = STAGE.ui(BrowserStage.MASKED_KEY);

    assertThat(view(ui, PayoutView.NEEDS_ME, null)).containsExactly(declined.workflowId());
    assertThat(view(ui, PayoutView.CLOSED_BY_HAND, null)).containsExactly(stopped.workflowId());
    assertThat(view(ui, PayoutView.ONE_CUSTOMER, "review-ui-view-2"))
        .containsExactly(waiting.workflowId());

    ui.withColumns(
        "Status", "Workflow ID", "PayoutStep", "PayoutWaitsFor", "PayoutNeeds", "PayoutCustomer");
    view(ui, PayoutView.NEEDS_ME, null);
    ui.picture(PICTURES.resolve("list.png"));
    ui.open(declined.workflowId()).tab("User Metadata").awaitText("Instruction");
    ui.picture(PICTURES.resolve("details.png"));
    assertThat(
            ui.update(
                "resolve",
                "{\"by\":\"ann\",\"verdict\":\"NOT_PAID\",\"reason\":\"the payee gave up\","
                    + "\"evidence\":\"T-17\",\"instruction\":\"of another payout\"}",
                PICTURES.resolve("action.png")))
        .contains("Not resolved");
  }

  /** The payouts of this test that a view lists. */
  private static List<String> view(TemporalUi ui, PayoutView view, String customer) {
    String query = view.query(LocalDate.now(ZoneOffset.UTC), customer);
    String ours = query + " AND WorkflowId STARTS_WITH \"payout/ui-view-\"";
    LiveRig.await(view + " is not empty", () -> rig().client.listExecutions(ours).count() > 0);
    return ui.list(ours).listed();
  }

  private static LiveRig rig() {
    return STAGE.rig();
  }
}
