package io.cryptopayouts.sandbox.demo;

import static io.cryptopayouts.sandbox.Movement.Kind.FAILED;
import static io.cryptopayouts.sandbox.Movement.Kind.RETURNED;
import static io.cryptopayouts.sandbox.Movement.Kind.SETTLED;
import static io.cryptopayouts.sandbox.Movement.Kind.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.sandbox.Movement;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void paidAgreesWithOnePayoutTakenAndPaid() {
    Verdict verdict = Verdict.of(toBe(Outcome.PAID), ended("paid"), moved(TAKEN, SETTLED));
    assertThat(verdict.agrees()).isTrue();
    assertThat(verdict.says()).isEqualTo("paid");
    assertThat(verdict.ledger()).isEqualTo("took 25.00, paid 25.00");
  }

  @Test
  void paidTwiceDoesNotAgree() {
    assertThat(problem(Outcome.PAID, ended("paid"), moved(TAKEN, SETTLED, TAKEN, SETTLED)))
        .isEqualTo("the ledger shows something else");
  }

  @Test
  void paidDoesNotAgreeWithMoneyThatDidNotArriveOrCameBack() {
    assertThat(problem(Outcome.PAID, ended("paid"), moved())).isNotEmpty();
    assertThat(problem(Outcome.PAID, ended("paid"), moved(TAKEN))).isNotEmpty();
    assertThat(problem(Outcome.PAID, ended("paid"), moved(TAKEN, FAILED))).isNotEmpty();
    assertThat(problem(Outcome.PAID, ended("paid"), moved(TAKEN, SETTLED, RETURNED))).isNotEmpty();
  }

  @Test
  void refusedAgreesOnlyWithAnEmptyLedger() {
    assertThat(problem(Outcome.REFUSED, ended("refused"), moved())).isEmpty();
    assertThat(problem(Outcome.REFUSED, ended("refused"), moved(TAKEN))).isNotEmpty();
  }

  @Test
  void anotherAmountCurrencyOrTransactionDoesNotAgree() {
    Moved taken = moved(TAKEN).getFirst();
    Moved settled = moved(SETTLED).getFirst();
    assertThat(problem(Outcome.PAID, ended("paid"), List.of(taken, with(settled, "25.01", "USD"))))
        .isEqualTo("the ledger shows another amount");
    assertThat(problem(Outcome.PAID, ended("paid"), List.of(taken, with(settled, "25.00", "EUR"))))
        .isEqualTo("the ledger shows another amount");
    Told other = new Told("ended", "", "", "paid", "tx-2", "", List.of());
    assertThat(problem(Outcome.PAID, other, moved(TAKEN, SETTLED)))
        .isEqualTo("the ledger shows another transaction");
  }

  @Test
  void anotherEndOrNoneDoesNotAgree() {
    assertThat(problem(Outcome.PAID, ended("refused"), moved()))
        .isEqualTo("it should have ended paid");
    Told waiting = new Told("waiting", "funds", "", "", "", "", List.of());
    assertThat(problem(Outcome.PAID, waiting, moved())).isEqualTo("it has not ended");
    assertThat(problem(Outcome.PAID, Told.NOTHING, moved())).isEqualTo("it has not ended");
  }

  private static String problem(Outcome expected, Told told, List<Moved> moved) {
    return Verdict.of(toBe(expected), told, moved).problem();
  }

  private static Scene toBe(Outcome expected) {
    return new Scene("demo-1", "cust-1", new BigDecimal("25.00"), "shows", expected);
  }

  private static Told ended(String outcome) {
    return new Told("ended", "", "", outcome, "tx-1", "", List.of());
  }

  private static List<Moved> moved(Movement.Kind... kinds) {
    return Stream.of(kinds)
        .map(kind ->
            new Moved("demo-1", kind, new BigDecimal("25.00"), "USD", "tx-1", "100001", "200001"))
        .toList();
  }

  private static Moved with(Moved moved, String amount, String currency) {
    return new Moved(
        moved.invoiceId(),
        moved.kind(),
        new BigDecimal(amount),
        currency,
        moved.transactionNo(),
        moved.customerNo(),
        moved.accountToken());
  }
}
