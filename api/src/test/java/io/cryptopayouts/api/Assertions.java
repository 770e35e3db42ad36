package io.cryptopayouts.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

final class Assertions {

  private Assertions() {}

  static JsonNode assertProblem(
      RunningApi api, HttpResponse<String> response, int status, String type) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = api.json(response);
    assertThat(problem.path("type").textValue()).isEqualTo("/problems/" + type);
    assertThat(problem.path("status").intValue()).isEqualTo(status);
    assertThat(problem.path("title").textValue()).isNotBlank();
    assertThat(problem.path("instance").textValue()).isEqualTo(response.uri().getRawPath());
    assertThat(problem.path("requestId").textValue())
        .isEqualTo(response.headers().firstValue("X-Request-ID").orElseThrow());
    return problem;
  }
}
