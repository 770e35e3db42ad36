package io.cryptopayouts.contract;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.SearchAttributes;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many payouts there are and where the open ones stand, from Temporal's visibility, which may
 * lag by seconds.
 *
 * @param at when it was begun
 * @param open the payouts that have not ended, and those that need action after their end; has
 *     every place of {@link Place#all()}
 * @param needs those that need action, by reason; has every reason
 * @param stoppedMoneyMayBeOut how many executions were stopped from outside when money might have
 *     been out, and not reset since
 * @param ended the ended payouts that Temporal still keeps; has every outcome
 * @param broken executions whose code fails in this moment
 * @param complete whether every open payout was counted. If not, there were more than asked for,
 *     and the oldest of them are missing, or some are written in words that this version does not
 *     know.
 */
public record PayoutCensus(
    Instant at,
    Map<Place, Crowd> open,
    Map<Need, Long> needs,
    long stoppedMoneyMayBeOut,
    Map<Outcome, Long> ended,
    long broken,
    boolean complete) {

  private static final String OPEN =
      "ExecutionStatus = 'Running' AND ("
          + PayoutLists.PAYOUTS
          + " OR (WorkflowType = 'InvoiceWorkflow' AND PayoutNeeds IS NOT NULL))";
  private static final String ENDED = PayoutLists.CLOSED + " AND PayoutOutcome = ";
  private static final String BROKEN =
      "TemporalReportedProblems IS NOT NULL AND ExecutionStatus = 'Running'"
          + " AND WorkflowType IN ('CryptoPayoutWorkflow','InvoiceWorkflow')";

  public PayoutCensus {
    open = Map.copyOf(open);
    needs = Map.copyOf(needs);
    ended = Map.copyOf(ended);
  }

  /** Where an open payout stands. */
  public record Place(Step step, Payouts.Listed state) {

    /**
     * Every place that an open payout may have. {@link Step#ENDED} is one only together with {@link
     * Payouts.Listed#NEEDS_ACTION}: something was reported after the end.
     */
    public static List<Place> all() {
      return Stream.of(Step.values())
          .flatMap(step -> Stream.of(Payouts.Listed.values()).map(state -> new Place(step, state)))
          .filter(Place::isOpen)
          .toList();
    }

    private boolean isOpen() {
      return switch (state) {
        case ENDED -> false;
        case NEEDS_ACTION -> true;
        case IN_PROGRESS, WAITING -> step != Step.ENDED;
      };
    }
  }

  /**
   * The payouts of one place.
   *
   * @param oldest since when the longest there waits or needs action. While the service itself
   *     works the attribute is not set; then it is the start of the payout, so that an age computed
   *     from it is an upper bound. Null if there is none.
   */
  public record Crowd(long count, Instant oldest) {

    private static final Crowd NOBODY = new Crowd(0, null);

    private Crowd with(Instant since) {
      return new Crowd(count + 1, oldest == null || since.isBefore(oldest) ? since : oldest);
    }
  }

  /**
   * Counts once. Costs one list call of Temporal per thousand open payouts, and a count per
   * outcome.
   *
   * @param payouts says which executions were stopped from outside
   * @param most how many open payouts to look at
   * @throws Unavailable if Temporal does not answer, or cannot list
   */
  public static PayoutCensus take(WorkflowClient client, Payouts payouts, int most) {
    try {
      return new Taking(client, most).take(payouts);
    } catch (WorkflowServiceException | StatusRuntimeException failed) {
      throw new Unavailable("Temporal does not answer", failed);
    }
  }

  /** One census on its way. */
  private static final class Taking {

    private final WorkflowClient client;
    private final int most;
    private final Instant at = Instant.now();
    private final Map<Place, Crowd> open = new LinkedHashMap<>();
    private final Map<Need, Long> needs = new EnumMap<>(Need.class);
    private long stoppedMoneyMayBeOut;
    private long seen;
    private boolean complete = true;

    Taking(WorkflowClient client, int most) {
      this.client = client;
      this.most = most;
      Place.all().forEach(place -> open.put(place, Crowd.NOBODY));
      for (Need need : Need.values()) {
        needs.put(need, 0L);
      }
    }

    PayoutCensus take(Payouts payouts) {
      try (Stream<WorkflowExecutionMetadata> running = client.listExecutions(OPEN)) {
        running.limit(most + 1L).forEach(this::running);
      }
      payouts.stoppedOutside().forEach(this::stopped);
      Map<Outcome, Long> ended = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        ended.put(outcome, count(ENDED + "'" + outcome.word() + "'"));
      }
      return new PayoutCensus(
          at, open, needs, stoppedMoneyMayBeOut, ended, count(BROKEN), complete);
    }

    private void running(WorkflowExecutionMetadata run) {
      SearchAttributes known = run.getTypedSearchAttributes();
      String need = known.get(PayoutAttributes.NEEDS);
      if (++seen > most) {
        complete = false;
      } else if (need != null) {
        needing(need, known.get(PayoutAttributes.STEP), since(run));
      } else if (known.get(PayoutAttributes.OUTCOME) == null) {
        // With an outcome it is about to close.
        Payouts.Listed state =
            known.get(PayoutAttributes.WAITS_FOR) == null
                ? Payouts.Listed.IN_PROGRESS
                : Payouts.Listed.WAITING;
        counted(known.get(PayoutAttributes.STEP), state, since(run));
      }
    }

    private void stopped(PayoutSummary stopped) {
      needing(stopped.needs(), stopped.step(), stopped.since());
      if (stopped.mayHaveSent()) {
        stoppedMoneyMayBeOut++;
      }
    }

    /**
     * @param step null for an invoice's record: its payout has ended, or is not known
     */
    private void needing(String word, String step, Instant since) {
      Stream.of(Need.values())
          .filter(need -> need.word().equals(word))
          .findFirst()
          .ifPresentOrElse(need -> needs.merge(need, 1L, Long::sum), () -> complete = false);
      counted(step == null ? Step.ENDED.word() : step, Payouts.Listed.NEEDS_ACTION, since);
    }

    private void counted(String word, Payouts.Listed state, Instant since) {
      Optional<Place> place =
          open.keySet().stream()
              .filter(one -> one.step().word().equals(word) && one.state() == state)
              .findFirst();
      place.ifPresentOrElse(
          one -> open.compute(one, (same, crowd) -> crowd.with(since)), () -> complete = false);
    }

    private long count(String query) {
      return client.countWorkflows(query).getCount();
    }

    private static Instant since(WorkflowExecutionMetadata run) {
      return Objects.requireNonNullElseGet(
          Payouts.instant(run.getTypedSearchAttributes().get(PayoutAttributes.WAIT_SINCE)),
          run::getStartTime);
    }
  }
}
