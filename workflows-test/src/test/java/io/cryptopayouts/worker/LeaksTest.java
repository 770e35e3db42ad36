package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search that follows each drill sees a leak, once on a real server too. */
class LeaksTest {

  @Test
  void aDatumThatTheServerKeepsInTheClearIsSeen(@TempDir Path folder) {
    TemporalServer server = TemporalServer.start(folder);
    try (LiveRig rig = LiveRig.unrecorded(server, RealTime.PAY)) {
      // The caller's own code is kept readable: a person's birthday there is a leak.
      rig.payouts.start(Orders.individual("leak-1", "1990-05-17"), "test");
    }

    assertThatThrownBy(server::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("1990-05-17 in temporal.db");
  }

  @Test
  void aFolderWithoutOneIsLetPass(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("log"), "payout inv-1 of cust-inv-1 is paid");

    Leaks.refuseIn(folder);

    assertThat(folder).isNotEmptyDirectory();
  }
}
