package io.cryptopayouts.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a person shows their API key once, so that the Temporal UI in that browser may decode. */
@Path("/codec")
public final class CodecLoginResource {

  private static final String TITLE = "Codec log-in - Crypto Payouts";

  private static final String FORM =
      """
      <form method="post" action="/codec/login">
      <label for="key">Your API key, one of <code>PAYOUTS_API_KEYS</code></label>
      <input id="key" name="key" type="password" autocomplete="off" required>
      <button>Log in</button>
      </form>
      """;

  private static final String HOW =
      """
      <h2>In the Temporal UI</h2>
      <p>Payloads are decoded there once its codec endpoint is this address and <em>include \
      credentials</em> is on: for everybody by the setting \
      <code>TEMPORAL_CODEC_INCLUDE_CREDENTIALS</code> of the UI, or for this browser in the UI's own \
      codec settings (the glasses above), <em>Include cross-origin credentials</em>. Open the UI under the same host name \
      as this page (<code>localhost</code> is not <code>127.0.0.1</code>): a browser does not take the \
      log-in along to another site.</p>
      """;

  private final ApiKeys keys;
  private final CodecSessions sessions;
  private final CodecAccess access;

  CodecLoginResource(ApiKeys keys, CodecSessions sessions, CodecAccess access) {
    this.keys = keys;
    this.sessions = sessions;
    this.access = access;
  }

  @GET
  @Path("/login")
  public Response page(@CookieParam(CodecSessions.COOKIE) Cookie cookie) {
    return page(200, sessions.caller(cookie).map(this::welcome).orElse(FORM)).build();
  }

  @POST
  @Path("/login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response login(
      @Context HttpHeaders headers, @HeaderParam(HttpHeaders.HOST) String host, InputStream body)
      throws IOException {
    refuseOtherPages(headers, host);
    String key = key(new String(Bodies.read(body), StandardCharsets.UTF_8));
    Optional<Caller> caller = keys.authenticate(key);
    return caller.isPresent()
        ? page(200, welcome(caller.get()))
            .header(HttpHeaders.SET_COOKIE, sessions.begun(key))
            .build()
        : page(401, "<p class=\"bad\">That is not a key of this installation.</p>\n" + FORM)
            .build();
  }

  @POST
  @Path("/logout")
  public Response logout(@Context HttpHeaders headers, @HeaderParam(HttpHeaders.HOST) String host) {
    refuseOtherPages(headers, host);
    return page(200, "<p>You are logged out.</p>\n" + FORM)
        .header(HttpHeaders.SET_COOKIE, sessions.ended())
        .build();
  }

  private Response.ResponseBuilder page(int status, String body) {
    return Page.of(status, TITLE, "<h1>Payloads in the Temporal UI</h1>\n" + body + HOW)
        .header("Cache-Control", "no-store");
  }

  private String welcome(Caller caller) {
    return """
    <p>You are <strong>%s</strong>, in this browser, for at most %d hours from the log-in.</p>
    <p>%s</p>
    <form method="post" action="/codec/logout"><button>Log out</button></form>
    """
        .formatted(
            caller.name(),
            CodecSessions.LONGEST.toHours(),
            access.mayReadPersonal(caller)
                ? "You see everything, <strong>personal data too</strong>."
                : "You see payouts with personal data masked. Keys named in"
                    + " <code>PAYOUTS_PERSONAL_DATA</code> see it.");
  }

  /** A page of somebody else must not log people in or out. */
  private static void refuseOtherPages(HttpHeaders headers, String host) {
    String origin = headers.getHeaderString("Origin");
    boolean own =
        origin == null
            || origin.equals("http://" + host)
            || origin.equals("https://" + host)
            // Behind a proxy that does not tell the name the browser used.
            || "same-origin".equals(headers.getHeaderString("Sec-Fetch-Site"));
    if (!own) {
      throw new Rejected(Problem.FOREIGN_ORIGIN);
    }
  }

  private static String key(String form) {
    return Stream.of(form.split("&", -1))
        .filter(field -> field.startsWith("key="))
        .findFirst()
        .map(field -> decoded(field.substring("key=".length())))
        .orElse("");
  }

  private static String decoded(String field) {
    try {
      return URLDecoder.decode(field, StandardCharsets.UTF_8).strip();
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }
}
