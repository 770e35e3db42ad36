package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Action;
import io.cryptopayouts.contract.PayoutAttributes;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Step;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What operators see of a payout in the Temporal UI: search attributes and current details. Neither
 * is encrypted, so neither holds personal data; foreign text is escaped.
 */
final class OperatorView {

  private OperatorView() {}

  /** Shows the status; writes only the attributes that changed. */
  static void show(PayoutStatus status, boolean overdue) {
    Shown shown = Shown.of(status.state());
    List<SearchAttributeUpdate<?>> changes = new ArrayList<>();
    change(changes, PayoutAttributes.STEP, shown.step);
    change(changes, PayoutAttributes.WAITS_FOR, shown.waitsFor);
    change(changes, PayoutAttributes.NEEDS, shown.needs);
    change(changes, PayoutAttributes.OUTCOME, shown.outcome);
    change(changes, PayoutAttributes.WAIT_SINCE, time(shown.since));
    change(changes, PayoutAttributes.DEADLINE, time(shown.until));
    change(changes, PayoutAttributes.PROVIDER_NO, status.transactionNo());
    change(changes, PayoutAttributes.MAY_SENT, status.mayHaveSent() ? true : null);
    change(changes, PayoutAttributes.OVERDUE, overdue ? true : null);
    if (!changes.isEmpty()) {
      Workflow.upsertTypedSearchAttributes(changes.toArray(SearchAttributeUpdate<?>[]::new));
    }
    Workflow.setCurrentDetails(details(status, shown));
  }

  private static <T> void change(
      List<SearchAttributeUpdate<?>> changes, SearchAttributeKey<T> key, T value) {
    T before = Workflow.getTypedSearchAttributes().get(key);
    if (!Objects.equals(before, value)) {
      changes.add(value == null ? key.valueUnset() : key.valueSet(value));
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private record Shown(
      String step,
      String waitsFor,
      String needs,
      String outcome,
      Instant since,
      Instant until,
      String then,
      List<Action> possible) {

    static Shown of(PayoutState state) {
      return switch (state) {
        case PayoutState.InProgress now ->
            new Shown(
                now.step().word(), null, null, null, null, null, null, List.of(Action.CANCEL));
        case PayoutState.Waiting wait ->
            new Shown(
                wait.step().word(),
                wait.on().word(),
                null,
                null,
                wait.since(),
                wait.until(),
                wait.then(),
                List.of(Action.RECHECK, Action.CANCEL));
        case PayoutState.NeedsAction need ->
            new Shown(
                need.step().word(),
                "operator",
                need.need().word(),
                null,
                need.since(),
                need.until(),
                need.then(),
                need.possible());
        case PayoutState.Ended end ->
            new Shown(
                Step.ENDED.word(), null, null, end.outcome().word(), null, null, null, List.of());
      };
    }
  }

  private static String details(PayoutStatus status, Shown shown) {
    StringBuilder text =
        new StringBuilder("### ").append(escaped(status.sentence())).append("\n\n");
    text.append("| | |\n|---|---|\n");
    row(text, "Step", shown.step);
    row(text, "Waits for", shown.waitsFor);
    row(text, "Needs", shown.needs);
    row(text, "Since", shown.since);
    row(text, "Until", shown.until);
    row(text, "Then", shown.then);
    row(text, "May money be out", status.mayHaveSent() ? "yes" : "no");
    row(text, "Provider's number", status.transactionNo());
    row(text, "Instruction", status.instruction());
    if (!shown.possible.isEmpty()) {
      text.append("\n**You may** (*Send an Update*):\n\n");
      for (Action action : shown.possible) {
        text.append("- ").append(how(action, status)).append('\n');
      }
    }
    return text.toString();
  }

  private static String how(Action action, PayoutStatus status) {
    return switch (action) {
      case RECHECK -> "`recheck`: look again now. `{\"by\":\"you\"}`";
      case CANCEL -> "`cancel`: end it if nothing was sent. `{\"by\":\"you\",\"reason\":\"why\"}`";
      case RESOLVE ->
          "`resolve`: decide yourself what became of the money."
              + " `{\"by\":\"you\",\"verdict\":\"NOT_PAID\",\"reason\":\"why\","
              + "\"evidence\":\"ticket\",\"instruction\":\""
              + status.instruction()
              + "\"}` (verdict: PAID, NOT_PAID or WRITTEN_OFF)";
      case ACKNOWLEDGE ->
          "`acknowledge` (on the invoice's execution): you have dealt with it."
              + " `{\"by\":\"you\",\"reason\":\"what was done\"}`";
    };
  }

  private static void row(StringBuilder text, String name, Object value) {
    if (value != null) {
      text.append("| ").append(name).append(" | ").append(escaped(value.toString())).append(" |\n");
    }
  }

  /** The UI renders Markdown and fetches images: foreign text must be neither. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\`*_{}[]()#+!|~".indexOf(c) >= 0) {
        safe.append('\\').append(c);
      } else if (c == '<') {
        safe.append("&lt;");
      } else if (c == '>') {
        safe.append("&gt;");
      } else if (c == '&') {
        safe.append("&amp;");
      } else {
        safe.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return safe.toString();
  }
}
