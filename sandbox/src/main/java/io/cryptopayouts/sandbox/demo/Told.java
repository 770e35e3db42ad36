package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the product says of a payout.
 *
 * @param state {@code in-progress}, {@code waiting}, {@code needs-action} or {@code ended}
 * @param step where it is
 * @param need why an operator is needed, as the runbook calls it; empty if none is
 * @param outcome how it ended, empty before
 * @param transactionNo the provider's number, empty if unknown
 * @param sentence all of it in words
 * @param timeline what happened, oldest first
 */
record Told(
    String state,
    String step,
    String need,
    String outcome,
    String transactionNo,
    String sentence,
    List<String> timeline) {

  static final Told NOTHING = new Told("unknown", "", "", "", "", "", List.of());

  // What stands in brackets says what is waited for; times and what happens next are too much here.
  private static final Pattern SINCE = Pattern.compile(" since \\S+Z");
  private static final Pattern NEXT = Pattern.compile("; (?:at \\S+Z|then) .*$");
  private static final Pattern ENDED_AT = Pattern.compile(" at \\S+Z:");
  private static final Pattern SUBJECT = Pattern.compile("^Payout \\S+ \\([^)]*\\) ");
  private static final Pattern IN_STEP = Pattern.compile("\\([a-z]+: ");

  /** What a line of the timeline says, without what a line of the demo has no room for. */
  static String brief(String entry) {
    String text = SINCE.matcher(entry).replaceAll("");
    text = NEXT.matcher(text).replaceAll("");
    text = ENDED_AT.matcher(text).replaceAll(":");
    return IN_STEP.matcher(text).replaceFirst("(");
  }

  /** Reads the body of {@code GET /payouts/{invoiceId}}. */
  static Told of(JsonNode status) {
    JsonNode state = status.path("state");
    List<String> timeline = new ArrayList<>();
    status.path("timeline").forEach(entry -> timeline.add(entry.path("what").asText()));
    return new Told(
        state.path("state").asText(),
        state.path("step").asText().toLowerCase(Locale.ROOT),
        state.path("need").asText("").toLowerCase(Locale.ROOT).replace('_', '-'),
        state.path("outcome").asText().toLowerCase(Locale.ROOT),
        status.path("transactionNo").asText(""),
        status.path("sentence").asText(),
        timeline);
  }

  /** The sentence without the payout's name: {@code ended paid}. */
  String predicate() {
    return SUBJECT.matcher(sentence).replaceFirst("").replaceFirst("\\.$", "");
  }

  boolean isInProgress() {
    return state.equals("in-progress");
  }

  boolean isEnded() {
    return state.equals("ended");
  }

  boolean needsAction() {
    return state.equals("needs-action");
  }

  boolean needsAction(String why) {
    return needsAction() && need.equals(why);
  }

  /** Whether it stands where it stood. */
  boolean isSame(Told other) {
    return state.equals(other.state) && step.equals(other.step) && need.equals(other.need);
  }

  boolean waitsIn(String where) {
    return state.equals("waiting") && step.equals(where);
  }

  /** In a word or two, for the table. */
  String words() {
    return isEnded() ? outcome : state + (step.isEmpty() ? "" : ": " + step);
  }
}
