package io.cryptopayouts.runtime;

import io.cryptopayouts.contract.PayloadKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads secrets from the environment, and from nowhere else. Every fault is a {@link
 * ConfigurationProblem} that names the variable and never shows its value.
 */
public final class Secrets {

  /** Name of the variable with the keys that payloads are encrypted with. */
  public static final String PAYLOAD_KEYS = "PAYOUTS_PAYLOAD_KEYS";

  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "example",
          "secret",
          "password",
          "test",
          "token",
          "key",
          "todo",
          "tbd",
          "none",
          "null",
          "placeholder",
          "dummy");
  private static final Pattern PLACEHOLDER_SHAPE =
      Pattern.compile(".*change[-_ ]?me.*|x{3,}|\\.{3,}|\\*+|<.*>|\\$\\{.*}|your[-_ ].*");

  private final Map<String, String> environment;

  public Secrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * One value of a list such as {@code PAYOUTS_API_KEYS}.
   *
   * @param name before the colon
   * @param value after it
   */
  public record Named(String name, String value) {

    /** Only the name. */
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * @throws ConfigurationProblem if it is missing, blank or a placeholder
   */
  public String required(String variable) {
    String value = present(variable);
    refusePlaceholder(variable, "", value);
    return value;
  }

  /**
   * The value, or empty if it is missing or blank.
   *
   * @throws ConfigurationProblem if it is a placeholder
   */
  public Optional<String> optional(String variable) {
    return isBlank(variable) ? Optional.empty() : Optional.of(required(variable));
  }

  /**
   * Reads {@code name:value[,name:value...]}. A name may come more than once.
   *
   * @throws ConfigurationProblem if it is missing or blank, or an entry has another shape or a
   *     placeholder as its value
   */
  public List<Named> namedList(String variable) {
    List<Named> entries = new ArrayList<>();
    for (String entry : present(variable).split(",", -1)) {
      int colon = entry.indexOf(':');
      String which = "entry " + (entries.size() + 1) + " ";
      if (colon < 1 || entry.substring(0, colon).isBlank()) {
        throw new ConfigurationProblem(
            variable, which + "is not name:value", "write name:value[,name:value...]");
      }
      Named named =
          new Named(entry.substring(0, colon).strip(), entry.substring(colon + 1).strip());
      refusePlaceholder(variable, which, named.value());
      entries.add(named);
    }
    return entries;
  }

  /**
   * The keys that payloads are encrypted with, from {@link #PAYLOAD_KEYS}.
   *
   * @throws ConfigurationProblem if they are missing or unusable
   */
  public PayloadKeys payloadKeys() {
    String text = required(PAYLOAD_KEYS);
    try {
      return PayloadKeys.parse(text);
    } catch (IllegalArgumentException unusable) {
      throw new ConfigurationProblem(
          PAYLOAD_KEYS,
          "is unusable, " + unusable.getMessage(),
          "write id:key[,id:key...], each key from 'openssl rand -base64 32', the newest first");
    }
  }

  private String present(String variable) {
    if (isBlank(variable)) {
      throw new ConfigurationProblem(
          variable, "is missing or blank", "set it in the environment of this process");
    }
    return environment.get(variable).strip();
  }

  private boolean isBlank(String variable) {
    return environment.getOrDefault(variable, "").isBlank();
  }

  private static void refusePlaceholder(String variable, String which, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (value.isEmpty()
        || PLACEHOLDERS.contains(lower)
        || PLACEHOLDER_SHAPE.matcher(lower).matches()) {
      throw new ConfigurationProblem(
          variable, which + "is empty or a placeholder", "set the real value in the environment");
    }
  }
}
