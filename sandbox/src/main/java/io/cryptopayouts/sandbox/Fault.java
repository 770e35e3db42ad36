package io.cryptopayouts.sandbox;

import java.util.List;
import java.util.Objects;

/**
 * A planned misbehaviour. Faults that match the same call are used up in the order they were
 * planned, one per call.
 *
 * @param endpoint whose calls it meets
 * @param subject the invoiceId, customerNo, customerCode or email of the calls it meets; empty for
 *     all
 * @param times how many calls it meets
 * @param when before or after the provider did what was asked
 * @param behaviours what happens, in this order
 */
public record Fault(
    Endpoint endpoint, String subject, int times, When when, List<Behaviour> behaviours) {

  /** For {@code times}: every call from now on. */
  public static final int FOR_EVER = Integer.MAX_VALUE;

  /** Where in the call it happens. */
  public enum When {
    /** Before anything was recorded; a behaviour that ends the call leaves nothing recorded. */
    BEFORE,
    /** After recording; for a pay that was not refused, the money is taken. */
    AFTER
  }

  public Fault {
    Objects.requireNonNull(endpoint);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(when);
    behaviours = List.copyOf(behaviours);
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1");
    }
    if (behaviours.isEmpty()) {
      throw new IllegalArgumentException("a fault needs a behaviour");
    }
    if (when == When.BEFORE && behaviours.stream().anyMatch(Behaviour::needsAnswer)) {
      throw new IllegalArgumentException("before recording there is no answer to change");
    }
  }

  /** The next call of this endpoint misbehaves before anything was recorded. */
  public static Fault before(Endpoint endpoint, Behaviour... behaviours) {
    return new Fault(endpoint, "", 1, When.BEFORE, List.of(behaviours));
  }

  /** The next call of this endpoint misbehaves after it was recorded. */
  public static Fault after(Endpoint endpoint, Behaviour... behaviours) {
    return new Fault(endpoint, "", 1, When.AFTER, List.of(behaviours));
  }

  /** The same for calls about one invoice or payee only. */
  public Fault about(String invoiceOrCustomer) {
    return new Fault(endpoint, invoiceOrCustomer, times, when, behaviours);
  }

  /** The same for the next n calls. */
  public Fault times(int n) {
    return new Fault(endpoint, subject, n, when, behaviours);
  }

  /** The same for every call from now on. */
  public Fault forEver() {
    return times(FOR_EVER);
  }

  boolean meets(Endpoint called, Params params) {
    return endpoint == called && (subject.isEmpty() || params.isAbout(subject));
  }
}
