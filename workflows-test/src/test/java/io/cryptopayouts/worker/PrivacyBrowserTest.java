package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Recheck;
import io.cryptopayouts.contract.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the Temporal UI shows of a payee, with and without the codec server, and to whom. */
@Tag("browser")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class PrivacyBrowserTest {

  @RegisterExtension static final BrowserStage STAGE = new BrowserStage();

  private static final String CANARY = "canary";
  private static final List<String> TABS =
      List.of(
          "Timeline",
          "Event History",
          "Relationships",
          "Workers",
          "Pending Activities",
          "Call Stack",
          "Queries",
          "User Metadata",
          "Search Attributes",
          "Memo");

  @Test
  void withoutTheCodecNoPersonalFieldIsOnAnyPage() {
    PayoutId id = canary("a");

    TemporalUi ui = STAGE.ui().open(id.workflowId());

    assertThat(everything(ui))
        .contains("waits for the provider")
        .doesNotContainIgnoringCase(CANARY);
  }

  @Test
  void withAKeyThatMayNotSeePersonalDataItIsMaskedOnEveryPage() {
    PayoutId id = canary("b");

    TemporalUi ui = STAGE.ui(BrowserStage.MASKED_KEY).open(id.workflowId());
    ui.awaitText("\"invoiceId\"");

    assertThat(everything(ui))
        .contains("\"invoiceId\"", "Started by test.")
        .doesNotContainIgnoringCase(CANARY);
  }

  @Test
  void withAKeyThatMaySeePersonalDataItIsShown() {
    PayoutId id = canary("c");

    TemporalUi ui = STAGE.ui(BrowserStage.FULL_KEY).open(id.workflowId());

    ui.awaitText("\"lastName\": \"Canary\"");
  }

  @Test
  void hostileWordsOfTheProviderAndOfOperatorsAreTextAndNoMarkup() {
    PayoutId id = Situations.waiting(STAGE.rig(), "ui-hostile");
    String hostile =
        "<img src=http://127.0.0.1:9/pixel> ![x](http://127.0.0.1:9/pixel) <b>bold</b>";
    STAGE.rig().provider.payeeStatus("review-" + id, hostile);
    STAGE.rig().payouts.recheck(id, new Recheck(hostile));
    LiveRig.await(
        "the word is shown", () -> Situations.status(STAGE.rig(), id).sentence().contains("pixel"));
    TemporalUi ui = STAGE.ui();
    List<String> asked = new ArrayList<>();
    ui.page().onRequest(request -> asked.add(request.url()));

    ui.open(id.workflowId()).tab("User Metadata").awaitText("payee status");

    assertThat(ui.text()).contains("img src=");
    assertThat(ui.source()).doesNotContain("<b>bold", "<img src=\"http://127", "<img src=http");
    assertThat(asked).isNotEmpty().noneMatch(url -> url.startsWith("http://127.0.0.1:9/"));
  }

  @Test
  void withTheCodecDownTheUiSaysSoAndSendsNoUpdate() {
    PayoutId id = Situations.waiting(STAGE.rig(), "ui-codec-down");
    TemporalUi ui =
        STAGE.uiWithCodecAt("http://127.0.0.1:" + TemporalServer.freePort()).open(id.workflowId());

    ui.awaitText("Codec Server could not connect");
    assertThat(ui.update("recheck", "{\"by\":\"ann\"}")).contains("An unknown error occurred");
    assertThat(Situations.status(STAGE.rig(), id).timeline())
        .noneMatch(entry -> entry.what().contains("recheck"));
  }

  private static String everything(TemporalUi ui) {
    StringBuilder all = new StringBuilder();
    for (String tab : TABS) {
      ui.tab(tab);
      if (tab.equals("User Metadata")) {
        ui.awaitText("waits for the provider");
      }
      all.append(ui.source()).append(ui.text());
    }
    return all.toString();
  }

  /** Waits for its payee's review; every field that may be personal says so. */
  private static PayoutId canary(String name) {
    PayoutOrder order =
        new PayoutOrder(
            new PayoutId("ui-privacy-" + name),
            Money.of("25.00", "USD"),
            new Payee.Details(
                "review-ui-privacy-" + name,
                Payee.ProfileType.INDIVIDUAL,
                "canary-" + name + "@example.com",
                "Canary",
                "Canary",
                "1990-05-17",
                null,
                "US",
                "USA",
                "NY",
                "Canary City",
                "Canary Street 1",
                "Canary Flat 2",
                "10005",
                Payee.GovernmentIdType.SSN,
                "canary-ssn-" + name,
                null),
            new Wallet.Address(
                "ETH - Ethereum", Orders.ADDRESS, null, Map.of("beneficiary", "Canary")),
            "Canary note",
            null,
            Map.of());
    return Situations.waiting(STAGE.rig(), order);
  }
}
