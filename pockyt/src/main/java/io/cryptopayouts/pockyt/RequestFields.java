package io.cryptopayouts.pockyt;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of one request, in the order in which they are signed. The signed map itself is
 * serialised, so what is sent is what was signed.
 */
final class RequestFields {
  private final SortedMap<String, String> fields = new TreeMap<>();

  /**
   * Null and blank are left out: the provider and its client libraries disagree on how to sign
   * them.
   */
  RequestFields with(String name, String value) {
    if (value != null && !value.isBlank()) {
      fields.put(name, value);
    }
    return this;
  }

  RequestFields with(Map<String, String> more) {
    more.forEach(this::with);
    return this;
  }

  SortedMap<String, String> signedBy(Signer signer) {
    SortedMap<String, String> signed = new TreeMap<>(fields);
    signed.put(Signer.FIELD, signer.sign(fields));
    return signed;
  }
}
