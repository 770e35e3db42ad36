package io.cryptopayouts.sandbox.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Prints for a person; with colours only where the launcher saw a terminal. */
final class Screen {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private enum Colour {
    DIM("2"),
    BOLD("1"),
    RED("31"),
    GREEN("32"),
    CYAN("36");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final boolean colours;
  private final int names;

  /**
   * @param names how wide the names of payouts are
   */
  Screen(PrintStream out, boolean colours, int names) {
    this.out = out;
    this.colours = colours;
    this.names = names;
  }

  synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  void heading(String text) {
    line("\n" + in(Colour.BOLD, text));
  }

  /** What the product did. */
  void change(String payout, String what) {
    line(stamp() + padded(payout) + what);
  }

  /** What the provider did, by its own ledger. */
  void provider(String payout, String what) {
    line(stamp() + in(Colour.DIM, padded(payout) + "$ provider " + what));
  }

  /** What the demo itself does. */
  void act(String payout, String what) {
    line(stamp() + in(Colour.CYAN, padded(payout) + "> " + what));
  }

  /** What was started, where. */
  void started(String what, String where, Duration took) {
    line("  %-13s %-42s %4.1f s".formatted(what, where, took.toMillis() / 1000.0));
  }

  void table(List<Verdict> verdicts) {
    int shows = width(verdicts.stream().map(v -> v.scene().shows()).toList(), "");
    int says = width(verdicts.stream().map(Verdict::says).toList(), "says");
    int ledger = width(verdicts.stream().map(Verdict::ledger).toList(), "provider's ledger");
    String row = "  %-" + names + "s  %-" + shows + "s  %-" + says + "s  %-" + ledger + "s  ";
    line(in(Colour.BOLD, row.formatted("payout", "", "says", "provider's ledger") + "agree"));
    for (Verdict verdict : verdicts) {
      line(
          row.formatted(
                  verdict.scene().invoiceId(),
                  verdict.scene().shows(),
                  verdict.says(),
                  verdict.ledger())
              + (verdict.agrees()
                  ? in(Colour.GREEN, "yes")
                  : in(Colour.RED, "NO: " + verdict.problem())));
    }
  }

  void good(String text) {
    line(in(Colour.GREEN, text));
  }

  void bad(String text) {
    line(in(Colour.RED, text));
  }

  private static int width(List<String> texts, String heading) {
    return texts.stream().mapToInt(String::length).reduce(heading.length(), Math::max);
  }

  private String stamp() {
    return "  " + in(Colour.DIM, TIME.format(Instant.now())) + "  ";
  }

  private String padded(String payout) {
    return ("%-" + names + "s  ").formatted(payout);
  }

  private String in(Colour colour, String text) {
    return colours ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
  }
}
