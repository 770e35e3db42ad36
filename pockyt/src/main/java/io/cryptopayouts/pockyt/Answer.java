package io.cryptopayouts.pockyt;

/**
 * What the provider said to a read or an idempotent write. No answer at all is not a value but
 * {@link ProviderUnavailable}.
 */
public sealed interface Answer<T> {
  /** The provider did what was asked. */
  record Ok<T>(T value) implements Answer<T> {}

  /** The provider understood and said no. */
  record Refused<T>(Refusal refusal) implements Answer<T> {}
}
