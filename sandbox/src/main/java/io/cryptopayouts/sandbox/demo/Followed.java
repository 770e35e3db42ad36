package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** A payout whose changes are printed, as a caller of the API sees them. */
final class Followed {

  private final String invoiceId;
  private final Http api;
  private final Screen screen;
  private final Set<String> seen = new HashSet<>();
  private String unanswered = "";
  private Told told = Told.NOTHING;
  private boolean unknown;

  Followed(String invoiceId, Http api, Screen screen) {
    this.invoiceId = invoiceId;
    this.api = api;
    this.screen = screen;
  }

  /** Asks the API, prints what is new, and answers how the payout stands. */
  Told look() {
    Http.Answer answer = api.get("/payouts/" + invoiceId);
    unknown = answer.status() == Http.NOT_FOUND;
    if (unknown) {
      told = Told.NOTHING;
    } else if (answer.isGood()) {
      unanswered = "";
      print(answer.body());
    } else if (!unanswered.equals(answer.words())) {
      unanswered = answer.words();
      screen.change(invoiceId, "the API answers " + unanswered);
    }
    return told;
  }

  /** Looks; whether there is nothing more to do for anybody. */
  boolean isDoneNow() {
    return look().isEnded() || unknown;
  }

  private void print(JsonNode status) {
    Told before = told;
    told = Told.of(status);
    boolean printed = false;
    for (JsonNode entry : status.path("timeline")) {
      // A Reset runs through the first part of the timeline once more, at the same times.
      if (seen.add(entry.path("at").asText() + entry.path("what").asText())) {
        screen.change(invoiceId, Told.brief(entry.path("what").asText()));
        printed = true;
      }
    }
    if (!printed && !told.isSame(before) && !told.isInProgress()) {
      screen.change(invoiceId, Told.brief(told.predicate()));
    }
  }
}
