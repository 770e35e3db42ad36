package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.worker.TemporalUi.Reapply;
import io.temporal.api.common.v1.WorkflowExecution;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every button of the Temporal UI on a payout in every state: never a second payment, never a
 * payout that nobody can find again.
 */
@Tag("browser")
class ButtonsBrowserTest {

  @RegisterExtension static final BrowserStage STAGE = new BrowserStage();

  /** How a payout is found. */
  enum Found {
    WAITING,
    DECLINED,
    UNANSWERED,
    SETTLING,
    PAYING,
    PAID,
    CANCELLED;

    boolean isClosed() {
      return this == PAID || this == CANCELLED;
    }
  }

  /** What is pressed. */
  enum Button {
    REQUEST_CANCELLATION,
    UPDATE_CANCEL,
    TERMINATE,
    SIGNAL_WAKE,
    SIGNAL_GARBAGE,
    UPDATE_RECHECK,
    UPDATE_RESOLVE,
    RESET_TO_FIRST,
    RESET_TO_LAST,
    RESET_EXCLUDING,
    START_LIKE_SAME,
    START_LIKE_OTHER;

    boolean isForClosedOnes() {
      return compareTo(RESET_TO_FIRST) >= 0;
    }
  }

  /** What must have become of it once payees are approved, calls answered and payouts settled. */
  enum Fate {
    PAID_ONCE,
    CANCELLED_UNPAID,
    RESOLVED_UNPAID,
    LEFT_TO_AN_OPERATOR,
    STOPPED_OUTSIDE
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void everyButtonLeavesOnePaymentAtMostAndAPayoutThatIsFound(Found found) {
    Map<Button, PayoutId> payouts = new EnumMap<>(Button.class);
    List<Button> buttons = new ArrayList<>(EnumSet.allOf(Button.class));
    buttons.removeIf(button -> found.isClosed() && !button.isForClosedOnes());
    switch (found) {
      case PAYING ->
          buttons.forEach(button -> {
            GatedCall gate = new GatedCall();
            PayoutId id = Situations.paying(rig(), name(found, button), gate);
            payouts.put(button, id);
            try {
              press(button, id);
            } finally {
              gate.open();
            }
          });
      // It is sent again after the quiet period, so that it cannot wait until others are pressed.
      case UNANSWERED ->
          buttons.forEach(button -> {
            PayoutId id = begun(found, name(found, button));
            payouts.put(button, id);
            press(button, id);
          });
      case WAITING, DECLINED, SETTLING, PAID, CANCELLED -> {
        buttons.parallelStream()
            .map(button -> Map.entry(button, begun(found, name(found, button))))
            .toList()
            .forEach(entry -> payouts.put(entry.getKey(), entry.getValue()));
        payouts.forEach(ButtonsBrowserTest::press);
      }
    }

    payouts.values().forEach(id -> goOn(found, id));

    SoftAssertions all = new SoftAssertions();
    payouts.forEach((button, id) -> check(all, fate(found, button), button, id));
    all.assertAll();
  }

