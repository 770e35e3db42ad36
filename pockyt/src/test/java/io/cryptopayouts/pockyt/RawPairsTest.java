package io.cryptopayouts.pockyt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cryptopayouts.pockyt.RawPairs.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPairsTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static List<Pair> form(String body) throws Unreadable {
    return RawPairs.read(FORM, body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&b=2", "&a=1&b=2", "a=1&&b=2", "a=1&b=2&"})
  void nothing_between_ampersands_is_no_pair(String body) throws Unreadable {
    assertThat(form(body)).containsExactly(new Pair("a", "1"), new Pair("b", "2"));
  }

  @Test
  void a_pair_may_lack_its_value_or_its_name() throws Unreadable {
    assertThat(form("a")).containsExactly(new Pair("a", ""));
    assertThat(form("a=")).containsExactly(new Pair("a", ""));
    assertThat(form("=1")).containsExactly(new Pair("", "1"));
    assertThat(form("a=1=2")).containsExactly(new Pair("a", "1=2"));
  }

  @Test
  void an_escape_is_two_hexadecimal_digits() throws Unreadable {
    assertThat(form("a=%30%09%0A+%e9%87%91")).containsExactly(new Pair("a", "0\t\n \u91d1"));
    for (String broken : List.of("a=%g0%9f%98%80", "a=%3g", "a=%", "a=%2")) {
      assertThatThrownBy(() -> form(broken)).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void another_charset_is_refused_wherever_it_stands() {
    assertThatThrownBy(() -> RawPairs.read("charset=iso-8859-1", "a=1".getBytes(UTF_8)))
        .isInstanceOf(Unreadable.class);
  }
}
