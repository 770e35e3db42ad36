package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.sandbox.Simulator;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One payout, alone in a namespace of Temporal, and the workers that are struck while they work on
 * it.
 */
record StruckPayout(
    TemporalServer server,
    String namespace,
    Simulator provider,
    WorkflowClient client,
    Payouts payouts,
    PayoutOrder order,
    Path folder) {

  static StruckPayout start(
      TemporalServer server,
      String namespace,
      Simulator provider,
      WorkflowServiceStubs stubs,
      PayoutOrder order,
      Path folder) {
    WorkflowClient client = DrillWorker.client(stubs, namespace);
    Payouts payouts = new Payouts(client, PayoutsSettings.DEFAULT);
    payouts.start(order, "drill");
    return new StruckPayout(server, namespace, provider, client, payouts, order, folder);
  }

  /**
   * A process of its own.
   *
   * @param name of its log
   */
  Child worker(String name, CrashPoint point) {
    return DrillWorker.start(server, namespace, provider.url(), point, file(name));
  }

  /** One that is never struck. */
  WorkerFactory anotherWorker() {
    return DrillWorker.start(client, provider.url());
  }

  void isPaidOnce() {
    ResetDrillTest.assertPaid(
        payouts.findEnded(order.invoiceId(), Duration.ofMinutes(2)).orElseThrow());
    assertThat(Oracle.faults(provider, payouts, client, order, Outcome.PAID)).isEmpty();
    assertThat(provider.ledger().taken(order.invoiceId().invoiceId())).isEqualTo(1);
  }

  void isWatchedToItsEnd() {
    LiveRig.await("its invoice is watched to its end", this::recordIsClosed);
  }

  private boolean recordIsClosed() {
    return client
            .newUntypedWorkflowStub(PayoutId.invoiceWorkflowId(order.invoiceId().invoiceId()))
            .describe()
            .getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
  }

  /** What a worker has said. */
  String log(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path file(String name) {
    return folder.resolve(namespace + "-" + name + ".log");
  }
}
