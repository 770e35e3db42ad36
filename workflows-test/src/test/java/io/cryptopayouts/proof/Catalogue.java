package io.cryptopayouts.proof;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The catalogue of faults, and the guards against them, as the files say. */
final class Catalogue {

  /** The project's root, seen from this module. */
  static final Path ROOT = Path.of("..");

  private static final Path RESOURCES = ROOT.resolve("workflows-test/src/test/resources");

  /** The annotations by which a method is a test. */
  private static final Pattern TEST =
      Pattern.compile("@(Test|ParameterizedTest|TestFactory|FuzzTest|ArchTest)\\b");

  /**
   * @param tests each {@code Class#method}
   * @param guard id of the guard whose removal turns one of the tests red
   */
  record Fault(int number, String fault, List<String> tests, String guard) {}

  /**
   * One thing that holds money together, and how it is taken out.
   *
   * @param what in one sentence
   * @param find a piece of the file that occurs once
   * @param replace what stands there without the guard
   * @param tests each {@code Class#method}; all turn red without it
   */
  record Guard(
      String id, String what, String file, String find, String replace, List<String> tests) {}

  private Catalogue() {}

  static List<Fault> faults() {
    return read("faults.json", new TypeReference<>() {});
  }

  static List<Guard> guards() {
    return read("guards.json", new TypeReference<>() {});
  }

  private static <T> T read(String file, TypeReference<T> type) {
    try {
      return new ObjectMapper().readValue(RESOURCES.resolve(file).toFile(), type);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The one source file that has this test; empty if none has it, or several. */
  static Optional<Path> source(String test) {
    String[] names = test.split("#", -1);
    Pattern method = Pattern.compile("\\w(>?) " + Pattern.quote(names[1]) + "\\(");
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> found =
          modules
              .map(module -> module.resolve("src/test/java"))
              .filter(Files::isDirectory)
              .flatMap(folder -> files(folder).stream())
              .filter(file -> file.getFileName().toString().equals(names[0] + ".java"))
              .filter(file -> isTest(text(file), method))
              .toList();
      return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether the method is there and annotated as a test, after what stands before it. */
  private static boolean isTest(String source, Pattern method) {
    Matcher place = method.matcher(source);
    if (!place.find()) {
      return false;
    }
    int before = source.lastIndexOf("\n  }\n", place.start());
    return TEST.matcher(source.substring(Math.max(before, 0), place.start())).find();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
