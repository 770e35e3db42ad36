package io.cryptopayouts.contract;

import io.temporal.failure.ApplicationFailure;

/**
 * An action that was not carried out, with the reason as one sentence. Nothing has changed. An
 * Update's validator throws it as it is; its handler throws {@link #failure}. The other way round
 * the sentence is lost: the SDK wraps a validator's Temporal failure in one of its own, and takes
 * any other exception of a handler for a fault of the code.
 */
public final class ActionRefused extends RuntimeException {

  /** Failure type by which a refusal is known after it crossed Temporal. */
  static final String TYPE = "ActionRefused";

  public ActionRefused(String sentence) {
    super(sentence, null, false, false);
  }

  /**
   * The same refusal as an Update's handler throws it. Its sentence is stored unencrypted, so it
   * must hold no personal data, and it has no stack trace, because the Temporal UI would print it.
   */
  public static ApplicationFailure failure(String sentence) {
    ApplicationFailure failure = ApplicationFailure.newNonRetryableFailure(sentence, TYPE);
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }
}
