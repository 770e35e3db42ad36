package io.cryptopayouts.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.cryptopayouts.contract.Settlement;

/** What the provider shows under our invoice. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "inquiry")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Inquiry.Found.class, name = "found"),
  @JsonSubTypes.Type(value = Inquiry.Differs.class, name = "differs"),
  @JsonSubTypes.Type(value = Inquiry.NotFound.class, name = "not-found"),
  @JsonSubTypes.Type(value = Inquiry.Unclear.class, name = "unclear")
})
sealed interface Inquiry {

  /** A payout with our values. */
  record Found(String transactionNo, Settlement status) implements Inquiry {}

  /** A payout with another value in this field. */
  record Differs(String field) implements Inquiry {}

  record NotFound() implements Inquiry {}

  /** An answer that is neither. */
  record Unclear(String code) implements Inquiry {}
}
