package io.cryptopayouts.contract;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The one door to payouts: everybody, the HTTP API included, starts and finds them here. It holds
 * ids, policies, queue and converter, so the client must be made with {@link PayoutConverter}.
 */
public final class Payouts {

  /** Where workflows and their quick steps run. */
  public static final String TASK_QUEUE = "payouts";

  /** Where {@code pay} runs, and nothing else. */
  public static final String SEND_TASK_QUEUE = "payouts-send";

  static final String WORKFLOW = "CryptoPayoutWorkflow";

  private final WorkflowClient client;
  private final PayoutsSettings settings;
  private final Invoices invoices;
  private final PayoutLists lists;

  public Payouts(WorkflowClient client, PayoutsSettings settings) {
    this.client = client;
    this.settings = settings;
    this.invoices = new Invoices(client);
    this.lists = new PayoutLists(client, invoices, settings.invoicePrefix(), this::run);
  }

  /**
   * What {@link #start} did.
   *
   * @param repeated whether the same order had been started before
   */
  public record Started(PayoutId invoiceId, boolean repeated) {}

  /** The invoice id belongs to another order, or to an execution that was not started here. */
  public static final class OrderDiffers extends RuntimeException {
    OrderDiffers(String sentence) {
      super(sentence);
    }
  }

  /** There is no payout of this name. */
  public static final class NoSuchPayout extends RuntimeException {
    NoSuchPayout(PayoutId id) {
      super("there is no payout " + id);
    }
  }

  /** Where a notice went. */
  public enum Delivery {
    /** To the open payout. */
    PAYOUT,
    /** To the invoice's record: the payout has ended, or is not known. */
    INVOICE,
    /** Nowhere: the invoice is not of this system. */
    NOT_OURS
  }

  /** Which payouts to list. */
  public enum Listed {
    IN_PROGRESS,
    WAITING,
    NEEDS_ACTION,
    ENDED;

    /** As callers and metrics read it: {@code needs-action}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Starts a payout, once: the same order again finds the same payout.
   *
   * @param by who asks, not personal
   * @throws InvalidOrder if the amount is not one that this installation pays
   * @throws OrderDiffers if another order has this invoice id
   * @throws Unavailable if Temporal did not take it; ask again with the same order
   */
  public Started start(PayoutOrder order, String by) {
    settings.amounts().check(order.money());
    PayoutId id = order.invoiceId();
    CryptoPayoutWorkflow payout =
        client.newWorkflowStub(CryptoPayoutWorkflow.class, startOptions(order, by));
    try {
      WorkflowClient.start(payout::run, order);
      return new Started(id, false);
    } catch (WorkflowExecutionAlreadyStarted started) {
      if (!order.equals(orderOf(id))) {
        throw new OrderDiffers(
            "invoice id "
                + id
                + " is taken by another order: choose another, or repeat that order");
      }
      return new Started(id, true);
    } catch (WorkflowServiceException | StatusRuntimeException failed) {
      throw new Unavailable("Temporal did not take the order: send it again", failed);
    }
  }

  /**
   * How a payout stands. If no worker answers, the answer comes from Temporal's own records, with
   * less detail.
   *
   * @throws Unavailable if Temporal does not answer
   */
  public Optional<PayoutStatus> find(PayoutId id) {
    return run(id).map(run -> merged(status(id, run))).or(() -> orphan(id));
  }

  /** Waits until the payout has ended or the time is over, then finds it. */
  public Optional<PayoutStatus> findEnded(PayoutId id, Duration patience) {
    Optional<WorkflowExecutionMetadata> run = run(id);
    if (run.isPresent() && isRunning(run.get())) {
      try {
        client
            .newUntypedWorkflowStub(id.workflowId())
            .getResult(patience.toMillis(), TimeUnit.MILLISECONDS, PayoutResult.class);
      } catch (TimeoutException | RuntimeException stillOpenOrStopped) {
        // Whatever the reason, what is known now is the answer.
      }
    }
    return find(id);
  }

  /**
   * The payouts in a state, newest first as far as Temporal's visibility says; it may lag by
   * seconds.
   *
   * @param most 1 to 1000
   * @throws Unavailable if Temporal does not answer
   */
  public List<PayoutSummary> list(Listed state, int most) {
    return answered(() -> lists.of(state, most));
  }

