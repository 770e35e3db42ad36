package io.cryptopayouts.pockyt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SignerTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/signing-vectors.csv", delimiter = '|', quoteCharacter = '\0')
  void signs_as_the_vector_says(String name, String canonical, String signature) {
    SortedMap<String, String> fields = new TreeMap<>();
    // The one value with a separator inside is the pay vector's URL.
    String url = "https://example.com/webhooks?a=1&b=2";
    for (String pair : canonical.replace(url, "URL").split("&", -1)) {
      int equals = pair.indexOf('=');
      fields.put(pair.substring(0, equals), pair.substring(equals + 1).replace("URL", url));
    }

    assertThat(Signer.canonical(fields)).isEqualTo(canonical);
    assertThat(new Signer(Samples.TOKEN).sign(fields)).isEqualTo(signature);
  }

  @Test
  void trims_the_token() {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("a", "1");

    assertThat(new Signer(" " + Samples.TOKEN + "\n").sign(fields))
        .isEqualTo(new Signer(Samples.TOKEN).sign(fields));
  }

  @Test
  void refuses_a_blank_token() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Signer(" "));
  }

  @Test
  void leaves_null_and_blank_fields_out_of_what_is_signed_and_sent() {
    RequestFields fields =
        new RequestFields()
            .with("merchantNo", "200043")
            .with("storeNo", "300014")
            .with("street", "1 Main St")
            .with("street2", "")
            .with("lang", null)
            .with("timestamp", "2025-01-15T10:20:30Z");

    assertThat(fields.signedBy(new Signer(Samples.TOKEN)))
        .containsOnlyKeys("merchantNo", "storeNo", "street", "timestamp", "verifySign")
        .containsEntry("verifySign", "18c25212ee06527a2086b4d9bd1b779f");
  }
}
