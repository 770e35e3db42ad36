package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.Step;
import io.cryptopayouts.sandbox.demo.Drills;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills, played against API, worker, simulator and Temporal as they ship. */
class PractiseTest {

  private static final String UI = "http://temporal-ui.example";
  private static final Pattern PAYOUT = Pattern.compile("(?:payout|invoice)%2F(\\S+)");

  @TempDir static Path folder;
  private static Installation installation;

  @BeforeAll
  static void start() throws Exception {
    installation = Installation.start(folder);
    installation.startWorker();
    installation.startApi();
    Files.writeString(
        folder.resolve("environment"),
        """
        PAYOUTS_API_KEY='%1$s'
        PAYOUTS_API_KEYS='demo:%1$s'
        PAYOUTS_API_URL='http://127.0.0.1:%2$d'
        PAYOUTS_RUNBOOK_URL='http://127.0.0.1:%2$d/runbook'
        SIMULATOR_URL='%3$s'
        TEMPORAL_UI_URL='%4$s'
        """
            .formatted(
                Installation.API_KEY, installation.apiPort, installation.provider.url(), UI));
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  @Test
  void aDrillLeavesThePayoutWhereTheOperatorIsToFindIt() {
    String told = played("waits-compliance");

    assertThat(told)
        .contains(UI + "/namespaces/default/workflows/payout%2Fpayee-")
        .contains("/runbook#waits-compliance")
        .contains("curl -d status=Activated " + installation.provider.url() + "/admin/payees/");
    assertThat(state(told))
        .isInstanceOfSatisfying(
            PayoutState.Waiting.class,
            waiting -> assertThat(waiting.step()).isEqualTo(Step.COMPLIANCE));
  }

  @Test
  void aDrillCanBePlayedAgain() {
    String first = played("returned");
    String second = played("returned");

    assertThat(payout(second)).isNotEqualTo(payout(first));
    assertThat(state(second))
        .isInstanceOfSatisfying(
            PayoutState.NeedsAction.class,
            needs -> assertThat(needs.need()).isEqualTo(Need.RETURNED));
  }

  @Test
  void anotherWordIsRefusedWithTheWordsThereAre() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertThat(Drills.run(into(printed), folder.toString(), "retruned")).isEqualTo(64);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("no such drill", "returned");
  }

  private static String played(String drill) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int code = Drills.run(into(printed), folder.toString(), drill, "--no-wait");
    String told = printed.toString(StandardCharsets.UTF_8);
    assertThat(code).as(told).isZero();
    return told;
  }

  private static PrintStream into(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static PayoutId payout(String told) {
    Matcher link = PAYOUT.matcher(told);
    assertThat(link.find()).as(told).isTrue();
    return new PayoutId(link.group(1));
  }

  private static PayoutState state(String told) {
    return installation.payouts.find(payout(told)).orElseThrow().state();
  }
}
