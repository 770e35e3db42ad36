package io.cryptopayouts.pockyt;

/**
 * Whether a payment may still be sent. Asked once, on a ready connection, directly before the
 * request is written: closed means that nothing goes on the wire. A gate that throws counts as
 * closed.
 */
@FunctionalInterface
public interface SendGate {
  boolean isOpen();
}
