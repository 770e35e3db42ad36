package io.cryptopayouts.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Takes each guard out of a copy of the project, runs its tests there, and says whether all of them
 * turn red. Started by {@code ./payouts guards} as a single source file, so it uses no other class.
 */
final class GuardCheck {

  private static final long MINUTES_PER_GUARD = 20;
  private static final Pattern CASE =
      Pattern.compile("<testcase name=\"(\\w+)[^\"]*\" classname=\"[\\w.]*?(\\w+)\"[^>]*?(/)?>");

  private final Path copy;

  private GuardCheck(Path copy) {
    this.copy = copy;
  }

  /**
   * @param arguments the folder of the copy, then the ids of guards; all if there are none
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path copy = Path.of(arguments[0]);
    Set<String> chosen = new LinkedHashSet<>(List.of(arguments).subList(1, arguments.length));
    GuardCheck check = new GuardCheck(copy);
    check.compileQuickly();
    int all = 0;
    int red = 0;
    JsonNode guards =
        new ObjectMapper()
            .readTree(copy.resolve("workflows-test/src/test/resources/guards.json").toFile());
    for (JsonNode guard : guards) {
      if (chosen.isEmpty() || chosen.contains(guard.get("id").asText())) {
        all++;
        if (check.turnsRed(guard)) {
          red++;
        }
      }
    }
    System.out.println(red + " of " + all + " guards turn their tests red");
    System.exit(red == all ? 0 : 1);
  }

  /** Without the checks of the compiler: a guard that is out may leave something unused. */
  private void compileQuickly() throws IOException {
    Path pom = copy.resolve("pom.xml");
    Files.writeString(
        pom, Files.readString(pom).replaceAll("<arg>-(Werror|Xplugin:ErrorProne[^<]*)</arg>", ""));
  }

  private boolean turnsRed(JsonNode guard) throws IOException, InterruptedException {
    Path file = copy.resolve(guard.get("file").asText());
    String whole = Files.readString(file);
    Set<String> tests =
        StreamSupport.stream(guard.get("tests").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    long begun = System.nanoTime();
    Set<String> green = new LinkedHashSet<>(tests);
    String trouble;
    Files.writeString(
        file, whole.replace(guard.get("find").asText(), guard.get("replace").asText()));
    try {
      trouble = run(tests);
      green.removeAll(red());
    } finally {
      Files.writeString(file, whole);
    }
    boolean asExpected = green.isEmpty();
    System.out.printf(
        "%-22s %4d s  %s%n",
        guard.get("id").asText(),
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
        asExpected ? "red" : "NOT RED " + trouble + ": " + String.join(", ", green));
    return asExpected;
  }

  /** Runs the tests; what hindered that, if anything did. */
  private String run(Set<String> tests) throws IOException, InterruptedException {
    for (Path report : reports()) {
      Files.delete(report);
    }
    Process maven =
        new ProcessBuilder(
                "mvn",
                "-B",
                "-ntp",
                "-fae",
                "-Dspotless.check.skip=true",
                "-Dmaven.test.failure.ignore=true",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dtest=" + String.join(",", tests),
                "test",
                "-pl",
                modules(tests),
                "-am")
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .redirectOutput(copy.resolve("guard.log").toFile())
            .start();
    if (!maven.waitFor(MINUTES_PER_GUARD, TimeUnit.MINUTES)) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
      return "(not over in time)";
    }
    return maven.exitValue() == 0 ? "" : "(see " + copy.resolve("guard.log") + ")";
  }

  private String modules(Set<String> tests) throws IOException {
    Set<String> modules = new LinkedHashSet<>();
    for (String test : tests) {
      String name = test.substring(0, test.indexOf('#')) + ".java";
      try (Stream<Path> files = Files.walk(copy)) {
        files
            .filter(file -> file.endsWith(name) && !file.toString().contains("/target/"))
            .map(file -> copy.relativize(file).getName(0).toString())
            .forEach(modules::add);
      }
    }
    return String.join(",", modules);
  }

  private List<Path> reports() throws IOException {
    List<Path> reports = new ArrayList<>();
    try (Stream<Path> modules = Files.list(copy)) {
      for (Path module : modules.toList()) {
        Path folder = module.resolve("target/surefire-reports");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".xml")).forEach(reports::add);
          }
        }
      }
    }
    return reports;
  }

  /** The tests that failed, in some invocation if they have several. */
  private Set<String> red() throws IOException {
    Set<String> red = new LinkedHashSet<>();
    for (Path report : reports()) {
      String text = Files.readString(report);
      for (Matcher test = CASE.matcher(text); test.find(); ) {
        if (test.group(3) == null) {
          int end = text.indexOf("</testcase>", test.end());
          String outcome = text.substring(test.end(), end);
          if (outcome.contains("<failure") || outcome.contains("<error")) {
            red.add(test.group(2) + "#" + test.group(1));
          }
        }
      }
    }
    return red;
  }
}
