package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.cryptopayouts.api.ApiApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

  /** An API key that may see personal data. */
  static final String FULL_KEY = "full-key-0123456789-abcdef";

  /** An API key that may not. */
  static final String MASKED_KEY = "masked-key-0123456789-abcdef";

  /** A person needs time to click while {@code pay} is in flight. */
  private static final PaySettings PAY =
      new PaySettings(
          true,
          Duration.ofSeconds(25),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          false);

  /** What all tests share; closed with the JVM's last test. */
  private record Installed(
      TemporalServer server, LiveRig rig, Child api, String apiAddress, Chromium chromium)
      implements AutoCloseable {

    static Installed start() {
      Path folder = folder();
      Chromium chromium = Chromium.start();
      TemporalServer server = TemporalServer.startWithUi(folder);
      int port = TemporalServer.freePort();
      int adminPort = TemporalServer.freePort();
      return new Installed(
          server,
          LiveRig.start(server, PAY),
          Child.start(
              ApiApplication.class,
              Map.of(
                  "TEMPORAL_ADDRESS",
                  server.address(),
                  "TEMPORAL_UI_URL",
                  server.uiAddress(),
                  "PAYOUTS_API_PORT",
                  String.valueOf(port),
                  "PAYOUTS_API_ADMIN_PORT",
                  String.valueOf(adminPort),
                  "PAYOUTS_API_KEYS",
                  "full:" + FULL_KEY + ",masked:" + MASKED_KEY,
                  "PAYOUTS_PERSONAL_DATA",
                  "full",
                  "PAYOUTS_PAYLOAD_KEYS",
                  LiveRig.PAYLOAD_KEYS,
                  "POCKYT_API_TOKEN",
                  Rig.TOKEN),
              adminPort,
              folder.resolve("api.log")),
          "http://127.0.0.1:" + port,
          chromium);
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
      api.close();
      rig.close();
      server.close();
    }
  }

  /** The product behind the UI. */
  LiveRig rig() {
    return installed.rig();
  }

  /** The UI as an operator has it before them who has no codec server. */
  TemporalUi ui() {
    return new TemporalUi(page, installed.server().uiAddress());
  }

  /** The UI with our codec server, of an operator who has logged in there. */
  TemporalUi ui(String apiKey) {
    APIResponse login =
        context
            .request()
            .post(
                installed.apiAddress() + "/codec/login",
                RequestOptions.create().setForm(FormData.create().set("key", apiKey)));
    assertThat(login.status()).isEqualTo(200);
    return uiWithCodecAt(installed.apiAddress() + "/codec");
  }

  /** The UI set to a codec server in this browser, as its codec settings do. */
  TemporalUi uiWithCodecAt(String endpoint) {
    context.addInitScript(
        "localStorage.setItem('endpoint', '\""
            + endpoint
            + "\"');"
            + "localStorage.setItem('includeCredentials', 'true');"
            + "localStorage.setItem('overrideRemoteCodecConfiguration', 'true');");
    return ui();
  }

  TemporalServer server() {
    return installed.server();
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
    if (page == null) {
      return;
    }
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
