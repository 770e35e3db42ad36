package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.Mark;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.contract.Wallet;
import io.cryptopayouts.sandbox.Movement;
import io.cryptopayouts.sandbox.Simulator;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * What must hold of every payout once a story has come to rest: the simulator's ledger, which is
 * what really moved, against what the product says.
 */
final class Oracle {

  private final Payouts payouts;
  private final WorkflowClient client;
  private final PayoutOrder order;
  private final Outcome endedBefore;
  private final List<Movement> moved;
  private final List<String> faults = new ArrayList<>();

  private Oracle(
      Simulator provider,
      Payouts payouts,
      WorkflowClient client,
      PayoutOrder order,
      Outcome endedBefore,
      Predicate<Movement> isOurs) {
    this.payouts = payouts;
    this.client = client;
    this.order = order;
    this.endedBefore = endedBefore;
    this.moved =
        provider.ledger().movements(order.invoiceId().invoiceId()).stream().filter(isOurs).toList();
  }

  /**
   * Everything that is wrong with one payout, each as a sentence; empty if nothing is.
   *
   * @param endedBefore how it was seen to end, null if it was not
   */
  static List<String> faults(Rig rig, PayoutOrder order, Outcome endedBefore) {
    return faults(rig.provider, rig.payouts, rig.patient, order, endedBefore);
  }

  static List<String> faults(Rig rig, PayoutOrder order, Predicate<Movement> isOurs) {
    return faults(rig.provider, rig.payouts, rig.patient, order, isOurs);
  }

  /** The same of a payout that no rig keeps. */
  static List<String> faults(
      Simulator provider,
      Payouts payouts,
      WorkflowClient client,
      PayoutOrder order,
      Outcome endedBefore) {
    return new Oracle(provider, payouts, client, order, endedBefore, movement -> true).faults();
  }

  /** The same, where somebody else may have moved money under our invoice. */
  static List<String> faults(
      Simulator provider,
      Payouts payouts,
      WorkflowClient client,
      PayoutOrder order,
      Predicate<Movement> isOurs) {
    return new Oracle(provider, payouts, client, order, null, isOurs).faults();
  }

  private List<String> faults() {
    once();
    Optional<PayoutStatus> status = payouts.find(order.invoiceId());
    if (status.isEmpty()) {
      fault("is lost: nobody knows it");
    } else {
      isTrue(status.get());
      isNotLost(status.get());
      endsOnce(status.get());
    }
    return faults;
  }

  private void once() {
    List<Movement> taken =
        moved.stream().filter(movement -> movement.kind() == Movement.Kind.TAKEN).toList();
    if (taken.size() > 1) {
      fault("was paid " + taken.size() + " times");
    }
    for (Movement movement : taken) {
      require(movement.amount().compareTo(order.money().amount()) == 0, "paid another amount");
      require(
          movement.requestId().equals(PayoutId.requestId(movement.invoiceId()).toString()),
          "was sent under another key");
      switch (order.wallet()) {
        case Wallet.Linked linked ->
            require(movement.accountToken().equals(linked.accountToken()), "paid another wallet");
        case Wallet.Address address -> {
          require(movement.walletAddress().equals(address.address()), "paid another address");
          require(
              movement.walletChain().replaceAll("\\s+", " ").equals(address.chain()),
              "paid on another chain");
          require(
              movement.walletAddressTag().equals(address.tag() == null ? "" : address.tag()),
              "paid with another tag");
        }
      }
    }
  }

  private void isTrue(PayoutStatus status) {
    boolean taken = has(Movement.Kind.TAKEN);
    boolean returned = has(Movement.Kind.RETURNED);
    require(!taken || status.mayHaveSent(), "says that nothing was sent, and it was");
    if (status.state() instanceof PayoutState.NeedsAction needing
        && needing.need() == Need.RETURNED) {
      require(returned, "says returned, and the ledger does not");
    }
    if (!(status.state() instanceof PayoutState.Ended end)) {
      return;
    }
    boolean moves = end.outcome() == Outcome.PAID || end.outcome() == Outcome.FAILED;
    require(
        isTrue(end.outcome(), this::has),
        "says " + end.outcome().word() + ", and the ledger " + (moves ? "does not" : "says taken"));
    require(end.outcome() != Outcome.RESOLVED || end.resolution() != null, "is resolved by nobody");
    require(
        isSealed(end.outcome()) || grantsNothing(), "has ended and its invoice is not sealed so");
  }

  /** Whether what the ledger says moved bears an outcome out. */
  static boolean isTrue(Outcome outcome, Predicate<Movement.Kind> moved) {
    return switch (outcome) {
      // A provider that said both has contradicted itself: either is what it said.
      case PAID -> moved.test(Movement.Kind.SETTLED);
      case FAILED -> moved.test(Movement.Kind.FAILED);
      case REFUSED, CANCELLED, EXPIRED -> !moved.test(Movement.Kind.TAKEN);
      case RESOLVED -> true;
    };
  }

  /** A closed record keeps its first end, whatever a person decides later. */
  private boolean isSealed(Outcome outcome) {
    Outcome sealed = sealed();
    return sealed == outcome || (sealed != null && outcome == Outcome.RESOLVED);
  }

  private Outcome sealed() {
    try {
      return new Invoices(client)
          .view(order.invoiceId().providerInvoice(""), Duration.ofSeconds(30))
          .orElseThrow()
          .sealed();
    } catch (TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }

  /** A late notice has begun a new record, without our mark. */
  private boolean grantsNothing() {
    return client
            .newUntypedWorkflowStub(
                PayoutId.invoiceWorkflowId(order.invoiceId().providerInvoice("")))
            .describe()
            .getMemo(Mark.MEMO, String.class)
        == null;
  }

  private void isNotLost(PayoutStatus status) {
    switch (status.state()) {
      case PayoutState.InProgress now -> fault("is at rest and says it is in progress");
      case PayoutState.Waiting wait -> {
        require(wait.on() != null && !wait.reason().isBlank(), "waits for nobody");
        require(wait.until() != null || wait.then() != null, "waits without an end");
      }
      case PayoutState.NeedsAction needing ->
          // One that was stopped outside is brought back by a Reset, which is no action of ours.
          require(
              needing.need() == Need.STOPPED_OUTSIDE || !needing.possible().isEmpty(),
              "leaves nothing to do");
      case PayoutState.Ended end -> {}
    }
  }

  private void endsOnce(PayoutStatus status) {
    if (endedBefore == null) {
      return;
    }
    boolean same =
        switch (status.state()) {
          case PayoutState.Ended end -> end.outcome() == endedBefore;
          case PayoutState.NeedsAction needing -> true;
          case PayoutState.InProgress now -> false;
          case PayoutState.Waiting wait -> false;
        };
    require(same, "had ended " + endedBefore.word() + " and says otherwise now");
    require(
        payouts.start(order, "test").equals(new Payouts.Started(order.invoiceId(), true)),
        "could be started again");
  }

  private boolean has(Movement.Kind kind) {
    return moved.stream().anyMatch(movement -> movement.kind() == kind);
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      fault(fault);
    }
  }

  private void fault(String what) {
    faults.add("payout " + order.invoiceId() + " " + what);
  }
}
