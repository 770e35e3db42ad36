package io.cryptopayouts.sandbox.demo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code ./payouts restart}: stops a part of the running demo, if it runs, and starts it as it was;
 * a worker with other settings, if wanted.
 */
public final class Restart {

  private static final int FAILED = 2;
  private static final int WRONG_USE = 64;

  private Restart() {}

  /**
   * Runs in the project's folder. Takes the folder of the running demo, {@code worker}, {@code api}
   * or {@code temporal}, and for a worker any {@code NAME=value}.
   */
  public static void main(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    boolean valid =
        words.size() >= 2
            && List.of("worker", "api", "temporal").contains(words.get(1))
            && (words.size() == 2 || words.get(1).equals("worker"))
            && words.stream().skip(2).allMatch(word -> word.matches("PAYOUTS_[A-Z_]+=.*"));
    if (!valid) {
      System.err.println(
          "usage: restart worker [PAYOUTS_...=value]... | restart api | restart temporal");
      System.exit(WRONG_USE);
    }
    Map<String, String> settings =
        words.stream()
            .skip(2)
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(word -> word[0], word -> word[1]));
    System.exit(run(new RunFolder(Path.of(words.getFirst())), words.get(1), settings));
  }

  private static int run(RunFolder folder, String kind, Map<String, String> settings) {
    Screen screen = new Screen(System.out, Boolean.getBoolean("payouts.colours"), 1);
    try {
      Installation installation =
          new Installation(Path.of("").toAbsolutePath(), Environment.read(folder), screen);
      new Kept(folder).stop(kind);
      switch (kind) {
        case "worker" -> installation.startWorker(settings);
        case "api" -> installation.startApi();
        default -> installation.startEngine();
      }
      screen.good("started " + kind + (settings.isEmpty() ? "" : " with " + settings));
      return 0;
    } catch (DemoFailed failed) {
      screen.bad(failed.getMessage());
      return FAILED;
    }
  }
}
