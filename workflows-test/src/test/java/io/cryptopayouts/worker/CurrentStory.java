package io.cryptopayouts.worker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Which story is told now; registered for all test classes. Stories are told one after the other,
 * but in threads of their own.
 */
public final class CurrentStory implements BeforeAllCallback, BeforeEachCallback {

  private static final Pattern INVOCATION = Pattern.compile("invocation:#(\\d+)");

  private static volatile Story current;

  /**
   * @param telling class of the test
   * @param name its method, with the number of the invocation if there are several
   */
  record Story(String telling, String name) {}

  static Story now() {
    return current;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    current = new Story(context.getRequiredTestClass().getSimpleName(), "beforeAll");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Matcher invocation = INVOCATION.matcher(context.getUniqueId());
    current =
        new Story(
            context.getRequiredTestClass().getSimpleName(),
            context.getRequiredTestMethod().getName()
                + (invocation.find() ? "-" + invocation.group(1) : ""));
  }
}
