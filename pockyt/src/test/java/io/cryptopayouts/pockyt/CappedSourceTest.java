package io.cryptopayouts.pockyt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import okio.Buffer;
import okio.Okio;
import org.junit.jupiter.api.Test;

class CappedSourceTest {

  private static String read(String text, long limit) throws IOException {
    return Okio.buffer(new CappedSource(new Buffer().writeUtf8(text), limit)).readUtf8();
  }

  @Test
  void up_to_the_limit_all_is_read() throws IOException {
    assertThat(read("0123456789", 10)).isEqualTo("0123456789");
  }

  @Test
  void more_than_the_limit_is_not_read() {
    assertThatThrownBy(() -> read("0123456789", 9))
        .isInstanceOf(IOException.class)
        .hasMessage("the body is over the limit");
  }
}
