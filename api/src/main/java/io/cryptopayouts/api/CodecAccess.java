package io.cryptopayouts.api;

import io.cryptopayouts.runtime.ConfigurationProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may use the codec, and what they may see. */
final class CodecAccess {

  /** Without a key, where the settings let guests in. No key can have this name, so no role. */
  private static final Caller GUEST = new Caller("a guest");

  private final ApiKeys keys;
  private final CodecSessions sessions;
  private final Origins origins;
  private final Set<String> mayReadPersonal;
  private final boolean guests;

  /**
   * @throws ConfigurationProblem if the settings name a key that there is not
   */
  CodecAccess(ApiKeys keys, CodecSessions sessions, Origins origins, CodecSettings settings) {
    this.keys = keys;
    this.sessions = sessions;
    this.origins = origins;
    this.mayReadPersonal = Set.copyOf(Origins.listed(settings.personalData()));
    this.guests = settings.guests();
    for (String name : mayReadPersonal) {
      if (!keys.names().contains(name)) {
        throw new ConfigurationProblem(
            "PAYOUTS_PERSONAL_DATA",
            "names '" + name + "', which is no key of PAYOUTS_API_KEYS",
            "name keys that are there");
      }
    }
  }

  /**
   * Who asks.
   *
   * @throws Rejected if it is nobody who may, or a page that may not
   */
  Caller caller(HttpHeaders request) {
    String origin = request.getHeaderString("Origin");
    if (origin != null && !origins.allow(origin)) {
      throw new Rejected(Problem.FOREIGN_ORIGIN);
    }
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    Optional<Caller> known =
        authorization != null
            ? BearerFilter.key(authorization).flatMap(keys::authenticate)
            // A browser adds the cookie by itself, so the page that asks must be known.
            : Optional.ofNullable(origin)
                .flatMap(page -> sessions.caller(request.getCookies().get(CodecSessions.COOKIE)))
                .or(() -> guests && origin != null ? Optional.of(GUEST) : Optional.empty());
    return known.orElseThrow(() -> new Rejected(Problem.CODEC_UNAUTHORIZED));
  }

  boolean mayReadPersonal(Caller caller) {
    return mayReadPersonal.contains(caller.name());
  }

  /**
   * Guests are for a demo on the own machine.
   *
   * @param bindHosts where the API listens; an empty one is every address
   * @throws ConfigurationProblem if guests are let in and others can reach the API
   */
  static void checkGuests(CodecSettings settings, List<Optional<String>> bindHosts) {
    if (settings.guests() && !bindHosts.stream().allMatch(CodecAccess::isLoopback)) {
      throw new ConfigurationProblem(
          "PAYOUTS_CODEC_GUESTS",
          "would show payloads without a key to everybody who can reach this API",
          "set it to false, or PAYOUTS_BIND_HOST to 127.0.0.1");
    }
  }

  private static boolean isLoopback(Optional<String> host) {
    try {
      return host.isPresent() && InetAddress.getByName(host.get()).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
