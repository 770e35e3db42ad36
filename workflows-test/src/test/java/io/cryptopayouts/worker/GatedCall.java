package io.cryptopayouts.worker;

import io.cryptopayouts.sandbox.Behaviour;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A call that the provider holds until the story lets it go on. */
final class GatedCall {

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CompletableFuture<Void> opened =
      new CompletableFuture<>() {
        @Override
        public Void get() throws InterruptedException, ExecutionException {
          arrived.countDown();
          return super.get();
        }
      };

  Behaviour behaviour() {
    return new Behaviour.Gate(opened);
  }

  /** Waits until the call is held. */
  void awaitArrival() {
    try {
      if (!arrived.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the call never came");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  void open() {
    opened.complete(null);
  }
}
