package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayloadKeys;
import io.cryptopayouts.contract.PayoutConverter;
import io.cryptopayouts.pockyt.PockytAccount;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The gate before a release: payouts that began under any released version, or in any story, go on
 * under the code at hand.
 */
class HistoriesTest {

  private static final String REMEDY =
      "If its version was released, payouts like this are open somewhere: keep the old course with"
          + " Workflow.getVersion. If not, './payouts record' records it anew.";

  static final Terms TERMS =
      Rig.terms(
          new PockytAccount(URI.create("https://provider.example"), "200043", "300014"),
          PaySettings.DEFAULT);

  static final OperatorView VIEW = new OperatorView(Rig.RUNBOOK, false);

  private static TestWorkflowEnvironment temporal;
  private static Replay replay;

  @BeforeAll
  static void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(
                            PayoutConverter.of(PayloadKeys.parse("test:" + "A".repeat(43) + "=")))
                        .build())
                .build());
    replay = new Replay(temporal.getWorkflowClient(), TERMS, VIEW);
  }

  @AfterAll
  static void stop() {
    replay.close();
    temporal.close();
  }

  @TestFactory
  Stream<DynamicTest> eachGoesOn() {
    return Histories.files().stream()
        .map(file ->
            DynamicTest.dynamicTest(
                Histories.FOLDER.relativize(file).toString(),
                () ->
                    assertThat(replay.whyItBreaks(Histories.read(file)))
                        .as("%s breaks. %s", file, REMEDY)
                        .isEmpty()));
  }

  @Test
  void everyStoryAndEveryReleasedVersionIsThere() throws IOException {
    Set<String> recorded =
        Histories.files().stream()
            .map(file -> Histories.FOLDER.relativize(file).subpath(0, 2).toString())
            .collect(Collectors.toSet());
    String version = version();

    assertThat(recorded)
        .as("run './payouts record'")
        .containsAll(
            storytellers().stream()
                .map(teller -> Path.of(version, teller).toString())
                .collect(Collectors.toSet()));
    assertThat(recorded.stream().map(each -> Path.of(each).getName(0).toString()))
        .as("the histories of a released version stay for ever")
        .containsAll(releases());
  }

  /** The test classes that set up a rig, but for those that need a browser to tell anything. */
  private static Set<String> storytellers() throws IOException {
    Pattern rig = Pattern.compile("new Stage\\(|\\bRig\\.(start|builder)\\(|LiveRig\\.start\\(");
    try (Stream<Path> tests =
        Files.list(Path.of("src", "test", "java", "io", "cryptopayouts", "worker"))) {
      Set<String> tellers =
          tests
              .filter(test -> test.toString().endsWith("Test.java"))
              .filter(test -> rig.matcher(text(test)).find())
              .filter(test -> !text(test).contains("@Tag(\"browser\")"))
              .map(test -> test.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
      assertThat(tellers).contains("PayStoriesTest", "ResetDrillTest", "InvariantsTest");
      return tellers;
    }
  }

  private static String version() {
    return found("<version>([0-9.]+)(-SNAPSHOT)?</version>", "pom.xml").findFirst().orElseThrow();
  }

  private static Set<String> releases() {
    return found("(?m)^## \\[?([0-9]+\\.[0-9.]+)", "CHANGELOG.md").collect(Collectors.toSet());
  }

  private static Stream<String> found(String pattern, String file) {
    return Pattern.compile(pattern)
        .matcher(text(Path.of("..", file)))
        .results()
        .map(result -> result.group(1));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void nothingPersonalIsInTheClear() {
    for (Path file : Histories.files()) {
      assertThat(Histories.inTheClear(Histories.read(file))).as("%s", file).isEmpty();
    }
  }

  @Test
  void aPayloadInTheClearIsSeen() {
    WorkflowExecutionHistory plain =
        new WorkflowExecutionHistory(
            History.newBuilder()
                .addEvents(
                    HistoryEvent.newBuilder()
                        .setEventId(1)
                        .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED)
                        .setWorkflowExecutionStartedEventAttributes(
                            WorkflowExecutionStartedEventAttributes.newBuilder()
                                .setInput(
                                    DefaultDataConverter.newDefaultInstance()
                                        .toPayloads("Jane Doe")
                                        .orElseThrow())))
                .build());

    assertThat(Histories.inTheClear(plain))
        .containsExactly("event 1.workflow_execution_started_event_attributes.input.payloads");
  }

  /** An operator reads the history by them. */
  @Test
  void everyStepAndEveryTimerSaysWhatItIs() {
    long described = 0;
    for (Path file : Histories.files()) {
      for (HistoryEvent event : Histories.read(file).getEvents()) {
        if (isToBeDescribed(event)) {
          assertThat(event.getUserMetadata().hasSummary())
              .as("%s: event %s, %s", file, event.getEventId(), event.getEventType())
              .isTrue();
          described++;
        }
      }
    }
    assertThat(described).isPositive();
  }

  private static boolean isToBeDescribed(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED, EVENT_TYPE_TIMER_STARTED -> true;
      case EVENT_TYPE_MARKER_RECORDED ->
          event.getMarkerRecordedEventAttributes().getMarkerName().equals("LocalActivity");
      default -> false;
    };
  }

  /** The SDK would let it pass. */
  @Test
  void quickStepsInAnotherOrderBreakIt() {
    assertThat(
            breaksWith(outbound ->
                new WorkflowOutboundCallsInterceptorBase(outbound) {
                  @Override
                  public <R> LocalActivityOutput<R> executeLocalActivity(
                      LocalActivityInput<R> input) {
                    return super.executeLocalActivity(swapped(input));
                  }
                }))
        .isEqualTo("event 7 is an answer to wallet-configuration, taken for link-wallet");
  }

  private static <R> WorkflowOutboundCallsInterceptor.LocalActivityInput<R> swapped(
      WorkflowOutboundCallsInterceptor.LocalActivityInput<R> input) {
    String name =
        switch (input.getActivityName()) {
          case "wallet-configuration" -> "link-wallet";
          case "link-wallet" -> "wallet-configuration";
          default -> input.getActivityName();
        };
    return new WorkflowOutboundCallsInterceptor.LocalActivityInput<>(
        name,
        input.getResultClass(),
        input.getResultType(),
        input.getArgs(),
        input.getOptions(),
        input.getHeader());
  }

  @Test
  void anotherActivityInThePlaceOfPayBreaksIt() {
    assertThat(
            breaksWith(outbound ->
                new WorkflowOutboundCallsInterceptorBase(outbound) {
                  @Override
                  public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
                    return super.executeActivity(
                        new ActivityInput<>(
                            "pay-at-once",
                            input.getResultClass(),
                            input.getResultType(),
                            input.getArgs(),
                            input.getOptions(),
                            input.getHeader()));
                  }
                }))
        .contains("event 11", "check activityType", "pay-at-once");
  }

  @Test
  void oneMoreTimerBreaksIt() {
    assertThat(
            breaksWith(outbound ->
                new WorkflowOutboundCallsInterceptorBase(outbound) {
                  @Override
                  public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
                    newTimer(Duration.ofMinutes(1));
                    return super.executeActivity(input);
                  }
                }))
        .contains("Event 11", "does not match command type COMMAND_TYPE_START_TIMER");
  }

  /** A plain payout, replayed by the workflow as it is but for what it asks of Temporal. */
  private static String breaksWith(UnaryOperator<WorkflowOutboundCallsInterceptor> altered) {
    try (Replay other = new Replay(temporal.getWorkflowClient(), TERMS, VIEW, altering(altered))) {
      return other.whyItBreaks(aPaidPayout()).orElse("it goes on");
    }
  }

  private static WorkflowExecutionHistory aPaidPayout() {
    return Histories.files().stream()
        .filter(file -> file.getFileName().toString().startsWith("anIndividualIsPaid.payout"))
        .map(Histories::read)
        .findFirst()
        .orElseThrow();
  }

  static WorkerInterceptor altering(UnaryOperator<WorkflowOutboundCallsInterceptor> altered) {
    return new WorkerInterceptorBase() {
      @Override
      public WorkflowInboundCallsInterceptor interceptWorkflow(
          WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
          @Override
          public void init(WorkflowOutboundCallsInterceptor outbound) {
            super.init(altered.apply(outbound));
          }
        };
      }
    };
  }
}
