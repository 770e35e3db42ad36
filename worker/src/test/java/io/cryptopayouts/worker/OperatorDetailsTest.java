package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptopayouts.contract.Acknowledge;
import io.cryptopayouts.contract.Action;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Recheck;
import io.cryptopayouts.contract.Release;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorDetailsTest {

  private static final Instant SINCE = Instant.parse("2026-03-01T09:00:00.123Z");
  private static final OperatorView VIEW = new OperatorView("http://ui.example/runbook", false);
  private static final List<Action> ALL = Arrays.asList(Action.values());

  @Test
  void aWaitSaysWhereOnWhomSinceUntilAndThen() {
    String details =
        VIEW.details(
            status(
                new PayoutState.Waiting(
                    Step.COMPLIANCE,
                    Party.PAYEE,
                    "payee status Unverified",
                    SINCE,
                    SINCE.plusSeconds(3600),
                    "the payout expires unpaid"),
                List.of()),
            List.of(Action.RECHECK));

    assertThat(details)
        .startsWith("### Payout inv-1 \\(25.00 USD for cust-1\\) waits for the payee")
        .contains(row("Step", "compliance"))
        .contains(row("Waits for", "payee"))
        .contains(row("Since", "2026-03-01T09:00:00Z"))
        .contains(row("Until", "2026-03-01T10:00:00Z"))
        .contains(row("Then", "the payout expires unpaid"))
        .contains(row("Money", "none is out"))
        .contains("[Runbook: waits-compliance](http://ui.example/runbook#waits-compliance)")
        .contains("`recheck`")
        .doesNotContain("`cancel`");
  }

  @ParameterizedTest
  @EnumSource(Need.class)
  void everyNeedLeadsToItsRow(Need need) {
    String details =
        VIEW.details(
            status(
                new PayoutState.NeedsAction(
                    Step.PAY, need, null, SINCE, null, "it looks again", ALL),
                List.of()),
            ALL);

    assertThat(details)
        .contains(row("Waits for", "operator"))
        .contains("(http://ui.example/runbook#" + need.word() + ")");
  }

  @Test
  void whatElseMustBeKnownStandsAboveTheTableAndIsNoMarkup() {
    String details =
        VIEW.details(
            status(new PayoutState.InProgress(Step.PAY), List.of("held by <img src=x>: ![p](//x)")),
            List.of());

    assertThat(details)
        .contains("\n- held by \\<img src=x\\>: \\!\\[p\\]\\(//x\\)\n\n| | |")
        .doesNotContain("You may");
  }

  /** What an operator pastes is what the handler reads. */
  @Test
  void theJsonToPasteIsThatOfTheHandlers() throws Exception {
    String details =
        VIEW.details(
            status(
                new PayoutState.NeedsAction(
                    Step.PAY, Need.OUTCOME_UNKNOWN, null, SINCE, null, "it looks again", ALL),
                List.of()),
            ALL);
    ObjectMapper strict =
        PayoutConverter.json().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    assertThat(strict.readValue(pasted(details, "recheck"), Recheck.class).by()).isEqualTo("you");
    assertThat(strict.readValue(pasted(details, "cancel"), Cancel.class).reason()).isEqualTo("why");
    assertThat(strict.readValue(pasted(details, "hold"), Hold.class).reason()).isEqualTo("why");
    assertThat(strict.readValue(pasted(details, "release"), Release.class).instruction())
        .isEqualTo("digest-1");
    assertThat(strict.readValue(pasted(details, "resolve"), Resolve.class))
        .isEqualTo(new Resolve("you", Resolve.Verdict.NOT_PAID, "why", "ticket", "digest-1"));
    assertThat(strict.readValue(pasted(details, "acknowledge"), Acknowledge.class).by())
        .isEqualTo("you");
  }

  private static String pasted(String details, String update) {
    Matcher json = Pattern.compile("- `" + update + "`[^\n]*?`(\\{.*?})`").matcher(details);
    assertThat(json.find()).as(update).isTrue();
    return json.group(1);
  }

  @Test
  void anInvoiceSaysWhatIsKnownAndThatItIsNotToBeReset() {
    String quiet = VIEW.details(InvoiceRecord.of("inv-1").view());
    InvoiceView needing = InvoiceRecord.of("inv-1").needing(Need.RETURNED, SINCE).view();

    assertThat(quiet)
        .contains("nothing needs an operator")
        .contains("Do not reset or terminate")
        .contains("#invoice)")
        .doesNotContain("acknowledge");
    assertThat(VIEW.details(needing))
        .contains("needs an operator: the provider returned the money")
        .contains("#returned)")
        .contains("`acknowledge`");
  }

  private static String row(String name, String value) {
    return "| " + name + "\u00a0\u00a0 | " + value + " |";
  }

  private static PayoutStatus status(PayoutState state, List<String> remarks) {
    return new PayoutStatus(
        new PayoutId("inv-1"),
        Money.of("25", "USD"),
        "cust-1",
        state,
        "digest-1",
        false,
        null,
        remarks,
        List.of(),
        Map.of());
  }
}
