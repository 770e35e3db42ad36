package io.cryptopayouts.sandbox.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code ./payouts drill}: plays a situation on the running demo, says where to look, and follows
 * until it is solved. Ends with 0 only if the provider's ledger shows what is due.
 */
public final class Drills {

  private static final int NOT_AS_DUE = 1;
  private static final int NAMES = 36;
  private static final int FAILED = 2;
  private static final int WRONG_USE = 64;
  private static final String NO_WAIT = "--no-wait";
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final Duration SETTLING = Duration.ofSeconds(15);

  private final Drill drill;
  private final Environment environment;
  private final Screen screen;

  private Drills(Drill drill, Environment environment, Screen screen) {
    this.drill = drill;
    this.environment = environment;
    this.screen = screen;
  }

  /**
   * Runs in the project's folder. Without arguments it lists the drills; otherwise: the folder of
   * the running demo, the drill's word, and {@code --no-wait} to leave when the stage is set.
   */
  public static void main(String[] arguments) {
    System.exit(run(System.out, arguments));
  }

  /** As {@link #main}; answers the exit code. */
  public static int run(PrintStream out, String... arguments) {
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    boolean wait = !words.remove(NO_WAIT);
    if (words.isEmpty()) {
      out.print(listed());
      return 0;
    }
    Drill drill = words.size() == 2 ? Drill.ofWord(words.get(1)).orElse(null) : null;
    if (drill == null) {
      out.print("There is no such drill. These are:\n" + listed());
      return WRONG_USE;
    }
    Screen screen = new Screen(out, Boolean.getBoolean("payouts.colours"), NAMES);
    RunFolder folder = new RunFolder(Path.of(words.getFirst()));
    try {
      return new Drills(drill, Environment.read(folder), screen).run(wait);
    } catch (DemoFailed failed) {
      screen.bad("\n" + failed.getMessage());
      screen.line("  All logs: " + folder.path());
      return FAILED;
    }
  }

  private static String listed() {
    return Drill.ALL.stream()
        .map(drill -> "  %-16s %s\n".formatted(drill.word(), drill.shows()))
        .collect(Collectors.joining());
  }

  private int run(boolean wait) {
    screen.heading("Drill " + drill.word() + ": " + drill.shows());
    String time = Long.toString(System.currentTimeMillis(), 36);
    Installation installation = new Installation(Path.of("").toAbsolutePath(), environment, screen);
    Stage stage = new Stage(installation, screen, time);
    Situation situation = drill.play().set(stage);
    tell(situation);
    return wait ? follow(stage, situation) : 0;
  }

  private void tell(Situation situation) {
    Views views = new Views(environment);
    screen.heading("What has happened");
    screen.line("  " + situation.happened());
    screen.heading("Where to look");
    for (String id : situation.executions()) {
      String kind = id.substring(0, id.indexOf('/'));
      screen.line("  %-8s %s".formatted(kind, views.execution(id)));
    }
    screen.line("  view     " + views.view(situation.view()));
    screen.line("  runbook  " + environment.runbookUrl() + "#" + drill.word());
    screen.heading("What to do");
    screen.line("  " + situation.task());
    screen.line("  It is to end " + situation.end() + ".");
    if (!situation.outside().isEmpty()) {
      screen.line("  To play the provider's side, paste:\n");
      situation.outside().forEach(screen::line);
    }
  }

  private int follow(Stage stage, Situation situation) {
    screen.heading("Following it; Ctrl-C ends this and leaves everything as it is");
    while (!isSolved(stage, situation)) {
      stage.ledger().read();
      Patience.pause(LOOK);
    }
    Patience.until(
        SETTLING,
        () -> {
          stage.ledger().read();
          return situation.dues().stream().allMatch(due -> books(stage, due) != Books.UNDER_WAY);
        });
    boolean good = true;
    for (Due due : situation.dues()) {
      good &= judge(due, stage.followed(due.invoiceId()).look(), books(stage, due));
    }
    return good ? 0 : NOT_AS_DUE;
  }

  private static boolean isSolved(Stage stage, Situation situation) {
    // Asked first: what solves it may be the beginning of another end.
    boolean solved = situation.solved().getAsBoolean();
    long open =
        situation.dues().stream()
            .filter(due -> !stage.followed(due.invoiceId()).isDoneNow())
            .count();
    return solved && open == 0;
  }

  private boolean judge(Due due, Told told, Books books) {
    String problem = due.problem(told, books);
    String verdict = "\n" + due.invoiceId() + ": " + books.words();
    if (problem.isEmpty()) {
      screen.good(verdict + ", as is due.");
    } else {
      screen.bad(verdict + ", " + problem + ".");
    }
    return problem.isEmpty();
  }

  private static Books books(Stage stage, Due due) {
    return Books.of(stage.ledger().of(due.invoiceId()));
  }
}
