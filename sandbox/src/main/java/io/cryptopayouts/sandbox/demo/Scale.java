package io.cryptopayouts.sandbox.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The durations of the product that decide how long a story takes. The demo makes all of them
 * shorter together, so that they stay in proportion: above all the quiet period stays longer than
 * everything an unanswered send may still do.
 *
 * @param sendWindow from the claim until the request must be written
 * @param callLimit for the whole pay call
 * @param gatewayIdle how long the provider's gateway may hold a lost request
 * @param lag how long the provider may take to show a payout in inquiry
 * @param quiet how long an unanswered send is only asked about
 * @param claimPatience how long a claim may take
 * @param slack on top of window and call limit, until a silent worker counts as dead
 * @param patience how long the provider may be unusable before an operator is needed
 * @param firstPoll the first interval of every wait
 * @param longestPoll the longest interval of every wait
 */
record Scale(
    Duration sendWindow,
    Duration callLimit,
    Duration gatewayIdle,
    Duration lag,
    Duration quiet,
    Duration claimPatience,
    Duration slack,
    Duration patience,
    Duration firstPoll,
    Duration longestPoll) {

  /** As installed; polls are those of a wait for a review. */
  static final Scale USUAL =
      new Scale(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(50),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofHours(2));

  /** As in the demo. */
  static final Scale DEMO =
      new Scale(
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(4),
          Duration.ofSeconds(6),
          Duration.ofSeconds(20),
          Duration.ofSeconds(2),
          Duration.ofSeconds(6),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4));

  /**
   * @throws IllegalArgumentException if the product would refuse to start with these
   */
  Scale {
    if (quiet.compareTo(sendWindow.plus(callLimit).plus(gatewayIdle).plus(lag)) < 0) {
      throw new IllegalArgumentException(
          "the quiet period must be at least send window + call limit + gateway idle time + lag");
    }
    if (claimPatience.compareTo(sendWindow) >= 0) {
      throw new IllegalArgumentException("the claim's patience must be below the send window");
    }
    if (firstPoll.compareTo(longestPoll) > 0) {
      throw new IllegalArgumentException("the first poll must not be later than the longest");
    }
  }

  /** As the worker reads it. */
  Map<String, String> environment() {
    Map<String, Duration> durations = new LinkedHashMap<>();
    durations.put("PAYOUTS_PAY_SEND_WINDOW", sendWindow);
    durations.put("PAYOUTS_PAY_CALL_LIMIT", callLimit);
    durations.put("PAYOUTS_PAY_GATEWAY_IDLE", gatewayIdle);
    durations.put("PAYOUTS_PAY_LAG", lag);
    durations.put("PAYOUTS_PAY_QUIET", quiet);
    durations.put("PAYOUTS_PAY_CLAIM_PATIENCE", claimPatience);
    durations.put("PAYOUTS_PAY_SLACK", slack);
    durations.put("PAYOUTS_PROVIDER_PATIENCE", patience);
    for (String wait : List.of("REVIEW", "OUTCOME", "RETRY")) {
      durations.put("PAYOUTS_" + wait + "_POLL_FIRST", firstPoll);
      durations.put("PAYOUTS_" + wait + "_POLL_MOST", longestPoll);
    }
    Map<String, String> environment = new LinkedHashMap<>();
    durations.forEach((name, duration) -> environment.put(name, duration.toString()));
    return environment;
  }

  /** What is different from the other scale, a line for each duration. */
  List<String> comparedWith(Scale usual) {
    return List.of(
        line("polls of a wait", span(usual), span(this)),
        line("send window", words(usual.sendWindow), words(sendWindow)),
        line("pay call limit", words(usual.callLimit), words(callLimit)),
        line("dead worker after", words(usual.workerLimit()), words(workerLimit())),
        line("provider's gateway idle", words(usual.gatewayIdle), words(gatewayIdle)),
        line("provider's inquiry lag", words(usual.lag), words(lag)),
        line("quiet period", words(usual.quiet), words(quiet)),
        line("patience with provider", words(usual.patience), words(patience)));
  }

  private Duration workerLimit() {
    return sendWindow.plus(callLimit).plus(slack);
  }

  private static String span(Scale scale) {
    return words(scale.firstPoll) + " to " + words(scale.longestPoll);
  }

  private static String line(String what, String usually, String here) {
    return "%-24s %-14s here %s".formatted(what, usually, here);
  }

  private static String words(Duration duration) {
    if (duration.toSeconds() % 60 != 0) {
      return duration.toSeconds() + " s";
    }
    return duration.toMinutes() % 60 == 0
        ? duration.toHours() + " h"
        : duration.toMinutes() + " min";
  }
}
