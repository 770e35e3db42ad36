package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Action;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.PayoutAttributes;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What operators see of a payout, and of its invoice, in the Temporal UI: search attributes and
 * current details. Neither is encrypted, so neither holds personal data; foreign text is escaped.
 *
 * <p>Nothing here may decide what a workflow does: these settings are those of the worker at hand,
 * and change under a running payout.
 *
 * @param runbook where people read the runbook; each reason and wait has an anchor there
 * @param sendsHeld whether this installation holds all sends
 */
record OperatorView(String runbook, boolean sendsHeld) {

  /** The UI sets columns without a gap, and would trim a plain space. */
  private static final String SPACE = "\u00a0\u00a0";

  /** Not seen, and no part of an address. */
  private static final char JOINER = '\u2060';

  /** Shows the payout; writes only the attributes that changed. */
  void show(PayoutStatus status, List<Action> possible, boolean overdue) {
    Shown shown = Shown.of(status.state());
    List<SearchAttributeUpdate<?>> changes = new ArrayList<>();
    change(changes, PayoutAttributes.STEP, status.state().step().word());
    change(changes, PayoutAttributes.WAITS_FOR, shown.waitsFor);
    change(changes, PayoutAttributes.NEEDS, shown.needs);
    change(changes, PayoutAttributes.OUTCOME, shown.outcome);
    change(changes, PayoutAttributes.WAIT_SINCE, time(status.state().since()));
    change(changes, PayoutAttributes.DEADLINE, time(status.state().until()));
    change(changes, PayoutAttributes.PROVIDER_NO, status.transactionNo());
    change(changes, PayoutAttributes.MAY_SENT, status.mayHaveSent() ? true : null);
    change(changes, PayoutAttributes.OVERDUE, overdue ? true : null);
    if (!changes.isEmpty()) {
      Workflow.upsertTypedSearchAttributes(changes.toArray(SearchAttributeUpdate<?>[]::new));
    }
    Workflow.setCurrentDetails(details(status, shown, possible));
  }

  /** Shows the invoice's record. */
  void show(InvoiceView invoice) {
    Workflow.setCurrentDetails(details(invoice));
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

  /**
   * What a state is in the search attributes.
   *
   * @param row the anchor of its row in the runbook
   */
  private record Shown(String waitsFor, String needs, String outcome, String then, String row) {

    static Shown of(PayoutState state) {
      return switch (state) {
        case PayoutState.InProgress now -> new Shown(null, null, null, null, "in-progress");
        case PayoutState.Waiting wait ->
            new Shown(wait.on().word(), null, null, wait.then(), "waits-" + wait.step().word());
        case PayoutState.NeedsAction need ->
            new Shown(
                Party.OPERATOR.word(), need.need().word(), null, need.then(), need.need().word());
        case PayoutState.Ended end -> new Shown(null, null, end.outcome().word(), null, "ended");
      };
    }
  }

  String details(PayoutStatus status, List<Action> possible) {
    return details(status, Shown.of(status.state()), possible);
  }

  private String details(PayoutStatus status, Shown shown, List<Action> possible) {
    StringBuilder text = heading(status.sentence());
    status.remarks().forEach(remark -> item(text, escaped(remark)));
    if (!status.remarks().isEmpty()) {
      text.append('\n');
    }
    table(text);
    row(text, "Step", status.state().step().word());
    row(text, "Waits for", shown.waitsFor);
    row(text, "Needs", shown.needs);
    row(text, "Since", seconds(status.state().since()));
    row(text, "Until", seconds(status.state().until()));
    row(text, "Then", shown.then);
    row(text, "Money", status.mayHaveSent() ? "may be out" : "none is out");
    row(text, "Provider's number", status.transactionNo());
    row(text, "Instruction", status.instruction());
    runbook(text, shown.row);
    if (!possible.isEmpty()) {
      text.append("\n**You may** (*More Actions*, *Send an Update*):\n\n");
      possible.forEach(action -> item(text, how(action, status.instruction())));
    }
    return text.toString();
  }

  String details(InvoiceView invoice) {
    StringBuilder text =
        heading(
            "Invoice "
                + invoice.providerInvoice()
                + (invoice.need() == null
                    ? ": nothing needs an operator, " + invoice.evidence()
                    : " needs an operator: " + invoice.need().sentence()));
    table(text);
    row(text, "Needs", invoice.need() == null ? null : invoice.need().word());
    row(text, "Since", seconds(invoice.needSince()));
    row(text, "What is known", invoice.evidence());
    row(text, "Sealed as", invoice.sealed() == null ? null : invoice.sealed().word());
    row(text, "Provider's number", invoice.transactionNo());
    runbook(text, invoice.need() == null ? "invoice" : invoice.need().word());
    if (invoice.need() != null) {
      text.append("\n**You may** (*More Actions*, *Send an Update*):\n\n");
      item(text, how(Action.ACKNOWLEDGE, ""));
    }
    text.append(
        "\nDo not reset or terminate this execution: it is the memory by which nothing is paid"
            + " twice.\n");
    return text.toString();
  }

  private static StringBuilder heading(String sentence) {
    return new StringBuilder("### ").append(escaped(sentence)).append("\n\n");
  }

  private static void table(StringBuilder text) {
    text.append("| | |\n|---|---|\n");
  }

  private static void item(StringBuilder text, String what) {
    text.append("- ").append(what).append('\n');
  }

  private void runbook(StringBuilder text, String row) {
    text.append("\n[Runbook: ")
        .append(row)
        .append("](")
        .append(runbook)
        .append('#')
        .append(row)
        .append(")\n");
  }

  private static String how(Action action, String instruction) {
    String what =
        switch (action) {
          case RECHECK -> "look again now, never sends twice";
          case CANCEL -> "end it if nothing was sent";
          case HOLD -> "send nothing until it is released";
          case RELEASE -> "undo the hold";
          case RESOLVE ->
              "decide yourself what became of the money (verdict: PAID, NOT\\_PAID or WRITTEN\\_OFF)";
          case ACKNOWLEDGE -> "you have dealt with it (on the invoice's execution)";
        };
    return "`" + action.word() + "`: " + what + ". `" + action.example(instruction) + "`";
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("| ")
        .append(name)
        .append(SPACE)
        .append(" | ")
        .append(value == null ? "–" : escaped(value))
        .append(" |\n");
  }

  private static String seconds(Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * The UI renders Markdown, fetches images and makes links of bare addresses: foreign text must be
   * none of these.
   */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\`*_{}[]()#+!|~<>&".indexOf(c) >= 0) {
        safe.append('\\').append(c);
      } else {
        safe.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return safe.toString()
        .replace("://", ":" + JOINER + "//")
        .replace("www.", "www" + JOINER + ".");
  }
}
