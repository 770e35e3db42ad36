package io.cryptopayouts.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read out of the sends of one invoice: it decides whether a payout may end unpaid. */
class InvoiceViewTest {

  private static final Instant THEN = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant LATER = THEN.plusSeconds(60);

  private static Send send(String token, Instant at, boolean resend, Send.State state) {
    return new Send(token, at, resend, state, null);
  }

  private static Send send(String token, Instant at, Send.State state) {
    return send(token, at, false, state);
  }

  private static InvoiceView view(Settlement shown, Send... sends) {
    return new InvoiceView("inv-1", null, null, List.of(sends), null, shown, null, null);
  }

  @Test
  void withoutSendsNothingIsOut() {
    InvoiceView empty = new InvoiceView("inv-1", null, null, null, null, null, null, null);

    assertThat(empty.sends()).isEmpty();
    assertThat(empty.open()).isEmpty();
    assertThat(empty.accepted()).isEmpty();
    assertThat(empty.latestSent()).isEmpty();
    assertThat(empty.taken()).isFalse();
    assertThat(empty.wasRepeated()).isFalse();
    assertThat(empty.evidence()).isEqualTo("its record shows nothing out");
  }

  @Test
  void theLatestSendOfEachKindIsTheOneThatCounts() {
    Send accepted = send("a", THEN, Send.State.ACCEPTED);
    Send open = send("b", THEN, Send.State.OPEN);
    Send laterOpen = send("c", LATER, Send.State.OPEN);
    Send unsent = send("d", LATER, Send.State.UNSENT);
    InvoiceView view = view(null, accepted, open, laterOpen, unsent);

    assertThat(view.open()).contains(laterOpen);
    assertThat(view.accepted()).contains(accepted);
    assertThat(view.latestSent()).as("what never left does not count").contains(laterOpen);
  }

  @Test
  void whatWasAcceptedOrShownIsTaken() {
    assertThat(view(null, send("a", THEN, Send.State.ACCEPTED)).taken()).isTrue();
    assertThat(view(Settlement.PENDING).taken()).isTrue();
    assertThat(view(null, send("a", THEN, Send.State.OPEN)).taken()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"REFUSED", "CANCELLED", "EXPIRED"})
  void anUnpaidEndIsHinderedByWhatMayBeOut(Outcome unpaid) {
    assertThat(view(null).hindrance(unpaid)).isEmpty();
    assertThat(view(null, send("a", THEN, Send.State.UNSENT)).hindrance(unpaid)).isEmpty();
    assertThat(view(null, send("a", THEN, Send.State.OPEN)).hindrance(unpaid))
        .contains(new SealAnswer.StillOpen(THEN, false));
    assertThat(
            view(null, send("a", THEN, Send.State.ACCEPTED), send("b", LATER, Send.State.OPEN))
                .hindrance(unpaid))
        .contains(new SealAnswer.StillOpen(THEN, true));
    assertThat(
            view(
                    Settlement.PENDING,
                    send("a", THEN, Send.State.UNSENT),
                    send("b", LATER, Send.State.REFUSED))
                .hindrance(unpaid))
        .as("shown, though no send accounts for it: since the last one")
        .contains(new SealAnswer.StillOpen(LATER, true));
    assertThat(view(Settlement.FAILED).hindrance(unpaid))
        .contains(new SealAnswer.StillOpen(null, true));
  }

  @Test
  void aFailedEndIsHinderedByAnOpenSendOnly() {
    assertThat(view(Settlement.FAILED, send("a", THEN, Send.State.ACCEPTED)))
        .extracting(view -> view.hindrance(Outcome.FAILED))
        .isEqualTo(Optional.empty());
    assertThat(view(Settlement.FAILED, send("a", THEN, Send.State.OPEN)).hindrance(Outcome.FAILED))
        .contains(new SealAnswer.StillOpen(THEN, false));
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"PAID", "RESOLVED"})
  void aPaidOrResolvedEndIsNotHindered(Outcome outcome) {
    assertThat(view(null, send("a", THEN, Send.State.OPEN)).hindrance(outcome)).isEmpty();
  }

  @Test
  void theEvidenceIsTheStrongestThereIs() {
    Send accepted = send("a", THEN, Send.State.ACCEPTED);
    Send open = send("b", LATER, Send.State.OPEN);

    assertThat(view(Settlement.SUCCESS, accepted, open).evidence())
        .isEqualTo("inquiry shows it as success");
    assertThat(view(null, accepted, open).evidence())
        .isEqualTo("the provider took it at 2026-03-01T09:00:00Z");
    assertThat(view(null, open).evidence())
        .isEqualTo("a send of 2026-03-01T09:01:00Z was not answered");
  }

  @Test
  void aRepeatCountsUnlessItNeverLeft() {
    Send first = send("a", THEN, false, Send.State.OPEN);

    assertThat(view(null, first).wasRepeated()).isFalse();
    assertThat(view(null, first, send("b", LATER, true, Send.State.UNSENT)).wasRepeated())
        .isFalse();
    assertThat(view(null, first, send("b", LATER, true, Send.State.REFUSED)).wasRepeated())
        .isTrue();
  }
}
