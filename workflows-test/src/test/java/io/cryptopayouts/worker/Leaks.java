package io.cryptopayouts.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for what the orders of the tests hold and nobody may read. */
final class Leaks {

  /** Of {@link Orders}; the caller's own codes and invoice ids are no secrets. */
  private static final List<String> PERSONAL =
      List.of(
          "@example.com",
          "1990-05-17",
          "1985-12-10",
          "New York",
          "San Francisco",
          "123 Main St",
          "1 Market St",
          "Analytical Engines",
          Orders.ADDRESS,
          Rig.TOKEN);

  private Leaks() {}

  /** Fails if any file of this folder, such as a database or a log, shows one in the clear. */
  static void refuseIn(Path folder) {
    List<String> leaks = in(folder, PERSONAL);
    if (!leaks.isEmpty()) {
      throw new AssertionError("written in the clear: " + leaks);
    }
  }

  /** Which of these words stand in which files. */
  static List<String> in(Path folder, List<String> words) {
    List<String> leaks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String written = Files.readString(file, StandardCharsets.ISO_8859_1);
        words.stream()
            .filter(written::contains)
            .map(word -> word + " in " + file.getFileName())
            .forEach(leaks::add);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return leaks;
  }
}
