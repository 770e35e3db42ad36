package io.cryptopayouts.worker;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A browser at the Temporal UI of a real server with our worker: one of each for all tests of this
 * JVM, with a fresh browser context for each test. Without a Chromium the tests are skipped, but
 * fail in continuous integration. A failed test leaves a picture of the page.
 */
final class BrowserStage implements ExecutionCondition, BeforeEachCallback, AfterEachCallback {

  private static final Logger LOG = LoggerFactory.getLogger(BrowserStage.class);

  private Installed installed;
  private BrowserContext context;
  private Page page;

  /** What all tests share; closed with the JVM's last test. */
  private record Installed(TemporalServer server, LiveRig rig, Chromium chromium)
      implements AutoCloseable {

    static Installed start() {
      Chromium chromium = Chromium.start();
      TemporalServer server = TemporalServer.startWithUi(folder());
      return new Installed(server, LiveRig.start(server), chromium);
    }

    private static Path folder() {
      try {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "browser");
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void close() {
      chromium.close();
      rig.close();
      server.close();
    }
  }

  /** The product behind the UI. */
  LiveRig rig() {
    return installed.rig();
  }

  /** The UI as an operator has it before them. */
  TemporalUi ui() {
    return new TemporalUi(page, installed.server().uiAddress());
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    if (Chromium.installed().isPresent() || "true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("in a browser");
    }
    test.getRoot()
        .getStore(Namespace.create(BrowserStage.class))
        .computeIfAbsent(
            "missing",
            once -> {
              LOG.warn("Skipped: {}", Chromium.MISSING);
              return true;
            });
    return ConditionEvaluationResult.disabled(Chromium.MISSING);
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    installed =
        test.getRoot()
            .getStore(Namespace.create(BrowserStage.class))
            .computeIfAbsent("installed", once -> Installed.start(), Installed.class);
    context = installed.chromium().fresh();
    page = context.newPage();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      Path picture =
          Path.of(
              "target",
              "screenshots",
              test.getRequiredTestClass().getSimpleName()
                  + "-"
                  + test.getUniqueId().replaceAll(".*/|[^A-Za-z0-9]+", "-")
                  + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
      LOG.error("{} failed at {}: see {}", test.getDisplayName(), page.url(), picture);
    }
    context.close();
  }
}
