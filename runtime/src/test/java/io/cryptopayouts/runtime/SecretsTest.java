package io.cryptopayouts.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";

  @Test
  void aMissingSecretIsNamed() {
    assertThatThrownBy(() -> new Secrets(Map.of()).required("POCKYT_API_TOKEN"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("POCKYT_API_TOKEN is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "changeme",
        "Change-Me-please",
        "TODO",
        "xxx",
        "XXXXXXXX",
        "<token>",
        "your-token-here",
        "example",
        "secret",
        "password",
        "test",
        "${TOKEN}"
      })
  void aPlaceholderIsRefusedAndNotShown(String placeholder) {
    Secrets secrets = new Secrets(Map.of("PROVIDER", placeholder));
    assertThatThrownBy(() -> secrets.required("PROVIDER"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("PROVIDER is empty or a placeholder")
        .hasMessageNotContaining(placeholder);
  }

  @Test
  void aBlankSecretIsMissing() {
    Secrets secrets = new Secrets(Map.of("OLD", "  "));
    assertThat(secrets.optional("OLD")).isEmpty();
    assertThatThrownBy(() -> secrets.required("OLD")).hasMessageContaining("OLD is missing");
  }

  @Test
  void aListKeepsEveryEntryEvenOfOneName() {
    assertThat(new Secrets(Map.of("KEYS", "ops:one, ops:two,shop:three")).namedList("KEYS"))
        .containsExactly(
            new Secrets.Named("ops", "one"),
            new Secrets.Named("ops", "two"),
            new Secrets.Named("shop", "three"));
  }

  @Test
  void aFaultyEntryOfAListIsNumberedAndNotShown() {
    assertThatThrownBy(() -> new Secrets(Map.of("KEYS", "ops:one,k3y")).namedList("KEYS"))
        .hasMessageContaining("KEYS entry 2 is not name:value")
        .hasMessageNotContaining("k3y");
    assertThatThrownBy(() -> new Secrets(Map.of("KEYS", "ops:changeme")).namedList("KEYS"))
        .hasMessageContaining("KEYS entry 1 is empty or a placeholder");
    assertThatThrownBy(() -> new Secrets(Map.of("KEYS", "ops:")).namedList("KEYS"))
        .hasMessageContaining("KEYS entry 1 is empty or a placeholder");
  }

  @Test
  void payloadKeysAreReadOrTheirFaultIsToldWithoutAValue() {
    assertThat(new Secrets(Map.of(Secrets.PAYLOAD_KEYS, "k1:" + KEY)).payloadKeys())
        .hasToString("PayloadKeys[k1]");
    assertThatThrownBy(() -> new Secrets(Map.of(Secrets.PAYLOAD_KEYS, "k1:QUJDREVG")).payloadKeys())
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("PAYOUTS_PAYLOAD_KEYS is unusable, key k1 must have 32 bytes")
        .hasMessageNotContaining("QUJDREVG");
  }
}
