package io.cryptopayouts.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the processes export, as Prometheus reads it, and whether a query asks for nothing else. */
final class ExportedMetrics {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w.$])([a-zA-Z_:][\\w:]*)(?:\\{([^}]*)\\})?(?![\\w(]|\\s*\\()");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  private record Sample(String name, Map<String, String> labels, double value) {}

  private final List<Sample> samples;

  private ExportedMetrics(List<Sample> samples) {
    this.samples = samples;
  }

  /**
   * @param scrapes in Prometheus's text format
   */
  static ExportedMetrics of(String... scrapes) {
    List<Sample> samples = new ArrayList<>();
    for (String scrape : scrapes) {
      scrape
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(SAMPLE::matcher)
          .filter(Matcher::matches)
          .forEach(line ->
              samples.add(
                  new Sample(
                      line.group(1),
                      labels(line.group(2)),
                      Double.parseDouble(line.group(3).replace("Inf", "Infinity")))));
    }
    return new ExportedMetrics(samples);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    if (text != null) {
      Matcher label = LABEL.matcher(text);
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return labels;
  }

  /** The sum of the samples with these labels; NaN if there is none. */
  double value(String name, Map<String, String> labels) {
    List<Sample> found =
        samples.stream()
            .filter(sample ->
                sample.name().equals(name)
                    && sample.labels().entrySet().containsAll(labels.entrySet()))
            .toList();
    return found.isEmpty() ? Double.NaN : found.stream().mapToDouble(Sample::value).sum();
  }

  /** The values that a label of a metric has. */
  Set<String> values(String name, String label) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name) && sample.labels().containsKey(label))
        .map(sample -> sample.labels().get(label))
        .collect(Collectors.toSet());
  }

  /** What a PromQL expression asks for and is not exported: metrics, labels and their values. */
  List<String> missing(String expression) {
    List<String> missing = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    String selectors = RANGE.matcher(GROUPING.matcher(expression).replaceAll(" ")).replaceAll("");
    Matcher selector = SELECTOR.matcher(selectors);
    boolean any = false;
    while (selector.find()) {
      String name = selector.group(1);
      if (OPERATORS.contains(name)) {
        continue;
      }
      any = true;
      List<Sample> named = samples.stream().filter(sample -> sample.name().equals(name)).toList();
      named.forEach(sample -> labels.addAll(sample.labels().keySet()));
      if (named.isEmpty()) {
        missing.add(name);
      } else if (selector.group(2) != null) {
        missing.addAll(missing(named, selector.group(2)));
      }
    }
    if (!any) {
      missing.add("any metric in: " + expression);
    }
    Matcher grouping = GROUPING.matcher(expression);
    while (grouping.find()) {
      for (String label : grouping.group(1).split(",", -1)) {
        if (!labels.contains(label.strip())) {
          missing.add("label " + label.strip() + " in: " + expression);
        }
      }
    }
    return missing;
  }

  private static List<String> missing(List<Sample> named, String matchers) {
    List<String> missing = new ArrayList<>();
    Matcher matcher = MATCHER.matcher(matchers);
    while (matcher.find()) {
      String label = matcher.group(1);
      for (String value : wanted(matcher.group(2), matcher.group(3))) {
        if (named.stream().noneMatch(sample -> has(sample, label, value))) {
          missing.add(named.getFirst().name() + "{" + label + "=\"" + value + "\"}");
        }
      }
    }
    return missing;
  }

  /** The values of which each must be there: every alternative, or that which is left out. */
  private static List<String> wanted(String operator, String value) {
    return operator.endsWith("~") ? List.of(value.split("\\|", -1)) : List.of(value);
  }

  private static boolean has(Sample sample, String label, String value) {
    return value.equals(sample.labels().get(label));
  }
}
