package io.cryptopayouts.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code docs/proof.md} says between its marks. */
final class ProofPage {

  static final Path FILE = Catalogue.ROOT.resolve("docs/proof.md");

  private static final String BEGIN = "<!-- generated from faults.json and guards.json -->\n";
  private static final String END = "<!-- end of what is generated -->\n";

  private ProofPage() {}

  /** The page as it must be. */
  static String renewed(String page) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("the marks are missing in " + FILE);
    }
    return page.substring(0, begin + BEGIN.length())
        + faults(Catalogue.faults(), Catalogue.guards())
        + "\n"
        + guards(Catalogue.guards())
        + page.substring(end);
  }

  private static String faults(List<Catalogue.Fault> faults, List<Catalogue.Guard> guards) {
    Map<String, Catalogue.Guard> byId =
        guards.stream().collect(Collectors.toMap(Catalogue.Guard::id, Function.identity()));
    return "| # | fault | shown by | without this guard it turns red |\n|---|---|---|---|\n"
        + faults.stream()
            .map(fault ->
                "| %d | %s | %s | [%s](#guard-%s) |\n"
                    .formatted(
                        fault.number(),
                        fault.fault(),
                        fault.tests().stream()
                            .map(test -> link(test, test))
                            .collect(Collectors.joining("<br>")),
                        byId.get(fault.guard()).id(),
                        fault.guard()))
            .collect(Collectors.joining());
  }

  private static String guards(List<Catalogue.Guard> guards) {
    return "| guard | what it is | in | red without it |\n|---|---|---|---|\n"
        + guards.stream()
            .map(guard ->
                "| <a id=\"guard-%s\"></a>`%s` | %s | [%s](../%s) | %s |\n"
                    .formatted(
                        guard.id(),
                        guard.id(),
                        guard.what(),
                        Path.of(guard.file()).getFileName(),
                        guard.file(),
                        guard.tests().stream()
                            .map(test -> link(test, test.replace("#", " ")))
                            .collect(Collectors.joining("<br>"))))
            .collect(Collectors.joining());
  }

  private static String link(String test, String words) {
    return Catalogue.source(test)
        .map(file -> "[%s](../%s)".formatted(words, slashed(Catalogue.ROOT.relativize(file))))
        .orElse(words);
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
