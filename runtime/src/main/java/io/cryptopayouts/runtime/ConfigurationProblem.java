package io.cryptopayouts.runtime;

/**
 * Why a process cannot start: names the setting, the reason and what to do. Its message is printed
 * as it is, so it never holds a secret's value.
 */
public final class ConfigurationProblem extends RuntimeException {

  public ConfigurationProblem(String message) {
    super(message);
  }

  /**
   * @param setting name of the environment variable or setting
   * @param reason what is wrong with it
   * @param remedy what to do
   */
  public ConfigurationProblem(String setting, String reason, String remedy) {
    this(setting + " " + reason + ": " + remedy);
  }
}
