package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.Mark;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Wallet;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.Map;

/** Orders for stories. */
final class Orders {

  static final String ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

  private Orders() {}

  static PayoutOrder individual(String invoiceId) {
    return individual(invoiceId, "cust-" + invoiceId);
  }

  static PayoutOrder individual(String invoiceId, String customerCode) {
    return order(
        invoiceId,
        new Payee.Details(
            customerCode,
            Payee.ProfileType.INDIVIDUAL,
            customerCode + "@example.com",
            "Jane",
            "Doe",
            "1990-05-17",
            null,
            "US",
            "USA",
            "NY",
            "New York",
            "123 Main St",
            null,
            "10005",
            Payee.GovernmentIdType.SSN,
            "ssn-" + customerCode,
            null));
  }

  static PayoutOrder business(String invoiceId) {
    return order(
        invoiceId,
        new Payee.Details(
            "cust-" + invoiceId,
            Payee.ProfileType.BUSINESS,
            invoiceId + "@example.com",
            "Ada",
            "Byron",
            "1985-12-10",
            null,
            "US",
            null,
            "CA",
            "San Francisco",
            "1 Market St",
            null,
            "94105",
            Payee.GovernmentIdType.BUSINESS_REGISTRATION_CERT,
            "cert-" + invoiceId,
            "Analytical Engines"));
  }

  static PayoutOrder order(String invoiceId, Payee payee) {
    return order(invoiceId, payee, new Wallet.Address("ETH - Ethereum", ADDRESS, null, Map.of()));
  }

  static PayoutOrder order(String invoiceId, Payee payee, Wallet wallet) {
    return new PayoutOrder(
        new PayoutId(invoiceId), Money.of("25.00", "USD"), payee, wallet, null, null, Map.of());
  }

  /** The same under limits of its own, null for those of the installation. */
  static PayoutOrder limited(PayoutOrder order, Deadlines deadlines) {
    return new PayoutOrder(
        order.invoiceId(), order.money(), order.payee(), order.wallet(), null, deadlines, Map.of());
  }

  /**
   * As somebody does in the Temporal UI, past the door.
   *
   * @param marked whether with the door's mark
   */
  static void startByHand(
      WorkflowClient client, PayoutOrder order, String workflowId, boolean marked) {
    client
        .newUntypedWorkflowStub(
            "CryptoPayoutWorkflow",
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(Payouts.TASK_QUEUE)
                .setMemo(marked ? Map.of(Mark.MEMO, workflowId) : Map.of())
                .build())
        .start(order);
  }
}