  private static String name(Found found, Button button) {
    return (found + "-" + button).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static PayoutId begun(Found found, String name) {
    return switch (found) {
      case WAITING -> Situations.waiting(rig(), name);
      case DECLINED -> Situations.declined(rig(), name);
      case UNANSWERED -> Situations.unanswered(rig(), name);
      case SETTLING -> Situations.awaitingSettlement(rig(), name);
      case PAID -> Situations.paid(rig(), name);
      case CANCELLED -> Situations.cancelled(rig(), name);
      case PAYING -> throw new IllegalArgumentException("one at a time");
    };
  }

  private static void press(Button button, PayoutId id) {
    WorkflowExecution run = rig().execution(id);
    TemporalUi ui = STAGE.ui().open(id.workflowId());
    switch (button) {
      case REQUEST_CANCELLATION -> ui.requestCancellation();
      case TERMINATE -> ui.terminate();
      case SIGNAL_WAKE -> ui.signal("wake", "");
      case SIGNAL_GARBAGE -> ui.signal("notice", "{\"status\":\"SUCCESS\"}");
      case UPDATE_RECHECK -> ui.update("recheck", "{\"by\":\"ann\"}");
      case UPDATE_CANCEL -> ui.update("cancel", "{\"by\":\"ann\",\"reason\":\"drill\"}");
      case UPDATE_RESOLVE ->
          ui.update(
              "resolve",
              "{\"by\":\"ann\",\"verdict\":\"NOT_PAID\",\"reason\":\"drill\",\"evidence\":\"T-1\","
                  + "\"instruction\":\""
                  + Situations.status(rig(), id).instruction()
                  + "\"}");
      case RESET_TO_FIRST -> ui.reset(rig().workflowTasks(run).getFirst(), Reapply.ALL);
      case RESET_TO_LAST -> ui.reset(rig().workflowTasks(run).getLast(), Reapply.ALL);
      case RESET_EXCLUDING -> ui.reset(rig().workflowTasks(run).getLast(), Reapply.NONE);
      case START_LIKE_SAME -> copied(id).startLikeThis(id.workflowId());
      case START_LIKE_OTHER -> copied(id).startLikeThis(id.workflowId() + "-copy");
    }
  }

  /** Only with the codec is the copied input the order, and not a text that no run can read. */
  private static TemporalUi copied(PayoutId id) {
    return STAGE.ui(BrowserStage.FULL_KEY).open(id.workflowId());
  }

  /** The world goes on: nobody is left waiting who could be paid. */
  private static void goOn(Found found, PayoutId id) {
    switch (found) {
      case WAITING -> rig().provider.payeeStatus("review-" + id, "Activated");
      case DECLINED -> rig().provider.payeeStatus("declined-" + id, "Activated");
      case SETTLING -> rig().provider.settle(id.invoiceId(), "success");
      // One that is reset to before its cancellation waits once more; its invoice stays sealed.
      case CANCELLED -> rig().provider.payeeStatus("review-" + id, "Activated");
      case UNANSWERED, PAYING, PAID -> {}
    }
  }

  private static Fate fate(Found found, Button button) {
    return switch (button) {
      case TERMINATE -> Fate.STOPPED_OUTSIDE;
      case REQUEST_CANCELLATION, UPDATE_CANCEL ->
          switch (found) {
            case WAITING, DECLINED -> Fate.CANCELLED_UNPAID;
            // It may have been taken, and who cancels does not want it sent once more.
            case UNANSWERED -> Fate.LEFT_TO_AN_OPERATOR;
            case SETTLING, PAYING -> Fate.PAID_ONCE;
            case PAID, CANCELLED -> throw new IllegalArgumentException("no such button");
          };
      case UPDATE_RESOLVE -> found == Found.DECLINED ? Fate.RESOLVED_UNPAID : Fate.PAID_ONCE;
      case SIGNAL_WAKE,
          SIGNAL_GARBAGE,
          UPDATE_RECHECK,
          RESET_TO_FIRST,
          RESET_TO_LAST,
          RESET_EXCLUDING,
          START_LIKE_SAME,
          START_LIKE_OTHER ->
          found == Found.CANCELLED ? Fate.CANCELLED_UNPAID : Fate.PAID_ONCE;
    };
  }

  private static void check(SoftAssertions all, Fate fate, Button button, PayoutId id) {
    all.assertThatCode(() -> LiveRig.await(fate + ", not: " + told(id), () -> has(fate, id)))
        .as("%s of %s", button, id)
        .doesNotThrowAnyException();
    long taken = rig().taken(id);
    switch (fate) {
      case PAID_ONCE -> all.assertThat(taken).as("%s of %s", button, id).isEqualTo(1);
      case CANCELLED_UNPAID, RESOLVED_UNPAID, LEFT_TO_AN_OPERATOR ->
          all.assertThat(taken).as("%s of %s", button, id).isZero();
      case STOPPED_OUTSIDE -> {
        all.assertThat(taken).as("%s of %s", button, id).isLessThanOrEqualTo(1);
        all.assertThat(Situations.status(rig(), id).mayHaveSent() || taken == 0).isTrue();
      }
    }
  }

  private static String told(PayoutId id) {
    return rig().payouts.find(id).map(PayoutStatus::sentence).orElse("nobody knows " + id);
  }

  private static boolean has(Fate fate, PayoutId id) {
    PayoutState state = Situations.status(rig(), id).state();
    return switch (fate) {
      case PAID_ONCE -> state instanceof PayoutState.Ended end && end.outcome() == Outcome.PAID;
      case CANCELLED_UNPAID ->
          state instanceof PayoutState.Ended end && end.outcome() == Outcome.CANCELLED;
      case RESOLVED_UNPAID ->
          state instanceof PayoutState.Ended end && end.outcome() == Outcome.RESOLVED;
      case LEFT_TO_AN_OPERATOR ->
          state instanceof PayoutState.NeedsAction needing
              && needing.need() == Need.OUTCOME_UNKNOWN;
      case STOPPED_OUTSIDE ->
          state instanceof PayoutState.NeedsAction needing
              && needing.need() == Need.STOPPED_OUTSIDE;
    };
  }

  private static LiveRig rig() {
    return STAGE.rig();
  }
}
