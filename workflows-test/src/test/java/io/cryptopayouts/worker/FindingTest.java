package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutSummary;
import io.cryptopayouts.contract.PayoutView;
import io.cryptopayouts.contract.Payouts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operators' views find, on a real server. */
class FindingTest {

  private static final LocalDate NEVER_MIND = LocalDate.EPOCH;

  /** It is overdue, and looked for all the time, from half of it to its end. */
  private static final Duration SHORT = Duration.ofSeconds(40);

  @TempDir static Path folder;
  private static TemporalServer server;
  private static LiveRig rig;

  @BeforeAll
  static void oneOfEach() {
    server = TemporalServer.start(folder);
    rig = LiveRig.start(server);
    start(unsigned("find-expiring-1", Duration.ofMinutes(10)));
    start(Orders.individual("find-unsigned-1", "cust-unverified-1"));
    start(Orders.individual("find-declined-1", "cust-declined-1"));
    start(Orders.individual("find-stuck-1"));
    start(Orders.individual("find-stuck-2"));
    start(Orders.individual("find-paid-1", "cust-paid.1_A"));
    start(Orders.individual("find-paid-2", "cust-paid"));
    rig.ended(new PayoutId("find-paid-1"));
    rig.ended(new PayoutId("find-paid-2"));

    awaitSent("find-stuck-1");
    rig.stub(rig.execution(new PayoutId("find-stuck-1"))).terminate("a test");
    awaitSent("find-stuck-2");
    var replaced = rig.execution(new PayoutId("find-stuck-2"));
    rig.reset(replaced, rig.workflowTasks(replaced).getFirst());
  }

  @AfterAll
  static void stop() {
    rig.close();
    server.close();
  }

  @Test
  void needsMe() {
    awaitFound(query(PayoutView.NEEDS_ME), "payout/find-declined-1");
  }

  @Test
  void waitsForAPayeeTooLong() {
    start(unsigned("find-overdue-1", SHORT));

    awaitFound(query(PayoutView.PAYEE_TOO_LONG), "payout/find-overdue-1");
  }

  @Test
  void expiresToday() {
    PayoutId id = new PayoutId("find-expiring-1");
    LiveRig.await("it waits", () -> rig.payouts.find(id).orElseThrow().state().until() != null);
    LocalDate day =
        LocalDate.ofInstant(rig.payouts.find(id).orElseThrow().state().until(), ZoneOffset.UTC);
    String today = PayoutView.EXPIRES_TODAY.query(day, null);

    LiveRig.await(today, () -> found(today).contains(id.workflowId()));
    assertThat(found(today)).doesNotContain("payout/find-unsigned-1", "payout/find-paid-1");
    assertThat(found(PayoutView.EXPIRES_TODAY.query(day.minusDays(1), null)))
        .doesNotContain(id.workflowId());
  }

  @Test
  void oneCustomer() {
    awaitFound(PayoutView.ONE_CUSTOMER.query(NEVER_MIND, "cust-paid.1_A"), "payout/find-paid-1");
    assertThatThrownBy(() -> PayoutView.ONE_CUSTOMER.query(NEVER_MIND, "x\" OR \"1\"=\"1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closedByHandWithMoneyOutAndTheReaderLeavesOutWhatAResetReplaced() {
    awaitFound(query(PayoutView.CLOSED_BY_HAND), "payout/find-stuck-1", "payout/find-stuck-2");

    assertThat(rig.payouts.list(Payouts.Listed.NEEDS_ACTION, 100))
        .extracting(PayoutSummary::invoiceId)
        .containsExactlyInAnyOrder("find-declined-1", "find-stuck-1");
  }

  /** A worker whose code fails is reported only after about a minute: here only that none is. */
  @Test
  void brokenCode() {
    assertThat(found(query(PayoutView.BROKEN_CODE))).isEmpty();
  }

  private static void start(PayoutOrder order) {
    rig.payouts.start(order, "test");
  }

  /** Waits for its payee, so long. */
  private static PayoutOrder unsigned(String id, Duration limit) {
    return Orders.limited(
        Orders.individual(id, "cust-unverified-" + id), new Deadlines(limit, limit, limit, limit));
  }

  private static void awaitSent(String id) {
    LiveRig.await(
        "money is out",
        () -> rig.payouts.find(new PayoutId(id)).orElseThrow().transactionNo() != null);
  }

  private static String query(PayoutView view) {
    return view.query(NEVER_MIND, null);
  }

  private static void awaitFound(String query, String... workflowIds) {
    Set<String> expected = new HashSet<>(List.of(workflowIds));
    LiveRig.await(query + " finds " + expected, () -> found(query).equals(expected));
  }

  private static Set<String> found(String query) {
    return rig.client
        .listExecutions(query)
        .map(run -> run.getExecution().getWorkflowId())
        .collect(Collectors.toSet());
  }
}
