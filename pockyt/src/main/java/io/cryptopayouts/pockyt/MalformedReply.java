package io.cryptopayouts.pockyt;

import java.io.IOException;

/** A reply that cannot be read. The message names fields, never values. */
final class MalformedReply extends IOException {
  MalformedReply(String message) {
    super(message);
  }
}
