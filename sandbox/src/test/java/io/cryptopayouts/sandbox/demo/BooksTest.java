package io.cryptopayouts.sandbox.demo;

import static io.cryptopayouts.sandbox.Movement.Kind.FAILED;
import static io.cryptopayouts.sandbox.Movement.Kind.RETURNED;
import static io.cryptopayouts.sandbox.Movement.Kind.SETTLED;
import static io.cryptopayouts.sandbox.Movement.Kind.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.sandbox.Movement;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BooksTest {

  @Test
  void namesWhatTheLedgerShows() {
    assertThat(books()).isEqualTo(Books.NOTHING_MOVED);
    assertThat(books(TAKEN)).isEqualTo(Books.UNDER_WAY);
    assertThat(books(TAKEN, SETTLED)).isEqualTo(Books.PAID_ONCE);
    assertThat(books(TAKEN, FAILED)).isEqualTo(Books.GIVEN_BACK);
    assertThat(books(TAKEN, SETTLED, RETURNED)).isEqualTo(Books.RETURNED);
  }

  @Test
  void whateverMovesMoreThanOnceIsOutOfOrder() {
    assertThat(books(TAKEN, TAKEN)).isEqualTo(Books.OUT_OF_ORDER);
    assertThat(books(TAKEN, FAILED, TAKEN, SETTLED)).isEqualTo(Books.OUT_OF_ORDER);
    assertThat(books(TAKEN, SETTLED, TAKEN, SETTLED)).isEqualTo(Books.OUT_OF_ORDER);
  }

  @Test
  void onlyWhatIsDueIsGood() {
    Due due = Due.of("drill-1", Books.PAID_ONCE, Books.NOTHING_MOVED);
    assertThat(due.problem(ended("paid"), Books.PAID_ONCE)).isEmpty();
    assertThat(due.problem(ended("cancelled"), Books.NOTHING_MOVED)).isEmpty();
    assertThat(due.problem(ended("paid"), Books.OUT_OF_ORDER))
        .isEqualTo("the ledger was to show: nothing moved or paid once");
    assertThat(due.problem(ended("paid"), Books.UNDER_WAY)).isNotEmpty();
  }

  @Test
  void theProductMustSayTheSame() {
    Due due = Due.of("drill-1", Books.PAID_ONCE, Books.NOTHING_MOVED);
    assertThat(due.problem(ended("paid"), Books.NOTHING_MOVED))
        .isEqualTo("but the product says paid");
    assertThat(due.problem(ended("cancelled"), Books.PAID_ONCE))
        .isEqualTo("but the product says cancelled");
    assertThat(due.problem(ended("resolved"), Books.PAID_ONCE)).isEmpty();
  }

  private static Told ended(String outcome) {
    return new Told("ended", "", "", outcome, "tx-1", "", List.of());
  }

  private static Books books(Movement.Kind... kinds) {
    return Books.of(
        Stream.of(kinds)
            .map(kind ->
                new Moved("drill-1", kind, new BigDecimal("25.00"), "USD", "tx-1", "1", "2"))
            .toList());
  }
}
