package io.cryptopayouts.contract;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Gives calls to Temporal a deadline of ours: the SDK's own waits are longer than a caller's. */
final class Answers {

  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private Answers() {}

  /**
   * @throws TimeoutException if there was no answer within the patience; the call is interrupted,
   *     but may still take effect
   */
  static <T> T within(Duration patience, Supplier<T> call) throws TimeoutException {
    Future<T> answer = THREADS.submit(call::get);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted while waiting for Temporal", interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** Whether this, or what caused it, is Temporal's answer with that code. */
  static boolean is(Status.Code code, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        return status.getStatus().getCode() == code;
      }
    }
    return false;
  }
}
