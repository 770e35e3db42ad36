package io.cryptopayouts.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Pages for people: one document each, without scripts and without anything from elsewhere. */
final class Page {

  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:76rem;\
      margin:2rem auto;padding:0 1.25rem}
      h1,h2,h3{line-height:1.25;margin:2rem 0 .75rem}h1{margin-top:0}
      p,ul,ol{max-width:50rem}
      a{color:#0b57d0}
      code,pre{font:.875em/1.5 ui-monospace,monospace;background:#f2f4f7;border-radius:4px}
      code{padding:.1em .3em}pre{padding:.75rem 1rem;overflow-x:auto}pre code{padding:0}
      table{border-collapse:collapse;width:100%;margin:1rem 0 1.5rem}
      th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border:1px solid #d0d7de}
      th{background:#f2f4f7;position:sticky;top:0}
      tr:nth-child(even) td{background:#fafbfc}
      tr:has(:target) td,:target{background:#fff3c4}
      input,button{font:inherit;padding:.4rem .75rem}input{width:min(28rem,100%);\
      box-sizing:border-box;display:block;margin:.25rem 0 .75rem}
      .bad{border-left:4px solid #c62828;padding:.25rem .75rem}
      """;

  private static final String POLICY =
      "default-src 'none'; style-src '"
          + digest(STYLE)
          + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private Page() {}

  /**
   * @param title and body: HTML, with everything foreign escaped
   */
  static Response.ResponseBuilder of(int status, String title, String body) {
    String html =
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
            + title
            + "</title>\n<style>"
            + STYLE
            + "</style>\n</head>\n<body>\n"
            + body
            + "\n</body>\n</html>\n";
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .entity(html);
  }

  private static String digest(String style) {
    try {
      return "sha256-"
          + Base64.getEncoder()
              .encodeToString(
                  MessageDigest.getInstance("SHA-256")
                      .digest(style.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
