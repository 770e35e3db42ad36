package io.cryptopayouts.worker;

import io.cryptopayouts.contract.CryptoPayoutWorkflow;
import io.cryptopayouts.contract.InvoiceWorkflow;
import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.Mark;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.PayoutsSettings;
import io.cryptopayouts.pockyt.Pockyt;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.EncodedValues;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Clock;

/**
 * What a worker process runs: the workflows and the quick steps on one task queue, {@code pay} on
 * another, so that neither starves the other.
 */
public final class PayoutWorker {

  private static final long DEADLOCK_DETECTION_MILLIS = 10_000;

  private PayoutWorker() {}

  /**
   * Registers everything with the factory; the caller starts and stops it.
   *
   * @param client made with {@link io.cryptopayouts.contract.PayoutConverter}
   * @param metrics has heard the client's calls from the start
   * @param noticeUrl where the provider sends its webhooks, carried by every pay call
   */
  static void register(
      WorkerFactory factory,
      WorkflowClient client,
      Pockyt pockyt,
      PaySettings pay,
      Terms terms,
      OperatorView view,
      WorkerMetrics metrics,
      Versioning versioning,
      String noticeUrl) {
    Invoices invoices = new Invoices(client);
    ResendBrake brake = new ResendBrake();
    metrics.watch(brake);
    register(
        factory,
        new PockytGuide(pockyt, invoices, pay, brake, metrics),
        new GuardedSending(
            pockyt, invoices, invoices::claim, pay, brake, noticeUrl, Clock.systemUTC()),
        new StoppedSearching(
            new Payouts(client, PayoutsSettings.DEFAULT.withInvoicePrefix(terms.invoicePrefix())),
            invoices,
            terms.invoicePrefix()),
        terms,
        view,
        versioning);
  }

  static void register(
      WorkerFactory factory,
      Guide guide,
      Sending sending,
      StoppedSearch search,
      Terms terms,
      OperatorView view) {
    register(factory, guide, sending, search, terms, view, Versioning.NONE);
  }

  static void register(
      WorkerFactory factory,
      Guide guide,
      Sending sending,
      StoppedSearch search,
      Terms terms,
      OperatorView view,
      Versioning versioning) {
    registerWorkflows(factory, terms, view, versioning)
        .registerActivitiesImplementations(guide, search);
    factory
        .newWorker(Payouts.SEND_TASK_QUEUE, options(versioning))
        .registerActivitiesImplementations(sending);
  }

  /** Only the workflows, as a replay needs them. */
  static Worker registerWorkflows(
      WorkerFactory factory, Terms terms, OperatorView view, Versioning versioning) {
    Worker worker = factory.newWorker(Payouts.TASK_QUEUE, options(versioning));
    worker.registerWorkflowImplementationFactory(
        CryptoPayoutWorkflow.class,
        arguments -> new CryptoPayoutWorkflowImpl(orderOf(arguments), terms, view),
        WorkflowImplementationOptions.getDefaultInstance());
    worker.registerWorkflowImplementationFactory(
        InvoiceWorkflow.class,
        arguments -> new InvoiceWorkflowImpl(arguments.get(0, String.class), terms, view),
        WorkflowImplementationOptions.getDefaultInstance());
    worker.registerWorkflowImplementationTypes(FindStoppedPayoutsImpl.class);
    return worker;
  }

  private static WorkerOptions options(Versioning versioning) {
    WorkerOptions.Builder options =
        WorkerOptions.newBuilder()
            .setDefaultDeadlockDetectionTimeout(DEADLOCK_DETECTION_MILLIS)
            .setUsingVirtualThreads(true);
    return versioning.set(options).build();
  }

  /**
   * Somebody who starts by hand may give an input that cannot be read: that ends with a sentence.
   * Of a payout of ours it is a fault of the code or its keys, which waits to be mended.
   */
  private static PayoutOrder orderOf(EncodedValues arguments) {
    try {
      return arguments.get(0, PayoutOrder.class);
    } catch (DataConverterException unreadable) {
      if (Mark.isOnThisExecution()) {
        throw unreadable;
      }
      throw CryptoPayoutWorkflowImpl.startedByHand();
    }
  }
}
