package io.cryptopayouts.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one run keeps its logs, its database and the ids of its processes. Every process gets the
 * folder's path on its command line: that is how {@code ./payouts stop} knows that a process is
 * still the one that was started.
 *
 * @param path absolute
 */
record RunFolder(Path path) {

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String PID = ".pid";

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

  /** Nobody else may read it, not even while it is being written. */
  void writeForOwner(String name, String content) {
    delete(name);
    try {
      Files.createFile(
          file(name),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    write(name, content);
  }

  /**
   * @throws DemoFailed if it is not there
   */
  String read(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException unreadable) {
      throw new DemoFailed("Cannot read " + file(name) + ": start a new ./payouts demo --keep");
    }
  }

  /** In place of what is there. */
  void copy(String from, String to) {
    try {
      Files.copy(file(from), file(to), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException uncopied) {
      throw new UncheckedIOException(uncopied);
    }
  }

  void delete(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }

  void writePid(String process, long pid) {
    write(process + PID, pid + "\n");
  }

  void deletePid(String process) {
    delete(process + PID);
  }

  /**
   * A name for one more process of this kind, so that no log is written over: {@code worker}, then
   * {@code worker-2}.
   */
  String nextName(String kind) {
    String name = kind;
    for (int next = 2; Files.exists(file(name + ".log")); next++) {
      name = kind + "-" + next;
    }
    return name;
  }

  /** The processes of this kind that were started in this run and are alive. */
  List<ProcessHandle> alive(String kind) {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(kind) && name.endsWith(PID))
          .flatMap(name -> ProcessHandle.of(Long.parseLong(read(name).strip())).stream())
          .filter(this::isOurs)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** And not a later one with the same id. */
  private boolean isOurs(ProcessHandle process) {
    return process.isAlive()
        && process
            .info()
            .commandLine()
            .filter(line -> (line + " ").contains(path + "/") || (line + " ").contains(path + " "))
            .isPresent();
  }
}
