package io.cryptopayouts.pockyt;

/** What is known after one attempt to pay. */
public sealed interface PayAnswer {
  /**
   * The provider took the payment and every echo it sent equals what was asked. Taken is not paid:
   * the final status comes later.
   */
  record Accepted(Payment payment) implements PayAnswer {}

  /**
   * The provider definitively refused this request. It says nothing about an earlier request for
   * the same invoice.
   */
  record Refused(Refusal refusal) implements PayAnswer {}

  /** Nothing of the request was written to the wire. */
  record NotSent(NotSentReason reason) implements PayAnswer {}

  /**
   * The request may have been taken.
   *
   * @param cause why it is not known, for people; holds no personal data
   */
  record Unknown(String cause) implements PayAnswer {}
}
