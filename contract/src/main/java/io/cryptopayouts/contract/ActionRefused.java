package io.cryptopayouts.contract;

import io.temporal.failure.ApplicationFailure;

/** An action that was not carried out, with the reason as one sentence. Nothing has changed. */
public final class ActionRefused extends RuntimeException {

  /** Failure type by which a refusal is known after it crossed Temporal. */
  static final String TYPE = "ActionRefused";

  public ActionRefused(String sentence) {
    super(sentence, null, false, false);
  }

  /**
   * The same refusal as workflow code throws it. Its sentence is stored unencrypted, so it must
   * hold no personal data, and it has no stack trace, because the Temporal UI would print it.
   */
  public static ApplicationFailure failure(String sentence) {
    ApplicationFailure failure = ApplicationFailure.newNonRetryableFailure(sentence, TYPE);
    failure.setStackTrace(new StackTraceElement[0]);
    return failure;
  }
}
