package io.cryptopayouts.api;

import io.cryptopayouts.contract.FieldProblem;
import io.cryptopayouts.contract.PayoutView;
import io.cryptopayouts.contract.Payouts;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads query parameters. */
final class Query {

  private static final Pattern WAIT = Pattern.compile("([0-9]{1,2})s|([0-9]{1,5})ms|(1)m");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 200;

  private Query() {}

  /** How long to wait, zero if nothing is said. */
  static Duration wait(String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    Matcher matcher = WAIT.matcher(text);
    Duration wait =
        !matcher.matches()
            ? LONGEST_WAIT.plusNanos(1)
            : matcher.group(1) != null
                ? Duration.ofSeconds(Integer.parseInt(matcher.group(1)))
                : matcher.group(2) != null
                    ? Duration.ofMillis(Integer.parseInt(matcher.group(2)))
                    : LONGEST_WAIT;
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      throw faulty("wait", "must be a time such as 20s, at most 60s");
    }
    return wait;
  }

  static int limit(String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw faulty("limit", "must be 1 to " + MOST);
    }
    return limit;
  }

  /** A customer's code, null if nothing is said. */
  static String customer(String text) {
    if (text != null && !PayoutView.isCustomer(text)) {
      throw faulty("customer", "must be the code of a customer, as orders name it");
    }
    return text;
  }

  static Payouts.Listed state(String text) {
    for (Payouts.Listed state : Payouts.Listed.values()) {
      if (state.word().equals(text)) {
        return state;
      }
    }
    throw faulty("state", "must be one of in-progress, waiting, needs-action, ended");
  }

  private static Rejected faulty(String parameter, String reason) {
    return new Rejected(
        new Problem(
            400,
            "invalid-query",
            "The query cannot be understood",
            "correct the parameter in 'errors'",
            List.of(new FieldProblem(parameter, reason))));
  }
}
