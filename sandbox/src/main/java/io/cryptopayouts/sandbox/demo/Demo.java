package io.cryptopayouts.sandbox.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptopayouts.sandbox.Movement;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code ./payouts demo}: the whole product on loopback against the simulator, a handful of payouts
 * that go wrong in instructive ways, and a comparison of what the product says with the provider's
 * ledger. Ends with 0 only if they agree.
 */
public final class Demo {

  private static final int DISAGREES = 1;
  private static final int FAILED = 2;
  private static final int WRONG_USE = 64;

  private final Screen screen;
  private final RunFolder folder;
  private final Environment environment;
  private final Installation installation;
  private final Scene.Cast cast;
  private final boolean keep;

  private Demo(Path project, boolean keep) {
    String run =
        System.getenv().getOrDefault("TEMPORAL_ADDRESS", "").isBlank()
            ? ""
            : "-" + Long.toString(System.currentTimeMillis() / 1000, 36);
    this.cast = Scene.cast(run);
    this.screen =
        new Screen(
            System.out,
            Boolean.getBoolean("payouts.colours"),
            cast.all().stream().mapToInt(scene -> scene.invoiceId().length()).max().orElseThrow());
    this.folder = RunFolder.create(project);
    this.environment = Environment.choose(folder, System.getenv());
    this.installation = new Installation(project, environment, screen);
    this.keep = keep;
  }

  /** Runs in the project's folder; {@code --keep} leaves everything running. */
  public static void main(String[] arguments) {
    boolean keep = List.of("--keep").equals(List.of(arguments));
    if (arguments.length > 0 && !keep) {
      System.err.println("usage: demo [--keep]");
      System.exit(WRONG_USE);
    }
    System.exit(new Demo(Path.of("").toAbsolutePath(), keep).run());
  }

  private int run() {
    Thread onInterrupt = new Thread(this::interrupted, "demo-stop");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    int code;
    try {
      code = show();
    } catch (DemoFailed failed) {
      screen.bad("\n" + failed.getMessage());
      screen.line("  All logs: " + folder.path());
      code = FAILED;
    }
    if (code == FAILED || !keep) {
      installation.stop();
    }
    Runtime.getRuntime().removeShutdownHook(onInterrupt);
    return code;
  }

  private void interrupted() {
    screen.line("\n  Stopping what was started ...");
    installation.stop();
  }

  private int show() {
    long before = System.nanoTime();
    explain();
    screen.heading("Starting, everything on loopback");
    installation.start(Scene.BALANCE);
    screen.heading("What happens (> the demo, $ the provider)");
    Show show = new Show(installation, cast, screen);
    List<Verdict> verdicts = show.play();
    boolean agree = compare(show, verdicts);
    screen.line("  Logs: " + folder.path());
    if (keep) {
      invite(show);
    }
    String took =
        " The demo took " + Duration.ofNanos(System.nanoTime() - before).toSeconds() + " s.";
    if (agree) {
      screen.good("\nProduct and provider agree on every payout." + took);
    } else {
      screen.bad("\nProduct and provider DO NOT agree." + took);
    }
    return agree ? 0 : DISAGREES;
  }

  private void explain() {
    screen.heading("Crypto Payouts, the demo");
    screen.line("  Seven payouts against a simulated provider. Real processes, no real money.");
    screen.line("  These are scaled down together, so that it is over in a minute:");
    Scale.DEMO.comparedWith(Scale.USUAL).forEach(line -> screen.line("    " + line));
    if (environment.usesForeignTemporal()) {
      screen.bad(
          "  TEMPORAL_ADDRESS is set, so they go through that server: not through one with real"
              + " payouts!");
    }
  }

  private boolean compare(Show show, List<Verdict> verdicts) {
    screen.heading("Outcomes");
    screen.table(verdicts);
    List<Moved> strangers = show.strangers();
    strangers.forEach(
        moved -> screen.bad("  the ledger also has " + moved.invoiceId() + ": " + moved.words()));
    BigDecimal paid =
        cast.all().stream()
            .flatMap(scene -> show.movements(scene).stream())
            .filter(moved -> moved.kind() == Movement.Kind.SETTLED)
            .map(Moved::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal expected = Scene.BALANCE.add(Scene.TOP_UP).subtract(paid);
    BigDecimal balance = show.balance();
    boolean adds = balance.compareTo(expected) == 0;
    screen.line(
        "\n  Balance at the provider: %s + %s topped up - %s paid = %s%s"
            .formatted(
                Scene.BALANCE,
                Scene.TOP_UP,
                paid,
                expected,
                adds ? ", as it shows" : ", but it shows " + balance));
    return adds && strangers.isEmpty() && verdicts.stream().allMatch(Verdict::agrees);
  }

  /** What to look at and to try while everything keeps running. */
  private void invite(Show show) {
    environment.write();
    String api = environment.apiUrl();
    screen.heading("Everything keeps running until ./payouts stop");
    Views views = new Views(environment);
    screen.line("  needs me     " + views.needsMe());
    screen.line("  all payouts  " + views.all());
    screen.line("  API          " + api + "/payouts");
    screen.line("  simulator    " + environment.simulatorUrl() + "/admin/ledger");
    screen.line("  The UI masks personal data. To see it, open " + api + "/codec/login");
    screen.line("  and give the key " + environment.operatorKey());
    screen.line("\n  Practise as an operator, find payouts, call the API:\n");
    screen.line("./payouts drill");
    screen.line("./payouts views");
    show.movements(cast.straight()).stream().findFirst().ifPresent(this::invite);
  }

  /** To pay somebody who was paid before. */
  private void invite(Moved before) {
    String payouts = environment.apiUrl() + "/payouts";
    String curl = "curl -H 'Authorization: Bearer " + environment.callerKey() + "' ";
    ObjectNode order = Http.JSON.createObjectNode();
    order.put("invoiceId", "try-1").put("amount", "12.50").put("currency", "USD");
    order.putObject("payee").put("type", "existing").put("customerNo", before.customerNo());
    order.putObject("wallet").put("type", "linked").put("accountToken", before.accountToken());
    screen.line(curl + "-H 'Content-Type: application/json' -d '" + order + "' " + payouts);
    screen.line(curl + "'" + payouts + "/try-1?wait=20s'");
  }
}
