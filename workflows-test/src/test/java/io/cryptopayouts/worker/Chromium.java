package io.cryptopayouts.worker;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, without a window; none is downloaded. */
final class Chromium implements AutoCloseable {

  static final String MISSING =
      "no Chromium for the tests in a browser: apt-get install chromium, or set CHROMIUM to one";

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final int PATIENCE_MILLIS = 20_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * @throws IllegalStateException if there is none
   */
  static Chromium start() {
    Path executable = installed().orElseThrow(() -> new IllegalStateException(MISSING));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable)));
  }

  /** {@code CHROMIUM}, one on the PATH, or one in its usual place. */
  static Optional<Path> installed() {
    String named = System.getenv("CHROMIUM");
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    Stream<Path> onThePath =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                    .map(name -> Path.of(folder, name)));
    Stream<Path> usual =
        Stream.of("Google Chrome", "Chromium")
            .map(name -> Path.of("/Applications", name + ".app", "Contents", "MacOS", name));
    return Stream.concat(onThePath, usual).filter(Files::isExecutable).findFirst();
  }

  /** A browser with nothing in it: no cookies, no settings. */
  BrowserContext fresh() {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setLocale("en-US")
                .setTimezoneId("UTC"));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
