package io.cryptopayouts.api;

import io.cryptopayouts.runtime.ConfigurationProblem;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The origins whose pages may ask the codec: those under which people open the Temporal UI. */
final class Origins {

  private static final String VARIABLE = "PAYOUTS_CODEC_ORIGINS";

  private final Set<String> allowed;
  private final boolean secure;

  private Origins(Set<String> allowed, boolean secure) {
    this.allowed = Set.copyOf(allowed);
    this.secure = secure;
  }

  /**
   * @param temporalUi where people see the Temporal UI
   * @param further comma-separated, each as a browser writes it: {@code https://ui.example.com}
   * @throws ConfigurationProblem if one is not an origin
   */
  static Origins of(URI temporalUi, String further) {
    Set<String> allowed = new HashSet<>();
    allowed.add(origin("TEMPORAL_UI_URL", temporalUi));
    for (String origin : listed(further)) {
      URI uri;
      try {
        uri = URI.create(origin);
      } catch (IllegalArgumentException notOne) {
        throw notAnOrigin(VARIABLE);
      }
      if (!Stream.of("", "/").toList().contains(uri.getRawPath()) || uri.getRawQuery() != null) {
        throw notAnOrigin(VARIABLE);
      }
      allowed.add(origin(VARIABLE, uri));
    }
    return new Origins(allowed, "https".equalsIgnoreCase(temporalUi.getScheme()));
  }

  /** The parts of a comma-separated text, none of them blank. */
  static List<String> listed(String text) {
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /**
   * @param origin as the request's header has it; may be null
   */
  boolean allow(String origin) {
    return origin != null && allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /** Whether the Temporal UI, and with it whatever its pages may call, is reached by https. */
  boolean areSecure() {
    return secure;
  }

  private static String origin(String setting, URI uri) {
    if (uri.getScheme() == null
        || !uri.getScheme().matches("(?i)https?")
        || uri.getHost() == null
        || uri.getRawUserInfo() != null) {
      throw notAnOrigin(setting);
    }
    // A browser leaves the scheme's own port out.
    int usual = uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    return (uri.getScheme() + "://" + uri.getHost() + port).toLowerCase(Locale.ROOT);
  }

  private static ConfigurationProblem notAnOrigin(String setting) {
    return new ConfigurationProblem(
        setting,
        "is not where a browser opens the Temporal UI",
        "write it such as https://temporal.example.com or http://localhost:8233");
  }
}
