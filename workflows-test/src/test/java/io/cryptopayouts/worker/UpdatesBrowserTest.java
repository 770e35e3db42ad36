package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.CryptoPayoutWorkflow;
import io.cryptopayouts.contract.PayoutId;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the Temporal UI offers an operator, and how it says no. */
@Tag("browser")
class UpdatesBrowserTest {

  @RegisterExtension static final BrowserStage STAGE = new BrowserStage();

  private static final String RESOLVE =
      "{\"by\":\"ann\",\"verdict\":\"NOT_PAID\",\"reason\":\"why\",\"evidence\":\"T-1\","
          + "\"instruction\":\"none\"}";

  private static final String UNREADABLE = "takes one JSON object such as {\"by\"";

  /** An input, and what must be said against it. */
  private record Refusal(String update, String input, String sentence) {}

  @Test
  void theDialogsListEveryActionWithItsDescription() {
    TemporalUi ui = STAGE.ui().open(waiting("offered").workflowId());

    assertThat(ui.offeredUpdates())
        .contains(
            handlers(UpdateMethod.class, update -> update.name() + "\n" + update.description()));
    assertThat(ui.offeredSignals())
        .contains(
            handlers(SignalMethod.class, signal -> signal.name() + "\n" + signal.description()));
  }

  private static <T extends java.lang.annotation.Annotation> String[] handlers(
      Class<T> kind, java.util.function.Function<T, String> shown) {
    return Stream.of(CryptoPayoutWorkflow.class.getMethods())
        .map(method -> method.getAnnotation(kind))
        .filter(Objects::nonNull)
        .map(shown)
        .toArray(String[]::new);
  }

  @Test
  void whatIsRefusedIsRefusedWithOneReadableSentence() {
    PayoutId id = waiting("refused");
    TemporalUi ui = STAGE.ui().open(id.workflowId());
    SoftAssertions everyOne = new SoftAssertions();

    for (Refusal refusal :
        List.of(
            new Refusal(
                "resolve", RESOLVE, "Not resolved: the payout does not need an operator now."),
            new Refusal("resolve", "{\"by\":\"ann\"}", "reason is missing."),
            new Refusal("resolve", RESOLVE.replace("NOT_PAID", "NEVER_PAID"), UNREADABLE),
            new Refusal("cancel", "", "Say who you are: {\"by\":\"your name\""),
            new Refusal("cancel", "\"ann\"", UNREADABLE),
            new Refusal("cancel", "[1]", UNREADABLE),
            new Refusal("cancel", "{\"by\":{}}", UNREADABLE),
            new Refusal("recheck", "{\"by\":\" \"}", "by is missing."),
            new Refusal("recheck", "{\"who\":\"ann\"}", "by is missing."))) {
      String said = ui.update(refusal.update(), refusal.input());
      everyOne
          .assertThat(said)
          .as("%s %s", refusal.update(), refusal.input())
          .contains(refusal.sentence())
          .doesNotContain("io.cryptopayouts", "Exception", "fasterxml", "at java");
    }
    everyOne.assertAll();
    assertThat(STAGE.rig().taken(id)).isZero();
  }

  @Test
  void aCancelOfWhatTheProviderHasIsRefused() {
    PayoutId id = Situations.awaitingSettlement(STAGE.rig(), "ui-late");

    assertThat(
            STAGE.ui().open(id.workflowId()).update("cancel", "{\"by\":\"ann\",\"reason\":\"x\"}"))
        .contains("Not cancelled: the provider has the payout");
    assertThat(STAGE.rig().taken(id)).isEqualTo(1);
  }

  private static PayoutId waiting(String name) {
    return Situations.waiting(STAGE.rig(), "ui-" + name);
  }
}
