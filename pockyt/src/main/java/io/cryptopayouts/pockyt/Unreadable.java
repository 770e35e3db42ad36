package io.cryptopayouts.pockyt;

import java.io.IOException;

/** A reply or a notice that cannot be read. The message names fields, never values. */
final class Unreadable extends IOException {
  Unreadable(String message) {
    super(message);
  }
}
