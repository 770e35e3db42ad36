package io.cryptopayouts.worker;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A durable timer with a label, which something may cut short. */
final class Pause implements Runnable {

  private final Duration length;
  private final String summary;
  private Promise<Void> timer;

  private Pause(Duration length, String summary) {
    this.length = length;
    this.summary = summary;
  }

  /**
   * @param summary what happens then, as the Temporal UI shows it
   */
  static void of(Duration length, String summary, BooleanSupplier woken) {
    Pause pause = new Pause(length, summary);
    CancellationScope scope = Workflow.newCancellationScope(pause);
    scope.run();
    Workflow.await(() -> woken.getAsBoolean() || pause.timer.isCompleted());
    scope.cancel();
  }

  @Override
  public void run() {
    timer = Workflow.newTimer(length, TimerOptions.newBuilder().setSummary(summary).build());
    // Cut short it fails, which the SDK warns of unless somebody has looked.
    timer.handle((over, cutShort) -> null);
  }
}
