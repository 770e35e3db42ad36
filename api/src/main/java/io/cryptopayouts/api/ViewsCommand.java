package io.cryptopayouts.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptopayouts.contract.PayoutView;
import io.cryptopayouts.runtime.StartCommand;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code views [customer]}: prints the operators' views as links into the Temporal UI, with what
 * sets up a browser. Asks nobody, so it works whatever is down.
 */
final class ViewsCommand extends ConfiguredCommand<ApiConfiguration> {

  private static final String DEFAULT_NAMESPACE = "default";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final Clock clock;

  ViewsCommand(Map<String, String> environment, PrintStream out, Clock clock) {
    super("views", "Prints the operators' views as links into the Temporal UI");
    this.environment = environment;
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void configure(Subparser subparser) {
    subparser
        .addArgument("customer")
        .nargs("?")
        .type(ViewsCommand::customer)
        .help("whose payouts the view of one customer shows");
  }

  private static String customer(ArgumentParser parser, Argument argument, String code)
      throws ArgumentParserException {
    if (PayoutView.isCustomer(code)) {
      return code;
    }
    throw new ArgumentParserException("a customer is named as orders name it", parser, argument);
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
    super.run(bootstrap, StartCommand.completed(arguments, "api.yml"));
  }

  @Override
  protected void run(
      Bootstrap<ApiConfiguration> bootstrap, Namespace arguments, ApiConfiguration configuration) {
    String namespace = environment.getOrDefault("TEMPORAL_NAMESPACE", DEFAULT_NAMESPACE);
    TemporalUi ui = new TemporalUi(configuration.temporalUi(), namespace);
    String prefix = configuration.payouts().invoicePrefix();
    String customer = arguments.getString("customer");
    for (JsonNode view :
        new Operations(ui, configuration.runbook(), prefix, clock).views(customer)) {
      out.println(view.get("name").textValue());
      out.println("  " + view.get("purpose").textValue());
      out.println("  " + view.path("link").asText("give the customer's code: views CODE"));
      out.println();
    }
    out.println(
        "For the columns and the saved views of a browser, open the Temporal UI, paste this");
    out.println("into the console of its developer tools (F12), and press Enter:");
    out.println();
    out.println(ui.browser());
  }
}
