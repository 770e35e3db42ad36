package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Step;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import java.util.function.Predicate;

/** Payouts as an operator may find them, each started and brought there in real time. */
final class Situations {

  private Situations() {}

  /** Waits for the provider's review of its payee. */
  static PayoutId waiting(LiveRig rig, String name) {
    return waiting(rig, Orders.individual(name, "review-" + name));
  }

  static PayoutId waiting(LiveRig rig, PayoutOrder order) {
    return started(rig, order, status -> status.state() instanceof PayoutState.Waiting);
  }

  /** Needs an operator: the payee was declined. */
  static PayoutId declined(LiveRig rig, String name) {
    return started(
        rig,
        Orders.individual(name, "declined-" + name),
        status -> status.state() instanceof PayoutState.NeedsAction);
  }

  /** {@code pay} is in flight: the provider holds the call until the gate is opened. */
  static PayoutId paying(LiveRig rig, String name, GatedCall gate) {
    rig.provider.plan(Fault.before(Endpoint.PAY, gate.behaviour()).about(name).times(1));
    PayoutOrder order = Orders.individual(name);
    rig.payouts.start(order, "test");
    gate.awaitArrival();
    return order.invoiceId();
  }

  /** A send was not answered, and nothing shows yet whether it was taken. */
  static PayoutId unanswered(LiveRig rig, String name) {
    rig.provider.plan(Fault.before(Endpoint.PAY, new Behaviour.Reset()).about(name).times(1));
    return started(
        rig,
        Orders.individual(name),
        status ->
            status.state().step() == Step.PAY && status.state() instanceof PayoutState.Waiting);
  }

  /** The provider has it, and has not said the final word. */
  static PayoutId awaitingSettlement(LiveRig rig, String name) {
    return started(
        rig,
        Orders.individual(name + "-stuck"),
        status ->
            status.state().step() == Step.SETTLEMENT
                && status.state() instanceof PayoutState.Waiting);
  }

  static PayoutId paid(LiveRig rig, String name) {
    return started(rig, Orders.individual(name), status -> Told.has(status, Outcome.PAID));
  }

  static PayoutId cancelled(LiveRig rig, String name) {
    PayoutId id = waiting(rig, name);
    rig.payouts.cancel(id, new Cancel("test", "not wanted"));
    LiveRig.await(name + " has ended", () -> Told.has(status(rig, id), Outcome.CANCELLED));
    return id;
  }

  static PayoutStatus status(LiveRig rig, PayoutId id) {
    return rig.payouts.find(id).orElseThrow(() -> new AssertionError("nobody knows " + id));
  }

  private static PayoutId started(
      LiveRig rig, PayoutOrder order, Predicate<PayoutStatus> thereYet) {
    PayoutId id = order.invoiceId();
    rig.payouts.start(order, "test");
    try {
      LiveRig.await(id + " is where it should be", () -> thereYet.test(status(rig, id)));
    } catch (AssertionError elsewhere) {
      throw new AssertionError(status(rig, id).sentence(), elsewhere);
    }
    return id;
  }
}
