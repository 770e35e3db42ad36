package io.cryptopayouts.sandbox;

/** Ends the handling of a call with a refusal as its answer. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  Refused(Refusal refusal, String retMsg) {
    super(retMsg);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
