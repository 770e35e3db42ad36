package io.cryptopayouts.runtime;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;
import org.apache.commons.text.StringSubstitutor;

/**
 * The {@code server} command: without a file argument it uses the configuration packaged with the
 * process, and a faulty setting ends it with one readable message instead of a stack trace.
 */
public final class StartCommand<C extends Configuration> extends ServerCommand<C> {

  private static final String PACKAGED = "packaged:";

  private final String packaged;

  /**
   * @param packaged name of the resource with the configuration
   */
  public StartCommand(Application<C> application, String packaged) {
    super(application);
    this.packaged = packaged;
  }

  /**
   * Lets configurations hold {@code ${VARIABLE:-default}}; a variable without default must be set.
   *
   * @param environment the variables of this process
   */
  public static void configure(Bootstrap<?> bootstrap, Map<String, String> environment) {
    StringSubstitutor substitutor = new StringSubstitutor(environment);
    substitutor.setEnableUndefinedVariableException(true);
    FileConfigurationSourceProvider files = new FileConfigurationSourceProvider();
    ResourceConfigurationSourceProvider resources = new ResourceConfigurationSourceProvider();
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            path ->
                path.startsWith(PACKAGED)
                    ? resources.open(path.substring(PACKAGED.length()))
                    : files.open(path),
            substitutor));
  }

  /** The arguments of a command, with the packaged configuration where no file is named. */
  public static Namespace completed(Namespace arguments, String resource) {
    Map<String, Object> completed = new HashMap<>(arguments.getAttrs());
    completed.putIfAbsent("file", packaged(resource));
    return new Namespace(completed);
  }

  /** The path by which {@link #configure} finds a packaged configuration. */
  public static String packaged(String resource) {
    return PACKAGED + resource;
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
    super.run(bootstrap, completed(arguments, packaged));
  }

  @Override
  public void onError(Cli cli, Namespace arguments, Throwable thrown) {
    faultySetting(thrown)
        .ifPresentOrElse(
            fault -> cli.getStdErr().println("Not started. " + fault),
            () -> super.onError(cli, arguments, thrown));
  }

  /** What to tell whoever started the process, if a setting of theirs is to blame. */
  public static Optional<String> faultySetting(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationProblem || cause instanceof ConfigurationException) {
        return Optional.of(cause.getMessage());
      }
    }
    return Optional.empty();
  }
}
