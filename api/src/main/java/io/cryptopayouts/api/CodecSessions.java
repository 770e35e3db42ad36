package io.cryptopayouts.api;

import jakarta.ws.rs.core.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a browser that has shown an API key once be known for a while, without holding the key: its
 * cookie is the end of that time, signed with the key's hash. Nothing is kept here, so it holds
 * after a restart and at every replica, and ends at once when the key is taken away.
 */
final class CodecSessions {

  static final String COOKIE = "payouts-codec";
  static final Duration LONGEST = Duration.ofHours(12);

  private static final Pattern TOKEN = Pattern.compile("([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");

  private final ApiKeys keys;
  private final InstantSource clock;
  private final boolean secure;

  /**
   * @param secure whether browsers reach the codec by https
   */
  CodecSessions(ApiKeys keys, InstantSource clock, boolean secure) {
    this.keys = keys;
    this.clock = clock;
    this.secure = secure;
  }

  /** Who came with this cookie, if it holds; the cookie may be null. */
  Optional<Caller> caller(Cookie cookie) {
    Matcher token = TOKEN.matcher(cookie == null ? "" : cookie.getValue());
    if (!token.matches()) {
      return Optional.empty();
    }
    long end = Long.parseLong(token.group(1));
    return end > clock.instant().getEpochSecond()
        ? keys.signer(text(end), Base64.getUrlDecoder().decode(token.group(2)))
        : Optional.empty();
  }

  /** The {@code Set-Cookie} header for somebody who has shown this key, which must be one. */
  String begun(String key) {
    long end = end(clock.instant());
    String mac =
        Base64.getUrlEncoder().withoutPadding().encodeToString(ApiKeys.signature(key, text(end)));
    return header(end + "." + mac, LONGEST.toSeconds());
  }

  /** The {@code Set-Cookie} header that ends it. */
  String ended() {
    return header("", 0);
  }

  private String header(String value, long seconds) {
    return COOKIE
        + "="
        + value
        + "; Path=/codec; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }

  private static long end(Instant now) {
    return now.plus(LONGEST).getEpochSecond();
  }

  private static byte[] text(long end) {
    return ("codec session until " + end).getBytes(StandardCharsets.US_ASCII);
  }
}
