package io.cryptopayouts.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Acknowledge;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.CryptoPayoutWorkflow;
import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.InvoiceWorkflow;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Recheck;
import io.cryptopayouts.contract.Release;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SendOutcome;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doors reach workflows by names in strings, which no compiler checks against the handlers. */
class HandlersTest {

  private static final Class<CryptoPayoutWorkflow> PAYOUT = CryptoPayoutWorkflow.class;
  private static final Class<InvoiceWorkflow> INVOICE = InvoiceWorkflow.class;

  static Stream<Arguments> usedByPayouts() {
    return Stream.of(
        Arguments.of("CryptoPayoutWorkflow", PAYOUT, "workflow", PayoutOrder.class),
        Arguments.of("recheck", PAYOUT, "update", Recheck.class),
        Arguments.of("cancel", PAYOUT, "update", Cancel.class),
        Arguments.of("hold", PAYOUT, "update", Hold.class),
        Arguments.of("release", PAYOUT, "update", Release.class),
        Arguments.of("resolve", PAYOUT, "update", Resolve.class),
        Arguments.of("acknowledge", INVOICE, "update", Acknowledge.class),
        Arguments.of("notice", PAYOUT, "signal", Notice.class),
        Arguments.of("status", PAYOUT, "query", null));
  }

  static Stream<Arguments> usedByInvoices() {
    return Stream.of(
        Arguments.of("InvoiceWorkflow", INVOICE, "workflow", String.class),
        Arguments.of("claim", INVOICE, "update", Claim.class),
        Arguments.of("seal", INVOICE, "update", Seal.class),
        Arguments.of("told", INVOICE, "signal", SendOutcome.class),
        Arguments.of("found", INVOICE, "signal", Found.class),
        Arguments.of("payoutStopped", INVOICE, "signal", null),
        Arguments.of("notice", INVOICE, "signal", Notice.class),
        Arguments.of("view", INVOICE, "query", null));
  }

  @ParameterizedTest(name = "{2} {0}")
  @MethodSource("usedByPayouts")
  void everyNameThatPayoutsUsesHasAHandler(
      String name, Class<?> workflow, String kind, Class<?> argument) throws IOException {
    assertThat(source("Payouts")).contains('"' + name + '"');
    assertHandled(name, workflow, kind, argument);
  }

  @ParameterizedTest(name = "{2} {0}")
  @MethodSource("usedByInvoices")
  void everyNameThatInvoicesUsesHasAHandler(
      String name, Class<?> workflow, String kind, Class<?> argument) throws IOException {
    assertThat(source("Invoices")).contains('"' + name + '"');
    assertHandled(name, workflow, kind, argument);
  }

  private static void assertHandled(
      String name, Class<?> workflow, String kind, Class<?> argument) {
    List<Method> handlers =
        Stream.of(workflow.getMethods())
            .filter(method -> handled(method).equals(Optional.of(kind + " " + name)))
            .toList();
    assertThat(handlers).as("%s %s of %s", kind, name, workflow.getSimpleName()).hasSize(1);
    assertThat(handlers.getFirst().getParameterTypes())
        .isEqualTo(argument == null ? new Class<?>[0] : new Class<?>[] {argument});
  }

  private static Optional<String> handled(Method method) {
    return Stream.of(
            Optional.ofNullable(method.getAnnotation(UpdateMethod.class))
                .map(update -> "update " + update.name()),
            Optional.ofNullable(method.getAnnotation(SignalMethod.class))
                .map(signal -> "signal " + signal.name()),
            Optional.ofNullable(method.getAnnotation(QueryMethod.class))
                .map(query -> "query " + query.name()),
            Optional.ofNullable(method.getAnnotation(WorkflowMethod.class))
                .map(start -> "workflow " + start.name()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String source(String door) throws IOException {
    Path file =
        Sources.root()
            .resolve("contract/src/main/java/io/cryptopayouts/contract/" + door + ".java");
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recheck", "cancel", "resolve", "acknowledge"})
  void everyOperatorsActionIsValidatedAndDescribed(String name) {
    Method update =
        Stream.of(PAYOUT, INVOICE)
            .flatMap(workflow -> Stream.of(workflow.getMethods()))
            .filter(method -> handled(method).equals(Optional.of("update " + name)))
            .findFirst()
            .orElseThrow();
    assertThat(update.getAnnotation(UpdateMethod.class).description()).contains("{\"by\":");
    assertThat(update.getDeclaringClass().getMethods())
        .filteredOn(method -> method.isAnnotationPresent(UpdateValidatorMethod.class))
        .filteredOn(
            method -> method.getAnnotation(UpdateValidatorMethod.class).updateName().equals(name))
        .singleElement()
        .satisfies(validator ->
            assertThat(validator.getParameterTypes()).isEqualTo(update.getParameterTypes()));
  }

  @Test
  void everyHandlerIsNamedOutright() {
    assertThat(
            Stream.of(PAYOUT, INVOICE)
                .flatMap(workflow -> Stream.of(workflow.getMethods()))
                .filter(method -> !method.isAnnotationPresent(UpdateValidatorMethod.class))
                .map(HandlersTest::handled))
        .allSatisfy(handled -> assertThat(handled.orElseThrow()).doesNotEndWith(" "));
  }
}
