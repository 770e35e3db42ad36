package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.end;
import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.outcome;
import static io.cryptopayouts.worker.Told.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider is not there, for a while or for long, in every step. */
class OutageStoriesTest {

  private static final Behaviour DOWN = Behaviour.Status.html(503);

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @EnumSource(
      value = Endpoint.class,
      names = {
        "REGISTER",
        "RETRIEVE",
        "CONFIGURATIONS",
        "CREATE_WALLET",
        "ACCOUNTS",
        "BALANCE",
        "INQUIRY"
      })
  void aShortOutageIsSatOut(Endpoint endpoint) {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(endpoint, DOWN).times(5));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Endpoint.class,
      names = {"REGISTER", "RETRIEVE", "CONFIGURATIONS", "CREATE_WALLET", "ACCOUNTS"})
  void aLongOutageNeedsAnOperatorAndIsPaidWhenItIsOver(Endpoint endpoint) {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(endpoint, DOWN).forEver());
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus early = rig.after(Duration.ofMinutes(30), order);
    PayoutStatus late = rig.after(Duration.ofHours(1), order);
    rig.provider.behave();
    rig.recheck(order);

    assertThat(waiting(early).reason()).isEqualTo("a usable answer");
    assertThat(need(late)).isEqualTo(Need.PROVIDER_UNAVAILABLE);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aBalanceThatCannotBeReadHoldsNothingUp() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(Endpoint.BALANCE, DOWN).forEver());
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.calls(Endpoint.BALANCE)).isEqualTo(1);
  }

  @Test
  void anInquiryThatIsDownBlocksThePayAndNothingIsSent() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.before(Endpoint.INQUIRY, DOWN).forEver());
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofHours(2), order);
    long asked = rig.calls(Endpoint.INQUIRY);
    rig.provider.behave();

    assertThat(need(status)).isEqualTo(Need.PAY_BLOCKED);
    assertThat(asked).as("asked with back-off").isLessThan(100);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aProviderThatFailsNowAndThenDoesNotPutTheDeadlineOff() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    Instant start = rig.now();
    rig.start(order);

    for (int day = 0; day < 29; day++) {
      rig.sleep(Duration.ofDays(1));
      rig.provider.plan(Fault.before(Endpoint.RETRIEVE, DOWN));
    }
    PayoutStatus status = rig.ended(order);

    assertThat(outcome(status)).isEqualTo(Outcome.EXPIRED);
    assertThat(end(status).at()).isBefore(start.plus(Duration.ofDays(31)));
  }

  /**
   * What is asked in vain comes on top of one answered request for each read. One payout meets the
   * storm first: how many are under way before its first answer is up to the rate limit, which is
   * out of the way here.
   */
  @ParameterizedTest
  @CsvSource({"503, 0", "429, 0", "503, 1", "429, 30", "503, 30"})
  void aMinuteWithoutTheProviderCostsHardlyAnyRequests(int code, int retryAfter) {
    AtomicInteger answered = new AtomicInteger();
    Rig rig = stage.rig(Rig.builder().calls((endpoint, end) -> answered.incrementAndGet()));
    Behaviour storm =
        retryAfter == 0
            ? Behaviour.Status.html(code)
            : Behaviour.Status.html(code, Duration.ofSeconds(retryAfter));
    for (Endpoint endpoint : Endpoint.values()) {
      rig.provider.plan(Fault.before(endpoint, storm).forEver());
    }
    List<PayoutOrder> orders =
        IntStream.range(0, 50).mapToObj(i -> Orders.individual("inv-" + i)).toList();
    rig.start(orders.getFirst());
    LiveRig.await("the first answer was heard", () -> answered.get() > 0);
    orders.stream().skip(1).forEach(rig::start);

    rig.sleep(Duration.ofSeconds(59));
    int inVain = rig.provider.calls().size();
    rig.provider.behave();

    assertThat(inVain + orders.size()).isLessThanOrEqualTo(orders.size() * 12 / 10);
    for (PayoutOrder order : orders) {
      assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
      assertThat(rig.payCalls(order)).hasSize(1);
    }
  }

  /** Each pay that is turned away is unknown: so that it does not happen to all, reads are held. */
  @Test
  void aPayThatIsTurnedAwayKeepsOthersFromBeingSent() {
    Rig rig = stage.rig();
    Behaviour storm = Behaviour.Status.html(429, Duration.ofSeconds(30));
    rig.provider.plan(Fault.before(Endpoint.PAY, storm).forEver());
    List<PayoutOrder> orders =
        IntStream.range(0, 10).mapToObj(i -> Orders.individual("inv-" + i)).toList();

    for (PayoutOrder order : orders) {
      rig.start(order);
      rig.sleep(Duration.ofSeconds(2));
    }
    long sent = rig.calls(Endpoint.PAY);
    rig.provider.behave();

    assertThat(sent).isEqualTo(1);
    for (PayoutOrder order : orders) {
      assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
      assertThat(rig.taken(order)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void anUnansweredPayIsNotRepeatedInAStorm(int code) {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1");
    Behaviour storm = Behaviour.Status.html(code, Duration.ofSeconds(1));
    rig.provider.plan(Fault.after(Endpoint.PAY, storm).forEver());

    PayoutStatus status = rig.payOut(order);

    assertThat(outcome(status)).isEqualTo(Outcome.PAID);
    assertThat(rig.payCalls(order)).hasSize(1);
  }

  @Test
  void anOutageWhileAPayoutSettlesDoesNotChangeItsEnd() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-stuck-1");
    rig.start(order);
    rig.sleep(Duration.ofHours(1));
    rig.provider.plan(Fault.before(Endpoint.INQUIRY, DOWN).forEver());

    PayoutStatus down = rig.after(Duration.ofHours(6), order);
    rig.provider.settle("inv-stuck-1", "success");
    rig.provider.behave();

    assertThat(down.state()).isNotInstanceOf(PayoutState.Ended.class);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }
}
