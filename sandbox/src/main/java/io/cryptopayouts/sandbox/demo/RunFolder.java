package io.cryptopayouts.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Where one run keeps its logs, its database and the ids of its processes. Every process gets the
 * folder's path on its command line: that is how {@code ./payouts stop} knows that a process is
 * still the one that was started.
 *
 * @param path absolute
 */
record RunFolder(Path path) {

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  /** Makes a new one under {@code .run} of the project. */
  static RunFolder create(Path project) {
    String time = NAME.format(LocalDateTime.now(ZoneId.systemDefault()));
    try {
      Path runs = Files.createDirectories(project.toAbsolutePath().resolve(".run"));
      Path path = runs.resolve(time);
      for (int next = 2; Files.exists(path); next++) {
        path = runs.resolve(time + "-" + next);
      }
      return new RunFolder(Files.createDirectory(path));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  void write(String name, String content) {
    try {
      Files.writeString(file(name), content);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  void delete(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }
}
