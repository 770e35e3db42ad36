package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorViewTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          plain text    @ waits for the payer since 2026-03-01T09:00:00Z @ waits for the payer since 2026-03-01T09:00:00Z
          an image tag  @ <img src="https://evil.example/p.png"> @ \\<img src="https:\u2060//evil.example/p.png"\\>
          an entity     @ &lt;b&gt; @ \\&lt;b\\&gt;
          an image      @ ![p](//evil.example/p.png) @ \\!\\[p\\]\\(//evil.example/p.png\\)
          a link        @ [click](javascript:x) @ \\[click\\]\\(javascript:x\\)
          a table pipe  @ a | b @ a \\| b
          emphasis      @ **bold** _it_ ~~no~~ @ \\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~
          code          @ `run` @ \\`run\\`
          a heading     @ # Paid @ \\# Paid
          an address    @ see www.evil.example @ see www\u2060.evil.example
          an escape     @ \\[x] @ \\\\\\[x\\]
          """)
  void foreignTextIsNeitherMarkupNorMarkdown(String name, String text, String safe) {
    assertThat(OperatorView.escaped(text)).isEqualTo(safe);
  }

  @Test
  void aLineBreakCannotEndTheTableOrTheHeading() {
    assertThat(OperatorView.escaped("a\n\n# Paid\r\n\t|x|\u0000\u0085"))
        .isEqualTo("a  \\# Paid   \\|x\\|  ");
  }
}
