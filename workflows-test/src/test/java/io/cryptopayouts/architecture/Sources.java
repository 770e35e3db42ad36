package io.cryptopayouts.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The source files, for rules that class files cannot show. */
final class Sources {

  private Sources() {}

  /** Every main source and resource of every module. */
  static List<Path> ofProduct() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root())) {
      for (Path main : modules.map(module -> module.resolve("src/main")).toList()) {
        if (Files.isDirectory(main)) {
          try (Stream<Path> files = Files.walk(main)) {
            files.filter(Sources::isText).forEach(found::add);
          }
        }
      }
    }
    return found;
  }

  private static boolean isText(Path file) {
    return Files.isRegularFile(file) && file.toString().matches(".*\\.(java|yml|yaml|properties)");
  }

  /** Where the reactor's pom is, above this module. */
  static Path root() throws IOException {
    Path folder = Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
    while (folder != null && !isReactor(folder.resolve("pom.xml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not run below the reactor's root");
    }
    return folder;
  }

  private static boolean isReactor(Path pom) throws IOException {
    return Files.exists(pom) && Files.readString(pom, StandardCharsets.UTF_8).contains("<modules>");
  }
}
