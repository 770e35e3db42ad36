package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.stream.Stream;

/** The Temporal server of a run, through its command line: as an operator reaches it. */
record Temporal(Environment environment) {

  String cli() {
    return environment
        .temporalCli()
        .orElseThrow(() ->
            new DemoFailed("There is no 'temporal' at hand. Start the demo with ./payouts demo"));
  }

  /** What the CLI printed, errors included. */
  String run(String... arguments) {
    List<String> command = Stream.concat(Stream.of(cli()), Stream.of(arguments)).toList();
    return Command.run(command, environment.temporal());
  }

  String workflow(String verb, String workflowId, String... arguments) {
    return run(
        Stream.concat(
                Stream.of("workflow", verb, "--workflow-id", workflowId), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** Empty if Temporal does not know it, or does not answer. */
  String latestRun(String workflowId) {
    String described = workflow("describe", workflowId, "--output", "json");
    try {
      return Http.JSON
          .readTree(described)
          .path("workflowExecutionInfo")
          .path("execution")
          .path("runId")
          .asText();
    } catch (JsonProcessingException notKnown) {
      return "";
    }
  }
}
