package io.cryptopayouts.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the provider knows of a payee. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PayeeAnswer.Known.class, name = "known"),
  @JsonSubTypes.Type(value = PayeeAnswer.Unknown.class, name = "unknown"),
  @JsonSubTypes.Type(value = PayeeAnswer.LooksAlike.class, name = "looks-alike"),
  @JsonSubTypes.Type(value = PayeeAnswer.Refused.class, name = "refused")
})
sealed interface PayeeAnswer {

  record Known(String customerNo, Standing standing, String profileType, String countryCode)
      implements PayeeAnswer {}

  /** The provider has no payee of the number that the order names. */
  record Unknown() implements PayeeAnswer {}

  /**
   * Somebody is there who may be another person.
   *
   * @param how what differs, by field name only
   */
  record LooksAlike(String how) implements PayeeAnswer {}

  /** The provider does not take the payee. */
  record Refused(String code) implements PayeeAnswer {}
}
