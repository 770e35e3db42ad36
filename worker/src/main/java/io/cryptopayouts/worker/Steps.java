package io.cryptopayouts.worker;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Runs the quick steps from workflow code: first as a local activity, which costs next to nothing;
 * if that fails, as a regular one, which an operator sees pending with its last failure.
 */
final class Steps {

  private final BooleanSupplier interrupted;
  private final Runnable onTrouble;

  /**
   * @param interrupted whether the wait for a failing step should end, to look at something else
   * @param onTrouble called before a step is tried patiently
   */
  Steps(BooleanSupplier interrupted, Runnable onTrouble) {
    this.interrupted = interrupted;
    this.onTrouble = onTrouble;
  }

  /**
   * @param summary what the Temporal UI shows
   * @param patience how long the step may be tried
   * @throws Unanswered if it gave no usable answer, or the wait was interrupted
   */
  <T> T ask(String summary, Duration patience, Function<Guide, T> step) {
    try {
      return step.apply(Workflow.newLocalActivityStub(Guide.class, RetryProfiles.quick(summary)));
    } catch (ActivityFailure quickAttempt) {
      return patiently(summary, patience, step);
    }
  }

  private <T> T patiently(String summary, Duration patience, Function<Guide, T> step) {
    onTrouble.run();
    Guide guide = Workflow.newActivityStub(Guide.class, RetryProfiles.patient(summary, patience));
    Asking<T> asking = new Asking<>(step, guide);
    CancellationScope scope = Workflow.newCancellationScope(asking);
    scope.run();
    Workflow.await(() -> asking.answer.isCompleted() || interrupted.getAsBoolean());
    if (!asking.answer.isCompleted()) {
      scope.cancel("another thing came first");
      throw new Unanswered(null);
    }
    try {
      return asking.answer.get();
    } catch (ActivityFailure longEnough) {
      throw new Unanswered(longEnough);
    }
  }

  private static final class Asking<T> implements Runnable {
    private final Function<Guide, T> step;
    private final Guide guide;
    private Promise<T> answer;

    private Asking(Function<Guide, T> step, Guide guide) {
      this.step = step;
      this.guide = guide;
    }

    @Override
    public void run() {
      answer = Async.function(step::apply, guide);
      // Given up it fails, which the SDK warns of unless somebody has looked.
      answer.handle((answered, givenUp) -> answered);
    }
  }
}
