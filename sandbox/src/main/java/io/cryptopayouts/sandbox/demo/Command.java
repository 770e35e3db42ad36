package io.cryptopayouts.sandbox.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a short command to its end. */
final class Command {

  private Command() {}

  /**
   * What it printed, errors included.
   *
   * @param variables see {@link Child#surround}
   */
  static String run(List<String> command, Map<String, String> variables) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Child.surround(builder, variables);
    try {
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return printed;
    } catch (IOException unstartable) {
      throw new DemoFailed("Cannot run " + command.getFirst() + ": " + unstartable.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("interrupted");
    }
  }
}
