package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** The answer to a {@link Seal}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SealAnswer.Sealed.class, name = "sealed"),
  @JsonSubTypes.Type(value = SealAnswer.StillOpen.class, name = "still-open"),
  @JsonSubTypes.Type(value = SealAnswer.Unusable.class, name = "unusable")
})
public sealed interface SealAnswer {

  /**
   * Nothing is ever sent again; the payout may end.
   *
   * @param outcome how it was sealed first: an end that was given before stays
   */
  record Sealed(Outcome outcome) implements SealAnswer {}

  /**
   * Money may be out.
   *
   * @param since when it was sent; null if inquiry shows a payout that no send accounts for
   * @param accepted whether the provider has taken it; else that is unknown
   */
  record StillOpen(Instant since, boolean accepted) implements SealAnswer {}

  /** This record cannot be relied on; only {@link Outcome#RESOLVED} seals it. */
  record Unusable(String why) implements SealAnswer {}
}
