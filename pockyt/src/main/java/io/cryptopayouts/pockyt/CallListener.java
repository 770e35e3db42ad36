package io.cryptopayouts.pockyt;

/** Hears how each call ended, on the caller's thread. Must be quick and must not throw. */
@FunctionalInterface
public interface CallListener {
  void ended(Endpoint endpoint, CallEnd end);
}