  /**
   * The payouts whose execution, or whose invoice's record, was stopped outside of the service,
   * such as terminated, and not brought back by a Reset. Money may be out only where the summary
   * says so.
   *
   * @throws Unavailable if Temporal does not answer
   */
  public List<PayoutSummary> stoppedOutside() {
    return answered(lists::stoppedOutside);
  }

  /**
   * Passes a verified notice on to whom it concerns.
   *
   * @throws Unavailable if Temporal did not take it: do not acknowledge it
   */
  public Delivery notify(Notice notice) {
    Optional<PayoutId> id =
        PayoutId.ofProviderInvoice(settings.invoicePrefix(), notice.providerInvoice());
    if (id.isEmpty()) {
      return Delivery.NOT_OURS;
    }
    String requestId =
        UUID.nameUUIDFromBytes(notice.fingerprint().getBytes(StandardCharsets.UTF_8)).toString();
    try {
      if (run(id.get()).filter(Payouts::isRunning).isPresent()
          && signalled(id.get(), notice, requestId)) {
        return Delivery.PAYOUT;
      }
      invoices.keepNotice(notice, requestId);
      return Delivery.INVOICE;
    } catch (WorkflowServiceException | StatusRuntimeException failed) {
      throw new Unavailable("Temporal did not take the notice", failed);
    }
  }

  /** Looks again now. See {@link Recheck}. */
  public String recheck(PayoutId id, Recheck recheck) {
    return act(id, "recheck", recheck);
  }

  /** Ends the payout if nothing was sent. See {@link Cancel}. */
  public String cancel(PayoutId id, Cancel cancel) {
    return act(id, "cancel", cancel);
  }

  /** Sends nothing until released. See {@link Hold}. */
  public String hold(PayoutId id, Hold hold) {
    return act(id, "hold", hold);
  }

  /** Undoes a hold. See {@link Release}. */
  public String release(PayoutId id, Release release) {
    return act(id, "release", release);
  }

  /** Decides what became of a payout that needs action. See {@link Resolve}. */
  public String resolve(PayoutId id, Resolve resolve) {
    return act(id, "resolve", resolve);
  }

  /** Clears what an ended payout's invoice reports. See {@link Acknowledge}. */
  public String acknowledge(PayoutId id, Acknowledge acknowledge) {
    if (run(id).isEmpty() && orphan(id).isEmpty()) {
      throw new NoSuchPayout(id);
    }
    return update(
        invoices.stub(id.providerInvoice(settings.invoicePrefix())),
        "acknowledge",
        acknowledge,
        "nothing is reported under invoice " + id);
  }

