package io.cryptopayouts.worker;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptopayouts.sandbox.Profile;
import java.time.Duration;
import java.util.List;

/**
 * One attempt to break the promise, as data: a seed makes one, a file keeps one, every level plays
 * it.
 */
record Scenario(Setup setup, List<Operation> operations) {

  static final int MOST_OPERATIONS = 12;

  private static final ObjectMapper JSON = new ObjectMapper();

  Scenario {
    operations = List.copyOf(operations);
  }

  /**
   * What the payout meets from the start.
   *
   * @param lag how long the provider keeps a payout from inquiry
   * @param resend whether the worker may repeat an unanswered send
   * @param payee the payee's first status, as the provider writes it
   * @param wallet the wallet's first status, as the provider writes it
   * @param funded whether the balance suffices
   * @param settles what becomes of a payout that was taken
   * @param notices whether the provider's notices arrive
   * @param hurried whether the order's deadlines are half an hour
   * @param lookalike whether the payee has another, older wallet whose masked address is the same
   * @param duplicateCode the code by which a repeated invoice is refused
   */
  record Setup(
      Profile profile,
      Length lag,
      boolean resend,
      String payee,
      String wallet,
      boolean funded,
      Settles settles,
      boolean notices,
      boolean hurried,
      boolean lookalike,
      String duplicateCode) {

    static final Setup USUAL =
        new Setup(
            Profile.LAGS,
            new Length(Rig.LAG.toMillis()),
            true,
            "Activated",
            "Activated",
            true,
            Settles.SUCCESS,
            true,
            false,
            false,
            "000023");

    /** The same with another provider. */
    Setup from(Profile other, String itsLag) {
      return changed(other, Length.parse(itsLag), resend, settles, lookalike);
    }

    Setup resending(boolean whether) {
      return changed(profile, lag, whether, settles, lookalike);
    }

    Setup settling(Settles other) {
      return changed(profile, lag, resend, other, lookalike);
    }

    Setup withLookalike() {
      return changed(profile, lag, resend, settles, true);
    }

    private Setup changed(
        Profile profile, Length lag, boolean resend, Settles settles, boolean lookalike) {
      return new Setup(
          profile,
          lag,
          resend,
          payee,
          wallet,
          funded,
          settles,
          notices,
          hurried,
          lookalike,
          duplicateCode);
    }
  }

  /** What becomes of a payout that the provider took. */
  enum Settles {
    SUCCESS,
    FAILED,
    RETURNED,
    /** It stays pending. */
    STUCK
  }

  /**
   * Something that happens.
   *
   * @param with what exactly: see {@link Kind}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Operation(Moment at, Kind kind, String with) {}

  /** A time span in milliseconds, written as {@code PT15M1S}. */
  record Length(long millis) {
    @JsonCreator
    static Length parse(String text) {
      return new Length(Duration.parse(text).toMillis());
    }

    @JsonValue
    @Override
    public String toString() {
      return Duration.ofMillis(millis).toString();
    }

    Duration duration() {
      return Duration.ofMillis(millis);
    }
  }

  /**
   * When something happens: so long after the start, or when a point is passed for the nth time.
   *
   * @param point null for a time
   */
  record Moment(Point point, int nth, long millis) {

    static Moment after(long millis) {
      return new Moment(null, 0, millis);
    }

    static Moment at(Point point, int nth) {
      return new Moment(point, nth, 0);
    }

    boolean isTime() {
      return point == null;
    }

    /** Whether it is this point, passed for the nth time. */
    boolean is(Point passed, int time) {
      return point == passed && nth == time;
    }

    @JsonCreator
    static Moment parse(String text) {
      if (text.startsWith("PT")) {
        return after(Length.parse(text).millis());
      }
      int hash = text.indexOf('#');
      return at(Point.valueOf(text.substring(0, hash)), Integer.parseInt(text.substring(hash + 1)));
    }

    @JsonValue
    @Override
    public String toString() {
      return isTime() ? new Length(millis).toString() : point + "#" + nth;
    }
  }

  /** If the invoice's own record was touched, it need not be sealed. */
  boolean excuses(String fault) {
    return fault.contains("its invoice is not sealed")
        && operations.stream().anyMatch(operation -> operation.kind() == Kind.INVOICE);
  }

  static Scenario parse(String json) {
    try {
      return JSON.readValue(json, Scenario.class);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("no scenario: " + malformed.getMessage(), malformed);
    }
  }

  /** One line for the setup, one for each operation. */
  String json() {
    try {
      StringBuilder text = new StringBuilder("{\"setup\": ");
      text.append(JSON.writeValueAsString(setup)).append(",\n \"operations\": [");
      for (int i = 0; i < operations.size(); i++) {
        text.append(i == 0 ? "\n  " : ",\n  ").append(JSON.writeValueAsString(operations.get(i)));
      }
      return text.append("]}\n").toString();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
