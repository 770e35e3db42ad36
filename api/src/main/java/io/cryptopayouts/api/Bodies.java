package io.cryptopayouts.api;

import java.io.IOException;
import java.io.InputStream;

/** Reads bodies up to a limit, however they are sent. */
final class Bodies {

  private static final int LIMIT = 64 * 1024;

  private Bodies() {}

  /**
   * @throws Rejected if it has more than 64 KB; the rest is not read
   */
  static byte[] read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LIMIT + 1);
    if (bytes.length > LIMIT) {
      throw new Rejected(Problem.TOO_LARGE);
    }
    return bytes;
  }
}
