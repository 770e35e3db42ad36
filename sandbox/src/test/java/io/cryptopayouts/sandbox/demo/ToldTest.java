package io.cryptopayouts.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class ToldTest {

  @Test
  void readsAStatus() throws JsonProcessingException {
    Told told =
        Told.of(
            Http.JSON.readTree(
                """
                {"invoiceId":"demo-1","state":{"state":"waiting","step":"COMPLIANCE"},
                 "sentence":"Payout demo-1 (25.00 USD for cust-1) waits for the provider.",
                 "transactionNo":null,
                 "timeline":[{"at":"2026-11-23T10:00:00Z","what":"is in progress: pay"}]}
                """));
    assertThat(told.waitsIn("compliance")).isTrue();
    assertThat(told.isEnded()).isFalse();
    assertThat(told.transactionNo()).isEmpty();
    assertThat(told.predicate()).isEqualTo("waits for the provider");
    assertThat(told.timeline()).containsExactly("is in progress: pay");
  }

  @Test
  void aNeedIsCalledAsTheRunbookCallsIt() throws JsonProcessingException {
    Told told =
        Told.of(
            Http.JSON.readTree(
                """
                {"state":{"state":"needs-action","step":"PAY","need":"OUTCOME_UNKNOWN"}}
                """));
    assertThat(told.needsAction("outcome-unknown")).isTrue();
    assertThat(told.needsAction("documents")).isFalse();
  }

  @Test
  void aLineSaysWhatIsWaitedForAndNothingMore() {
    assertThat(
            Told.brief(
                "waits for the provider since 2026-11-23T10:00:00Z (compliance: payee status"
                    + " Underreview); at 2026-12-23T10:00:00Z the payout expires unpaid"))
        .isEqualTo("waits for the provider (payee status Underreview)");
    assertThat(
            Told.brief(
                "waits for the provider since 2026-11-23T10:00:00Z (settlement: the provider's"
                    + " final word); then it looks again"))
        .isEqualTo("waits for the provider (the provider's final word)");
    assertThat(Told.brief("ended paid at 2026-11-23T10:00:00Z: the provider confirmed it"))
        .isEqualTo("ended paid: the provider confirmed it");
  }
}
