package io.cryptopayouts.pockyt;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/**
 * Fails once more bytes come than allowed. Placed after decompression, so it stops a gzip bomb too.
 */
final class CappedSource extends ForwardingSource {
  private long left;

  CappedSource(Source source, long limit) {
    super(source);
    this.left = limit;
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    long read = super.read(sink, byteCount);
    if (read > 0) {
      left -= read;
    }
    if (left < 0) {
      throw new IOException("the body is over the limit");
    }
    return read;
  }
}
