package io.cryptopayouts.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an operator may do: each is an Update that takes one JSON object. */
public enum Action {
  RECHECK(Recheck.class, "{\"by\":\"you\"}"),
  CANCEL(Cancel.class, "{\"by\":\"you\",\"reason\":\"why\"}"),
  HOLD(Hold.class, "{\"by\":\"you\",\"reason\":\"why\"}"),
  RELEASE(
      Release.class,
      "{\"by\":\"you\",\"reason\":\"why\",\"instruction\":\"" + Action.DIGEST + "\"}"),
  RESOLVE(
      Resolve.class,
      "{\"by\":\"you\",\"verdict\":\"NOT_PAID\",\"reason\":\"why\",\"evidence\":\"ticket\","
          + "\"instruction\":\""
          + Action.DIGEST
          + "\"}"),
  ACKNOWLEDGE(Acknowledge.class, "{\"by\":\"you\",\"reason\":\"what was done\"}");

  private static final String DIGEST = "digest";

  private final Class<?> input;
  private final String example;

  Action(Class<?> input, String example) {
    this.input = input;
    this.example = example;
  }

  /** The Update's name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Its input as JSON, to be pasted and filled in.
   *
   * @param instruction the digest that the decision is made for
   */
  public String example(String instruction) {
    return example.replace('"' + DIGEST + '"', '"' + instruction + '"');
  }

  /** The action that takes an input of this class. */
  static Optional<Action> taking(Class<?> input) {
    return Stream.of(values()).filter(action -> action.input.equals(input)).findFirst();
  }

  /** Why an input was not even read. */
  ActionRefused unreadable() {
    return new ActionRefused(
        "Not understood: "
            + word()
            + " takes one JSON object such as "
            + example
            + (this == RESOLVE ? "; verdict is PAID, NOT_PAID or WRITTEN_OFF." : "."));
  }
}
