package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Need;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunbookApiTest {

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void theRunbookIsOnePageForEverybody() throws Exception {
    HttpResponse<String> page = API.send(API.request("/runbook"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "style-src 'sha256-")
        .doesNotContain("unsafe", "script");
    assertThat(page.body())
        .startsWith("<!doctype html>")
        .contains("<table>", "<h2 id=\"")
        .doesNotContain("<script", "<link", "<img", "|---|");
    assertThat(Stream.of(Need.values()).map(Need::word))
        .allSatisfy(word -> assertThat(page.body()).contains("id=\"" + word + "\""));
  }

  @Test
  void everyLinkWithinTheRunbookLeadsSomewhere() throws Exception {
    String page = API.send(API.request("/runbook")).body();

    assertThat(found("href=\"([^\"#]+)", page)).isEmpty();
    assertThat(found("href=\"#([^\"]+)\"", page)).isSubsetOf(found(" id=\"([^\"]+)\"", page));
    assertThat(found(" id=\"([^\"]+)\"", page)).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void theAnchorsOfRowsAreKept() {
    assertThat(
            RunbookResource.html(
                """
                ## Needs action

                | what | do |
                |---|---|
                | <a id="returned"></a>`returned` | a \\| b, [see](#needs-action) |
                """))
        .contains(
            "<h2 id=\"needs-action\">",
            "<td><a id=\"returned\"></a><code>returned</code></td>",
            "<td>a | b, <a href=\"#needs-action\">see</a></td>");
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }
}
