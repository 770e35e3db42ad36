package io.cryptopayouts.pockyt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  private static JsonFields fields(String json) throws IOException {
    return JsonFields.read(new Buffer().writeUtf8(json));
  }

  @Test
  void a_code_beside_a_wrapped_body_is_the_answer_s() throws IOException {
    Envelope envelope =
        Envelope.of(
            fields("{'ret_code':'000030','resultBody':{'ret_code':'000100'}}".replace('\'', '"')));

    assertThat(envelope.code()).isEqualTo("000030");
    assertThat(envelope.message()).as("no text").isEmpty();
    assertThat(envelope.isSuccess()).isFalse();
  }

  @Test
  void what_cannot_be_a_code_is_none() {
    for (String code : List.of("null", "\"\"", "\"0001 00\"", "\"0000000000100\"")) {
      assertThatThrownBy(() -> Envelope.of(fields("{\"ret_code\":" + code + "}")))
          .as(code)
          .isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void null_and_empty_are_absent() throws IOException {
    JsonFields fields = fields("{\"none\":null,\"empty\":\"\",\"list\":[\"a\",null,\"\",\"b\"]}");

    assertThat(fields.text("none")).isNull();
    assertThat(fields.text("empty")).isNull();
    assertThat(fields.decimal("empty")).isNull();
    assertThat(fields.texts("list")).containsExactly("a", "b");
    assertThat(fields("{\"n\":1e-7}").decimal("n"))
        .isEqualByComparingTo(new BigDecimal("0.0000001"));
  }
}
