package io.cryptopayouts.pockyt;

/** What the provider knows of one invoice. */
public sealed interface InquiryAnswer {
  /**
   * A payment is on record. Its echoes are as sent: the caller compares them with what it asked
   * for.
   */
  record Found(Payment payment) implements InquiryAnswer {}

  /**
   * One of {@link PockytSettings#notFoundCodes()}: no such invoice, as far as the provider sees
   * now.
   */
  record NotFound() implements InquiryAnswer {}

  /** Any other refusal: it says nothing about the payment. */
  record Unclear(Refusal refusal) implements InquiryAnswer {}
}
