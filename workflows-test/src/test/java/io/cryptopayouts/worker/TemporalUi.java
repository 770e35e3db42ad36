package io.cryptopayouts.worker;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator does in the Temporal UI 2.54, and reads there. */
final class TemporalUi {

  /** What becomes of the signals and Updates after the point of a Reset. */
  enum Reapply {
    ALL,
    NONE
  }

  private static final Locator.WaitForOptions HIDDEN =
      new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);

  private final Page page;
  private final String address;

  TemporalUi(Page page, String address) {
    this.page = page;
    this.address = address;
  }

  Page page() {
    return page;
  }

  /** The first page of the newest run of an execution. */
  TemporalUi open(String workflowId) {
    page.navigate(
        address
            + "/namespaces/default/workflows/"
            + URLEncoder.encode(workflowId, StandardCharsets.UTF_8));
    button("More Actions").waitFor();
    return this;
  }

  /** A tab of the page of an execution, such as {@code User Metadata}. */
  TemporalUi tab(String name) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)))
        .click();
    return this;
  }

  /** All that can be read on the page, the frames that hold rendered Markdown included. */
  String text() {
    return ofEveryFrame(frame -> frame.locator("body").innerText());
  }

  /** The page as it is, what cannot be seen included. */
  String source() {
    return ofEveryFrame(Frame::content);
  }

  private String ofEveryFrame(Function<Frame, String> read) {
    StringBuilder all = new StringBuilder();
    for (Frame frame : page.frames()) {
      try {
        all.append(read.apply(frame)).append('\n');
      } catch (PlaywrightException gone) {
        if (!frame.isDetached()) {
          throw gone;
        }
      }
    }
    return all.toString();
  }

  /** Waits until something can be read, in a frame or outside. */
  void awaitText(String part) {
    LiveRig.await(
        "the page shows: " + part,
        () -> {
          // Lets the page live on meanwhile.
          page.evaluate("() => new Promise(requestAnimationFrame)");
          return text().contains(part);
        });
  }

  /** The workflow ids of the list. */
  List<String> listed() {
    return executions().allInnerTexts().stream()
        .map(String::strip)
        .filter(text -> text.contains("/"))
        .distinct()
        .toList();
  }

  private Locator executions() {
    return page.locator("tbody tr a[href*='/workflows/']");
  }

  void picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  /** The Updates that the dialog offers: name, new line, description. */
  List<String> offeredUpdates() {
    return offered("Send an Update", "update");
  }

  /** The signals that the dialog offers: name, new line, description. */
  List<String> offeredSignals() {
    return offered("Send a Signal", "signal");
  }

  private List<String> offered(String item, String kind) {
    Locator dialog = choose(item);
    dialog.getByTestId(kind + "-select-button").click();
    dialog.getByRole(AriaRole.OPTION).nth(1).waitFor();
    List<String> options = dialog.getByRole(AriaRole.OPTION).allInnerTexts();
    page.keyboard().press("Escape");
    return options;
  }

  /**
   * Sends an Update.
   *
   * @param input as typed, {@code ""} for none
   * @return what the dialog says against it, {@code ""} if it was accepted
   */
  String update(String name, String input) {
    return update(name, input, null);
  }

  /**
   * The same, with a picture of what is said against it.
   *
   * @param picture null for none
   */
  String update(String name, String input, Path picture) {
    Locator dialog = choose("Send an Update");
    fillIn(dialog, "update", name, input);
    Locator against = dialog.locator("[role=alert]:not(:empty)").first();
    against.waitFor(HIDDEN);
    dialog.getByTestId("confirm-modal-button").click();
    against.or(page.getByText("Update successful")).first().waitFor();
    if (!dialog.isVisible()) {
      return "";
    }
    if (picture != null) {
      picture(picture);
    }
    String said = dialog.innerText();
    dialog.getByTestId("cancel-modal-button").click();
    return said.substring(said.indexOf("\nData\n"));
  }

  /** Sends a signal; the UI does not say what became of it. */
  void signal(String name, String input) {
    Locator dialog = choose("Send a Signal");
    fillIn(dialog, "signal", name, input);
    confirm(dialog);
  }

  /** The big button of a running execution. */
  void requestCancellation() {
    button("Request Cancellation").click();
    confirm(dialog());
  }

  void terminate() {
    confirm(choose("Terminate"));
  }

  /** Resets to a workflow task; the new run is the newest then. */
  void reset(long event, Reapply reapply) {
    button("Reset").or(button("Request Cancellation")).first().waitFor();
    if (button("Reset").isVisible()) {
      button("Reset").click();
    } else {
      choose("Reset");
    }
    Locator dialog = dialog();
    dialog.getByTestId("workflow-reset-event-id-select-button").click();
    dialog
        .getByRole(
            AriaRole.OPTION,
            new Locator.GetByRoleOptions().setName(Pattern.compile("^" + event + " - ")))
        .click();
    if (reapply == Reapply.NONE) {
      dialog.getByTestId("reset-exclude-signals-checkbox-label").click();
      dialog.getByTestId("reset-exclude-updates-checkbox-label").click();
    }
    dialog.locator("#reset-reason").fill("drill");
    confirm(dialog);
  }

  /**
   * The entry that copies an execution.
   *
   * @return whether the UI says that it was started
   */
  boolean startLikeThis(String workflowId) {
    entry("Start Workflow Like This One").click();
    // The input is there last.
    page.locator(".cm-content").first().getByText("\"").first().waitFor();
    page.locator("#workflowId").fill(workflowId);
    button("Start Workflow").click();
    Locator started = page.getByText("Workflow started successfully").first();
    started.or(page.getByText(Pattern.compile("already"))).first().waitFor();
    return started.isVisible();
  }

  /** Presses a button of the only pending activity, and says yes. */
  TemporalUi pendingActivity(String button) {
    tab("Pending Activities");
    button(button).last().click();
    if (button.equals("Update")) {
      button("Save").click();
      button("Save").waitFor(HIDDEN);
    } else {
      confirm(dialog());
    }
    return this;
  }

  /**
   * The list of executions, by the UI's own query language.
   *
   * @param query that finds some
   */
  TemporalUi list(String query) {
    page.navigate(
        address
            + "/namespaces/default/workflows?query="
            + URLEncoder.encode(query, StandardCharsets.UTF_8));
    // Until they are there, grey rows stand in their place.
    executions().first().waitFor();
    return this;
  }

  /** The columns of the list, as this browser keeps them. */
  void withColumns(String... labels) {
    String columns =
        Stream.of(labels)
            .map(label -> "{\"label\":\"" + label + "\"}")
            .collect(Collectors.joining(",", "{\"default\":[", "]}"));
    page.evaluate(
        "columns => localStorage.setItem('namespace-workflow-table-columns', columns)", columns);
  }

  /** Does something to all executions of the list. */
  void batch(String action, String... choices) {
    page.getByRole(AriaRole.CHECKBOX).first().check(new Locator.CheckOptions().setForce(true));
    button(action).click();
    Locator dialog = dialog();
    for (String choice : choices) {
      dialog.getByText(choice).click();
    }
    confirm(dialog);
  }

  private void fillIn(Locator dialog, String kind, String name, String input) {
    dialog.getByTestId(kind + "-select-button").click();
    dialog
        .getByRole(AriaRole.OPTION)
        .filter(
            new Locator.FilterOptions()
                .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))))
        .click();
    // What was typed before is still there.
    dialog.locator(".cm-content").click();
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().press("Delete");
    page.keyboard().insertText(input);
    // The editor lays out what was typed when it is left, and the dialog grows.
    dialog.getByTestId("cancel-modal-button").focus();
  }

  private Locator choose(String item) {
    entry(item).click();
    return dialog();
  }

  /** The menu does not open before the page is alive, and closes when it is drawn anew. */
  private Locator entry(String item) {
    Locator entry =
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item).setExact(true));
    for (int more = 9; ; more--) {
      button("More Actions").click();
      try {
        entry.waitFor(new Locator.WaitForOptions().setTimeout(1500));
        return entry;
      } catch (TimeoutError closed) {
        if (more == 0) {
          throw closed;
        }
      }
    }
  }

  private Locator dialog() {
    return page.locator("dialog[open]");
  }

  private void confirm(Locator dialog) {
    dialog.getByTestId("confirm-modal-button").click();
    page.locator("dialog[open]").waitFor(HIDDEN);
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
