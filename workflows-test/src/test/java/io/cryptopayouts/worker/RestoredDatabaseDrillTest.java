package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runbook's row <em>restored</em>: an old database of Temporal knows nothing of later sends, so
 * the workers start holding all sends, and what inquiry shows is never paid again.
 */
class RestoredDatabaseDrillTest {

  private static final PayoutId PAID_LATER = new PayoutId("paid-after-the-backup");
  private static final PayoutId STILL_OPEN = new PayoutId("open-at-the-backup");

  @TempDir Path folder;

  @Test
  void whatWasPaidAfterTheBackupIsNotPaidAgain() throws Exception {
    try (TemporalServer server = TemporalServer.start(folder)) {
      LiveRig before = LiveRig.start(server);
      start(before, PAID_LATER);
      start(before, STILL_OPEN);
      before.stop();
      Path backup = folder.resolve("backup.db");
      server.kill();
      Files.copy(server.database(), backup);
      server.start();

      LiveRig lost = before.again(false);
      lost.provider.payeeStatus(payee(PAID_LATER), "Activated");
      wake(lost, PAID_LATER);
      ResetDrillTest.assertPaid(lost.ended(PAID_LATER));
      lost.stop();
      server.kill();
      Files.copy(backup, server.database(), StandardCopyOption.REPLACE_EXISTING);
      server.start();

      LiveRig held = before.again(true);
      held.provider.payeeStatus(payee(STILL_OPEN), "Activated");
      wake(held, PAID_LATER);
      wake(held, STILL_OPEN);
      LiveRig.await("inquiry shows it", () -> needs(held, PAID_LATER, Need.INVOICE_TAKEN));
      LiveRig.await("the other is held", () -> needs(held, STILL_OPEN, Need.SENDS_HELD));
      assertThat(held.taken(STILL_OPEN)).isZero();
      held.stop();

      try (LiveRig released = before.again(false)) {
        wake(released, STILL_OPEN);
        ResetDrillTest.assertPaid(released.ended(STILL_OPEN));
        released.payouts.resolve(
            PAID_LATER,
            new Resolve(
                "operator",
                Resolve.Verdict.PAID,
                "restored from a backup",
                "the provider shows it",
                released.payouts.find(PAID_LATER).orElseThrow().instruction()));
        assertThat(Told.outcome(released.ended(PAID_LATER))).isEqualTo(Outcome.RESOLVED);
        assertThat(released.taken(PAID_LATER)).isEqualTo(1);
        assertThat(released.taken(STILL_OPEN)).isEqualTo(1);
      }
    }
  }

  private static void start(LiveRig rig, PayoutId id) {
    rig.payouts.start(Orders.individual(id.invoiceId(), payee(id)), "test");
    LiveRig.await(
        "it waits for its payee",
        () ->
            rig.payouts.find(id).orElseThrow().state() instanceof PayoutState.Waiting waiting
                && waiting.step() == Step.COMPLIANCE);
  }

  private static String payee(PayoutId id) {
    return "review-" + id;
  }

  private static void wake(LiveRig rig, PayoutId id) {
    rig.client.newUntypedWorkflowStub(id.workflowId()).signal("wake");
  }

  private static boolean needs(LiveRig rig, PayoutId id, Need need) {
    return rig.payouts.find(id).orElseThrow().state() instanceof PayoutState.NeedsAction needing
        && needing.need() == need;
  }
}
