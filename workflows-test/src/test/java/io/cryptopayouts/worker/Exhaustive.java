package io.cryptopayouts.worker;

import io.cryptopayouts.sandbox.Profile;
import io.cryptopayouts.worker.Scenario.Length;
import io.cryptopayouts.worker.Scenario.Moment;
import io.cryptopayouts.worker.Scenario.Operation;
import io.cryptopayouts.worker.Scenario.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Every scenario of two sends, one Reset, one crash and one freeze: each answer, each point, each
 * kind of provider, numbered from 0.
 */
final class Exhaustive {

  private static final List<Point> PAY = Stream.of(Point.values()).filter(Point::isInPay).toList();

  private static final List<Setup> SETUPS =
      List.of(
          Setup.USUAL.from(Profile.DEDUPES, "PT0S"),
          Setup.USUAL.from(Profile.DEDUPES, "PT1H"),
          Setup.USUAL.from(Profile.LAGS, "PT10M"),
          Setup.USUAL.from(Profile.HOSTILE, "PT1H").resending(false));

  /** Null is nothing. */
  private static final List<List<Operation>> CHOICES = new ArrayList<>();

  static {
    CHOICES.add(answers(Kind.PAY.choices()));
    CHOICES.add(
        answers(
            List.of(
                "request-lost", "answer-lost", "502-taken", "duplicate-taken", "000040-untaken")));
    CHOICES.add(resets());
    CHOICES.add(atEachPoint(Kind.CRASH, 2, (String) null));
    CHOICES.add(atEachPoint(Kind.FREEZE, 1, "PT11S", "PT16M"));
  }

  static final long COUNT =
      CHOICES.stream().mapToLong(List::size).reduce(SETUPS.size(), (one, other) -> one * other);

  private Exhaustive() {}

  static Scenario of(long number) {
    long rest = number;
    List<Operation> operations = new ArrayList<>();
    for (List<Operation> choices : CHOICES) {
      operations.add(choices.get((int) (rest % choices.size())));
      rest /= choices.size();
    }
    return new Scenario(
        SETUPS.get((int) rest), operations.stream().filter(Objects::nonNull).toList());
  }

  private static List<Operation> answers(List<String> answers) {
    return orNone(answers.stream().map(answer -> new Operation(Moment.after(0), Kind.PAY, answer)));
  }

  private static List<Operation> resets() {
    Stream<Operation> amidPay =
        PAY.stream()
            .map(point -> Moment.at(point, 1))
            .flatMap(at ->
                Stream.of(
                    new Operation(at, Kind.RESET, "0"),
                    new Operation(at, Kind.RESET, "1"),
                    new Operation(at, Kind.RERUN, null)));
    Stream<Operation> later =
        Stream.of("PT1S", "PT2M", "PT16M")
            .map(time -> Moment.after(Length.parse(time).millis()))
            .flatMap(at ->
                Stream.of(
                    new Operation(at, Kind.RESET, "0"),
                    new Operation(at, Kind.RESET, "0.6"),
                    new Operation(at, Kind.RESET, "1"),
                    new Operation(at, Kind.RERUN, null)));
    return orNone(Stream.concat(amidPay, later));
  }

  private static List<Operation> atEachPoint(Kind kind, int most, String... choices) {
    return orNone(
        PAY.stream()
            .flatMap(point ->
                Stream.iterate(1, nth -> nth <= most, nth -> nth + 1)
                    .map(nth -> Moment.at(point, nth)))
            .flatMap(at -> Stream.of(choices).map(with -> new Operation(at, kind, with))));
  }

  private static List<Operation> orNone(Stream<Operation> operations) {
    List<Operation> choices = new ArrayList<>();
    choices.add(null);
    operations.forEach(choices::add);
    return choices;
  }
}
