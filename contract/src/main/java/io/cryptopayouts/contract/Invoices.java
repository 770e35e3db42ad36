package io.cryptopayouts.contract;

import io.grpc.Status;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.SignalWithStartWorkflowExecutionRequest;
import io.temporal.client.BatchRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * The door to the records of what was sent, one {@link InvoiceWorkflow} per provider invoice. Holds
 * the ids and the policies; the worker's activities and {@link Payouts} go through it.
 */
public final class Invoices {

  private final WorkflowClient client;

  public Invoices(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Asks for the right to send once.
   *
   * @throws TimeoutException if there was no answer within the patience: the claim may still be
   *     granted later, so it must be given back by {@link #giveBack}
   */
  public ClaimAnswer claim(Claim claim, Duration patience) throws TimeoutException {
    String providerInvoice = claim.instruction().providerInvoice();
    Map<String, Object> memo = Mark.of(PayoutId.invoiceWorkflowId(providerInvoice));
    try {
      return updateWithStart(
          providerInvoice, memo, "claim", claim.token(), ClaimAnswer.class, claim, patience);
    } catch (WorkflowServiceException closed) {
      return onClosed(closed, providerInvoice)
          .<ClaimAnswer>map(view -> new ClaimAnswer.Sealed(view.sealed()))
          .orElseGet(() -> new ClaimAnswer.Unusable("its record was closed from outside"));
    }
  }

  /**
   * Ends sending for good, because the payout ends.
   *
   * @throws TimeoutException if there was no answer within the patience; asking again is safe
   */
  public SealAnswer seal(String providerInvoice, Seal seal, Duration patience)
      throws TimeoutException {
    Map<String, Object> memo = Mark.of(PayoutId.invoiceWorkflowId(providerInvoice));
    try {
      return updateWithStart(
          providerInvoice,
          memo,
          "seal",
          "seal-" + seal.outcome().word() + "-" + UUID.randomUUID(),
          SealAnswer.class,
          seal,
          patience);
    } catch (WorkflowServiceException closed) {
      Optional<InvoiceView> view = onClosed(closed, providerInvoice);
      if (view.isPresent()) {
        return view.get()
            .hindrance(seal.outcome())
            .<SealAnswer>map(hindrance -> hindrance)
            .orElseGet(() -> new SealAnswer.Sealed(view.get().sealed()));
      }
      return seal.outcome() == Outcome.RESOLVED
          ? new SealAnswer.Sealed(Outcome.RESOLVED)
          : new SealAnswer.Unusable("its record was closed from outside");
    }
  }

  /** Tells what became of a granted send. A closed invoice needs no telling. */
  public void tell(String providerInvoice, SendOutcome outcome) {
    signal(providerInvoice, "told", outcome);
  }

  /**
   * Gives a claim back that was not answered: voids it whether it was granted, or is yet to be
   * looked at.
   */
  public void giveBack(Claim claim) {
    String providerInvoice = claim.instruction().providerInvoice();
    InvoiceWorkflow invoice =
        client.newWorkflowStub(
            InvoiceWorkflow.class,
            options(providerInvoice, Mark.of(PayoutId.invoiceWorkflowId(providerInvoice))));
    BatchRequest batch = client.newSignalWithStartRequest();
    batch.add(invoice::keep, providerInvoice);
    batch.add(invoice::told, new SendOutcome(claim.token(), Send.State.UNSENT, null, null));
    try {
      client.signalWithStart(batch);
    } catch (WorkflowServiceException closed) {
      if (!Answers.is(Status.Code.ALREADY_EXISTS, closed)) {
        throw closed;
      }
    }
  }

  /** Tells what inquiry showed. */
  public void found(String providerInvoice, Found found) {
    signal(providerInvoice, "found", found);
  }

  /**
   * What is known under this invoice, or empty if nothing was ever recorded.
   *
   * @throws TimeoutException if no worker answered within the patience
   */
  public Optional<InvoiceView> view(String providerInvoice, Duration patience)
      throws TimeoutException {
    Optional<WorkflowExecutionDescription> execution = describe(providerInvoice);
    if (execution.isEmpty()) {
      return Optional.empty();
    }
    WorkflowStub stub = stub(providerInvoice);
    return Optional.of(
        Answers.within(
            patience,
            () ->
                execution.get().getStatus()
                        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED
                    ? stub.getResult(InvoiceView.class)
                    : stub.query("view", InvoiceView.class)));
  }

  /**
   * The digest of the instruction for which this invoice granted a send, readable without a worker.
   * Empty if it granted none, or is none of ours.
   */
  public Optional<String> digest(String providerInvoice) {
    return shown(providerInvoice).digest();
  }

  private static Optional<String> digest(
      WorkflowExecutionDescription execution, String providerInvoice) {
    return isMarked(execution, PayoutId.invoiceWorkflowId(providerInvoice))
        ? Optional.ofNullable((String) execution.getMemo(Mark.DIGEST, String.class))
        : Optional.empty();
  }

  /** Why an operator is needed after the payout ended, readable without a worker. */
  public Optional<Need> need(String providerInvoice) {
    return shown(providerInvoice).need();
  }

  /**
   * What an invoice's record shows without a worker; nothing if there is none.
   *
   * @param digest of the instruction for which it granted a send
   * @param need why an operator is needed after the payout ended
   */
  record Shown(Optional<String> digest, Optional<Need> need) {
    private static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());

    /** Whether it granted a send, or is in no state to say that it did not. */
    boolean mayHaveGranted() {
      return digest.isPresent() || need.isPresent();
    }
  }

  Shown shown(String providerInvoice) {
    return describe(providerInvoice)
        .map(execution -> new Shown(digest(execution, providerInvoice), need(execution)))
        .orElse(Shown.NOTHING);
  }

  private static Optional<Need> need(WorkflowExecutionDescription execution) {
    return isStopped(execution)
        ? Optional.of(Need.INVOICE_UNUSABLE)
        : Optional.ofNullable(execution.getTypedSearchAttributes().get(PayoutAttributes.NEEDS))
            .map(Need::ofWord);
  }

  /** Whether the record was closed from outside, so that nobody watches what was sent any more. */
  boolean isStopped(String providerInvoice) {
    return describe(providerInvoice).filter(Invoices::isStopped).isPresent();
  }

  private static boolean isStopped(WorkflowExecutionDescription execution) {
    // It has no time-out and does not fail by itself.
    return execution.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
  }

  /**
   * Tells that the payout's execution was stopped from outside while money may be out, so that the
   * record asks the provider and reports it. Nothing was sent if there is no record.
   */
  public void payoutStopped(String providerInvoice) {
    signal(providerInvoice, "payoutStopped");
  }

  /**
   * Keeps a notice that no open payout takes. An invoice that is not known, or was closed long ago,
   * gets a record of its own without our mark, which grants nothing and needs action.
   */
  void keepNotice(Notice notice, String requestId) {
    String id = PayoutId.invoiceWorkflowId(notice.providerInvoice());
    client
        .getWorkflowServiceStubs()
        .blockingStub()
        .signalWithStartWorkflowExecution(
            SignalWithStartWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setIdentity(client.getOptions().getIdentity())
                .setWorkflowId(id)
                .setWorkflowType(WorkflowType.newBuilder().setName("InvoiceWorkflow"))
                .setTaskQueue(TaskQueue.newBuilder().setName(Payouts.TASK_QUEUE))
                .setInput(
                    client
                        .getOptions()
                        .getDataConverter()
                        .toPayloads(notice.providerInvoice())
                        .orElseThrow())
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setSignalName("notice")
                .setSignalInput(
                    client.getOptions().getDataConverter().toPayloads(notice).orElseThrow())
                .setRequestId(requestId)
                .build());
  }

  WorkflowStub stub(String providerInvoice) {
    return client.newUntypedWorkflowStub(PayoutId.invoiceWorkflowId(providerInvoice));
  }

  private Optional<WorkflowExecutionDescription> describe(String providerInvoice) {
    try {
      return Optional.of(stub(providerInvoice).describe());
    } catch (WorkflowNotFoundException none) {
      return Optional.empty();
    }
  }

  static boolean isMarked(WorkflowExecutionMetadata execution, String workflowId) {
    return workflowId.equals(execution.getMemo(Mark.MEMO, String.class));
  }

  private <T> T updateWithStart(
      String providerInvoice,
      Map<String, Object> memo,
      String update,
      String updateId,
      Class<T> answer,
      Object argument,
      Duration patience)
      throws TimeoutException {
    WorkflowStub stub =
        client.newUntypedWorkflowStub("InvoiceWorkflow", options(providerInvoice, memo));
    UpdateOptions<T> options =
        UpdateOptions.newBuilder(answer)
            .setUpdateName(update)
            .setUpdateId(updateId)
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build();
    return Answers.within(
        patience,
        () ->
            stub.executeUpdateWithStart(
                options, new Object[] {argument}, new Object[] {providerInvoice}));
  }

  private static WorkflowOptions options(String providerInvoice, Map<String, Object> memo) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(PayoutId.invoiceWorkflowId(providerInvoice))
        .setTaskQueue(Payouts.TASK_QUEUE)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setStaticSummary("What was sent under invoice " + providerInvoice)
        .setMemo(memo)
        .build();
  }

  private Optional<InvoiceView> onClosed(WorkflowServiceException failed, String providerInvoice) {
    if (!Answers.is(Status.Code.ALREADY_EXISTS, failed)) {
      throw failed;
    }
    return describe(providerInvoice)
        .filter(execution ->
            execution.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED)
        .map(completed -> stub(providerInvoice).getResult(InvoiceView.class))
        .filter(view -> view.sealed() != null);
  }

  private void signal(String providerInvoice, String name, Object... arguments) {
    try {
      stub(providerInvoice).signal(name, arguments);
    } catch (WorkflowNotFoundException closedOrNever) {
      // A closed invoice is sealed and watched to its end: there is nothing left to tell it.
    }
  }
}
