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
    return read(body, LIMIT, Problem.TOO_LARGE);
  }

  /**
   * @param tooLarge what is answered if it has more bytes than the limit; the rest is not read
   */
  static byte[] read(InputStream body, int limit, Problem tooLarge) throws IOException {
    byte[] bytes = body.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new Rejected(tooLarge);
    }
    return bytes;
  }
}
