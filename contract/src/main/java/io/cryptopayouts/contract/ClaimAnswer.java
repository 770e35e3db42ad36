package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** The answer to a {@link Claim}. Only {@link Granted} allows a send. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClaimAnswer.Granted.class, name = "granted"),
  @JsonSubTypes.Type(value = ClaimAnswer.MaybeSent.class, name = "maybe-sent"),
  @JsonSubTypes.Type(value = ClaimAnswer.Sealed.class, name = "sealed"),
  @JsonSubTypes.Type(value = ClaimAnswer.Differs.class, name = "differs"),
  @JsonSubTypes.Type(value = ClaimAnswer.Voided.class, name = "voided"),
  @JsonSubTypes.Type(value = ClaimAnswer.Unusable.class, name = "unusable")
})
public sealed interface ClaimAnswer {

  /**
   * Send once, now.
   *
   * @param first whether every earlier send is known not to have been taken: only then is a refusal
   *     of this send definitive
   */
  record Granted(boolean first) implements ClaimAnswer {}

  /** An earlier send is unanswered or was accepted, or inquiry has shown the payout. */
  record MaybeSent(Instant since) implements ClaimAnswer {}

  /** Nothing is ever sent again under this invoice. */
  record Sealed(Outcome outcome) implements ClaimAnswer {}

  /** The invoice was claimed for another instruction. */
  record Differs() implements ClaimAnswer {}

  /** This token was given back before, or was used already. */
  record Voided() implements ClaimAnswer {}

  /** This record cannot be relied on. */
  record Unusable(String why) implements ClaimAnswer {}
}
