package io.cryptopayouts.sandbox.demo;

import java.time.Duration;
import java.util.List;

/** The processes of a run that was left running. */
record Kept(RunFolder folder) {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** With SIGKILL, as a crash; answers the ids of those that were killed. */
  List<Long> kill(String kind) {
    List<ProcessHandle> alive = folder.alive(kind);
    alive.forEach(ProcessHandle::destroyForcibly);
    awaitGone(kind);
    return alive.stream().map(ProcessHandle::pid).toList();
  }

  /** Lets it finish what it has begun. */
  void stop(String kind) {
    folder.alive(kind).forEach(ProcessHandle::destroy);
    if (!isGone(kind)) {
      kill(kind);
    }
  }

  private void awaitGone(String kind) {
    if (!isGone(kind)) {
      throw new DemoFailed("The " + kind + " does not end.");
    }
  }

  private boolean isGone(String kind) {
    return Patience.until(PATIENCE, () -> folder.alive(kind).isEmpty());
  }
}
