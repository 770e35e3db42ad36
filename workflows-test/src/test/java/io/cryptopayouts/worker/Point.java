package io.cryptopayouts.worker;

/** A place in the activities where something may happen to them. */
enum Point {
  /** A quick step has begun and done nothing yet. */
  STEP_ENTERED,
  /** A quick step has done its work, and its answer is not yet given. */
  STEP_LEAVING,
  /** {@code pay} has begun. */
  PAY_ENTERED,
  /**
   * Payee, wallet and inquiry were read, and the claim not yet asked. The send window opens in
   * between: before this point, but in the model after it, where nothing tells a send that what was
   * read is old.
   */
  PAY_READ,
  /** The claim was granted, nothing was written. */
  PAY_GRANTED,
  /** The provider has done what it was asked, and not answered yet. */
  PAY_TAKEN,
  /** The provider's answer, or none, is known, and the invoice not yet told. */
  PAY_ANSWERED,
  /** The invoice was told; the activity is not yet completed. */
  PAY_LEAVING;

  boolean isInPay() {
    return this != STEP_ENTERED && this != STEP_LEAVING;
  }
}
