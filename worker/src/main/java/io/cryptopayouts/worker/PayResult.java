package io.cryptopayouts.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.cryptopayouts.contract.Outcome;
import java.time.Instant;

/** What one execution of {@code pay} knows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PayResult.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = PayResult.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = PayResult.NotSent.class, name = "not-sent"),
  @JsonSubTypes.Type(value = PayResult.Unknown.class, name = "unknown"),
  @JsonSubTypes.Type(value = PayResult.Sealed.class, name = "sealed")
})
public sealed interface PayResult {

  /**
   * The provider has it: queued, not paid.
   *
   * @param adopted whether it was found by inquiry instead of sent by this execution
   */
  record Accepted(String transactionNo, boolean adopted) implements PayResult {}

  /**
   * The provider refused the first and only send of the invoice that left: definitive.
   *
   * @param shortOfFunds whether the code means that the balance is short
   */
  record Refused(String code, boolean shortOfFunds) implements PayResult {}

  /**
   * This execution sent nothing. It says nothing of earlier ones.
   *
   * @param detail without personal data; may be null
   */
  record NotSent(Why why, String detail) implements PayResult {}

  /**
   * A send may have been taken.
   *
   * @param since when it was granted; null if it was just now, which only its record knows exactly
   */
  record Unknown(Instant since) implements PayResult {}

  /** Nothing is ever sent again under this invoice, because the payout had ended before. */
  record Sealed(Outcome outcome) implements PayResult {}

  /** Why nothing was sent. */
  enum Why {
    PAYEE_NOT_PAYABLE,
    WALLET_NOT_PAYABLE,
    /** Sends are held by the configuration. */
    HELD,
    /** This worker is set up for another provider account. */
    ACCOUNT_CHANGED,
    /** The provider shows a payout that is not ours, or differs. */
    INVOICE_TAKEN,
    /** The invoice was claimed for another instruction. */
    INSTRUCTION_CHANGED,
    /** The invoice's record cannot be relied on. */
    INVOICE_UNUSABLE,
    INQUIRY_UNCLEAR,
    PROVIDER_UNAVAILABLE,
    /** The invoice did not answer in time; the claim was given back. */
    NO_CLAIM,
    /** The send window had passed, or the request could not leave; the claim was given back. */
    NOT_WRITTEN,
    /** No worker took the activity in time. */
    NOT_DISPATCHED,
    /** The worker was lost before it had asked for a claim. */
    LOST
  }
}