  private WorkflowOptions startOptions(PayoutOrder order, String by) {
    PayoutId id = order.invoiceId();
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id.workflowId())
        .setTaskQueue(TASK_QUEUE)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setMemo(Mark.of(id.workflowId()))
        .setStaticSummary(order.money() + " to " + order.payee().reference() + ", invoice " + id)
        .setStaticDetails(
            "Started by "
                + by
                + ". Where it stands, and what may be done, say the Current Details beside this.")
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(PayoutAttributes.STEP, Step.PAYEE.word())
                .set(PayoutAttributes.CUSTOMER, order.payee().reference())
                .set(PayoutAttributes.AMOUNT, order.money().amount().doubleValue())
                .build())
        .build();
  }

  /** The order that the payout of this name was started with. */
  private PayoutOrder orderOf(PayoutId id) {
    WorkflowExecution execution =
        run(id)
            .orElseThrow(() ->
                new OrderDiffers(
                    "invoice id "
                        + id
                        + " is taken by an execution that was not started by this service:"
                        + " choose another"))
            .getExecution();
    GetWorkflowExecutionHistoryRequest firstEvent =
        GetWorkflowExecutionHistoryRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(execution)
            .setMaximumPageSize(1)
            .build();
    Payloads input =
        answered(() ->
                client
                    .getWorkflowServiceStubs()
                    .blockingStub()
                    .getWorkflowExecutionHistory(firstEvent))
            .getHistory()
            .getEvents(0)
            .getWorkflowExecutionStartedEventAttributes()
            .getInput();
    return client
        .getOptions()
        .getDataConverter()
        .fromPayloads(0, Optional.of(input), PayoutOrder.class, PayoutOrder.class);
  }

  /**
   * The newest run of ours. A run without our mark was started by hand and refuses to work; it must
   * not hide the payout that it stands before.
   */
  private Optional<WorkflowExecutionMetadata> run(PayoutId id) {
    Optional<WorkflowExecutionMetadata> newest =
        described(client.newUntypedWorkflowStub(id.workflowId()));
    if (newest.isEmpty() || Invoices.isMarked(newest.get(), id.workflowId())) {
      return newest;
    }
    return answered(() ->
            client
                .listExecutions("WorkflowId = '" + id.workflowId() + "'")
                .filter(run -> Invoices.isMarked(run, id.workflowId()))
                .max(Comparator.comparing(WorkflowExecutionMetadata::getStartTime)))
        // The list lags: it may call a run open that has been stopped since.
        .flatMap(listed -> described(stub(listed)));
  }

  private static Optional<WorkflowExecutionMetadata> described(WorkflowStub stub) {
    try {
      return Optional.of(stub.describe());
    } catch (WorkflowNotFoundException none) {
      return Optional.empty();
    } catch (WorkflowServiceException | StatusRuntimeException failed) {
      throw new Unavailable("Temporal does not answer", failed);
    }
  }

  private PayoutStatus status(PayoutId id, WorkflowExecutionMetadata run) {
    WorkflowStub stub = stub(run);
    try {
      return switch (run.getStatus()) {
        case WORKFLOW_EXECUTION_STATUS_RUNNING ->
            Answers.within(settings.patience(), () -> stub.query("status", PayoutStatus.class));
        case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
            Answers.within(settings.patience(), () -> stub.getResult(PayoutResult.class)).status();
        case WORKFLOW_EXECUTION_STATUS_CANCELED ->
            endedItself(run)
                ? Answers.within(
                    settings.patience(), () -> stub.query("status", PayoutStatus.class))
                : recorded(id, run);
        default -> recorded(id, run);
      };
    } catch (TimeoutException | RuntimeException noWorker) {
      return recorded(id, run);
    }
  }

  /**
   * Whether the payout came to its own end. However that was, the SDK closes an execution as
   * canceled once Temporal's Cancel was asked of it.
   */
  private static boolean endedItself(WorkflowExecutionMetadata run) {
    WorkflowExecutionStatus closed = run.getStatus();
    return (closed == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED
            || closed == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED)
        && run.getTypedSearchAttributes().get(PayoutAttributes.OUTCOME) != null;
  }

  /** The status as far as Temporal's own records tell it, without a worker. */
  private PayoutStatus recorded(PayoutId id, WorkflowExecutionMetadata run) {
    SearchAttributes known = run.getTypedSearchAttributes();
    return new PayoutStatus(
        id,
        null,
        Objects.requireNonNullElse(known.get(PayoutAttributes.CUSTOMER), "unknown"),
        recordedState(id, run, known),
        null,
        Boolean.TRUE.equals(known.get(PayoutAttributes.MAY_SENT)),
        known.get(PayoutAttributes.PROVIDER_NO),
        List.of(),
        List.of(),
        Map.of());
  }

  private PayoutState recordedState(
      PayoutId id, WorkflowExecutionMetadata run, SearchAttributes known) {
    Step step = Step.valueOf(upper(known.get(PayoutAttributes.STEP), "payee"));
    Instant since = instant(known.get(PayoutAttributes.WAIT_SINCE));
    Instant until = instant(known.get(PayoutAttributes.DEADLINE));
    String noWorker = "no worker answers; this is what is on record";
    String needs = known.get(PayoutAttributes.NEEDS);
    String waitsFor = known.get(PayoutAttributes.WAITS_FOR);
    String outcome = known.get(PayoutAttributes.OUTCOME);
    if (endedItself(run)) {
      return new PayoutState.Ended(
          Outcome.valueOf(upper(outcome, "resolved")), null, run.getCloseTime(), null);
    }
    if (!isRunning(run)) {
      return new PayoutState.NeedsAction(
          step,
          Need.STOPPED_OUTSIDE,
          evidence(id),
          run.getCloseTime(),
          null,
          "reset the execution in the Temporal UI: it asks before it sends",
          List.of());
    }
    if (needs != null) {
      return new PayoutState.NeedsAction(
          step, Need.ofWord(needs), noWorker, since, until, null, List.of(Action.RECHECK));
    }
    if (waitsFor != null) {
      return new PayoutState.Waiting(
          step, Party.valueOf(upper(waitsFor, "provider")), noWorker, since, until, null);
    }
    return new PayoutState.InProgress(step);
  }

  /** What the invoice's record knows of the money, null if it does not answer. */
  private String evidence(PayoutId id) {
    try {
      return invoices
          .view(id.providerInvoice(settings.invoicePrefix()), settings.patience())
          .map(InvoiceView::evidence)
          .orElse("no send is on record");
    } catch (TimeoutException | RuntimeException noAnswer) {
      return null;
    }
  }

  private PayoutStatus merged(PayoutStatus told) {
    // Of a payout that goes on and says that money may be out, the record tells no more.
    boolean suffices = told.mayHaveSent() && !(told.state() instanceof PayoutState.Ended);
    return suffices ? told : told.merged(shown(told.invoiceId()));
  }

  /** A payout that only the provider knows of: it reported one under our invoice. */
  private Optional<PayoutStatus> orphan(PayoutId id) {
    return shown(id)
        .need()
        .map(need ->
            new PayoutStatus(
                id,
                null,
                "unknown",
                new PayoutState.NeedsAction(
                    Step.ENDED, need, null, null, null, null, List.of(Action.ACKNOWLEDGE)),
                null,
                true,
                null,
                List.of(),
                List.of(),
                Map.of()));
  }

  private Invoices.Shown shown(PayoutId id) {
    return answered(() -> invoices.shown(id.providerInvoice(settings.invoicePrefix())));
  }

  /** One raw call, because the typed stub has no field for the request id that drops repeats. */
  private boolean signalled(PayoutId id, Notice notice, String requestId) {
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .signalWorkflowExecution(
              SignalWorkflowExecutionRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .setIdentity(client.getOptions().getIdentity())
                  .setWorkflowExecution(
                      WorkflowExecution.newBuilder().setWorkflowId(id.workflowId()))
                  .setSignalName("notice")
                  .setInput(client.getOptions().getDataConverter().toPayloads(notice).orElseThrow())
                  .setRequestId(requestId)
                  .build());
      return true;
    } catch (StatusRuntimeException failed) {
      if (failed.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw failed;
    }
  }

  private String act(PayoutId id, String update, Object argument) {
    WorkflowExecutionMetadata run = run(id).orElseThrow(() -> new NoSuchPayout(id));
    return update(
        stub(run), update, argument, "payout " + id + " has ended: nothing can be changed");
  }

  private String update(WorkflowStub stub, String name, Object argument, String closed) {
    UpdateOptions<String> options =
        UpdateOptions.newBuilder(String.class)
            .setUpdateName(name)
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build();
    try {
      return Answers.within(
          settings.patience(), () -> stub.startUpdate(options, argument).getResult());
    } catch (WorkflowUpdateException refused) {
      if (refused.getCause() instanceof ApplicationFailure failure
          && ActionRefused.TYPE.equals(failure.getType())) {
        throw new ActionRefused(failure.getOriginalMessage());
      }
      throw refused;
    } catch (WorkflowNotFoundException notOpen) {
      throw new ActionRefused(closed);
    } catch (TimeoutException | WorkflowServiceException | StatusRuntimeException late) {
      throw new Unavailable(
          "not answered in time: it may still be carried out, so look at the payout first", late);
    }
  }

  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (WorkflowServiceException | StatusRuntimeException failed) {
      throw new Unavailable("Temporal does not answer", failed);
    }
  }

  private WorkflowStub stub(WorkflowExecutionMetadata run) {
    return client.newUntypedWorkflowStub(
        WorkflowTargetOptions.newBuilder().setWorkflowExecution(run.getExecution()).build(),
        Optional.of(WORKFLOW));
  }

  private static boolean isRunning(WorkflowExecutionMetadata run) {
    return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static String upper(String word, String absent) {
    return Objects.requireNonNullElse(word, absent).toUpperCase(Locale.ROOT);
  }
}
