package io.cryptopayouts.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.cryptopayouts.contract.Payouts;
import io.cryptopayouts.pockyt.NoticeReading;
import io.cryptopayouts.pockyt.NoticeVerifier;
import io.cryptopayouts.pockyt.PaymentStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom, and what money and workflow code keep away from. */
@AnalyzeClasses(packages = "io.cryptopayouts", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Which of our modules each module may import. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.of(
          "contract", Set.of(),
          "pockyt", Set.of(),
          "runtime", Set.of("contract"),
          "worker", Set.of("contract", "pockyt", "runtime"),
          "api", Set.of("contract", "runtime", "pockyt"),
          "sandbox", Set.of("contract"));

  private static final Set<String> WORKFLOW_CODE =
      Set.of(
          "CryptoPayoutWorkflowImpl",
          "InvoiceWorkflowImpl",
          "FindStoppedPayoutsImpl",
          "Decisions",
          "InvoiceRecord",
          "Progress",
          "Steps",
          "Pause",
          "OperatorView",
          "Operators",
          "Next");

  private static DescribedPredicate<JavaClass> inModule(String module) {
    return resideInAPackage("io.cryptopayouts." + module + "..");
  }

  private static final DescribedPredicate<JavaClass> IN_WORKFLOW_CODE =
      describe("is workflow code", ArchitectureTest::isWorkflowCode);

  private static boolean isWorkflowCode(JavaClass type) {
    return type.getPackageName().equals("io.cryptopayouts.worker")
        && WORKFLOW_CODE.contains(outermost(type).getSimpleName());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  // Modules

  @ArchTest
  static void everyModuleImportsOnlyTheModulesItMay(JavaClasses product) {
    assertThat(modulesOf(product)).isEqualTo(MAY_IMPORT.keySet());
    MAY_IMPORT.forEach((module, allowed) -> {
      List<String> packages = new ArrayList<>(List.of("io.cryptopayouts." + module + ".."));
      allowed.forEach(other -> packages.add("io.cryptopayouts." + other + ".."));
      classes()
          .that(inModule(module))
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.not(resideInAPackage("io.cryptopayouts.."))
                  .or(resideInAnyPackage(packages.toArray(String[]::new))))
          .check(product);
    });
  }

  private static Set<String> modulesOf(JavaClasses product) {
    return product.stream()
        .map(type -> type.getPackageName().split("\\.", -1)[2])
        .collect(Collectors.toSet());
  }

  @ArchTest
  static final ArchRule contract_knows_no_http_framework =
      noClasses()
          .that(inModule("contract"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dropwizard..", "jakarta.ws.rs..", "retrofit2..", "okhttp3..", "com.squareup..");

  @ArchTest
  static final ArchRule pockyt_knows_neither_temporal_nor_dropwizard =
      noClasses()
          .that(inModule("pockyt"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal..", "io.dropwizard..", "jakarta.ws.rs..");

  @ArchTest
  static final ArchRule api_uses_of_pockyt_only_the_verification_of_notices =
      noClasses()
          .that(inModule("api"))
          .should()
          .dependOnClassesThat(
              inModule("pockyt")
                  .and(
                      DescribedPredicate.not(
                          belongToAnyOf(
                              NoticeVerifier.class, NoticeReading.class, PaymentStatus.class))));

  @ArchTest
  static final ArchRule api_never_calls_the_provider =
      noClasses()
          .that(inModule("api"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("retrofit2..", "okhttp3..");

  @ArchTest
  static final ArchRule the_simulator_shares_no_code_with_the_product =
      noClasses()
          .that(
              inModule("sandbox")
                  .and(DescribedPredicate.not(resideInAPackage("io.cryptopayouts.sandbox.demo.."))))
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.cryptopayouts..")
                  .and(DescribedPredicate.not(inModule("sandbox"))));

  // Workflow code

  @ArchTest
  static void theNamedWorkflowCodeIsThere(JavaClasses product) {
    assertThat(
            product.stream()
                .filter(ArchitectureTest::isWorkflowCode)
                .map(type -> outermost(type).getSimpleName())
                .collect(Collectors.toSet()))
        .isEqualTo(WORKFLOW_CODE);
  }

  @ArchTest
  static final ArchRule workflow_code_has_no_clock_randomness_threads_or_plain_logger =
      noClasses()
          .that(IN_WORKFLOW_CODE)
          .should()
          .dependOnClassesThat(
              assignableTo(java.time.InstantSource.class)
                  .or(assignableTo(java.util.random.RandomGenerator.class))
                  .or(assignableTo(Thread.class))
                  .or(assignableTo(java.util.Timer.class))
                  .or(assignableTo(java.util.Date.class))
                  .or(assignableTo(ProcessHandle.class))
                  .or(assignableTo(org.slf4j.LoggerFactory.class))
                  .or(resideInAnyPackage("java.util.concurrent..", "java.util.logging.."))
                  .or(resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")));

  @ArchTest
  static final ArchRule workflow_code_asks_the_machine_for_nothing =
      noClasses()
          .that(IN_WORKFLOW_CODE)
          .should(
              callMethodWhere(
                  describe("time, chance or environment", ArchitectureTest::isUnrepeatable)));

  private static boolean isUnrepeatable(JavaMethodCall call) {
    String owner = call.getTargetOwner().getName();
    String method = call.getName();
    return owner.equals("java.lang.System")
        || owner.equals("java.lang.Runtime")
        || (owner.startsWith("java.time.") && method.equals("now"))
        || (owner.equals("java.util.UUID") && method.equals("randomUUID"))
        || (owner.equals("java.lang.Math") && method.equals("random"))
        || (owner.equals("java.util.Collections") && method.equals("shuffle"))
        || method.equals("parallelStream");
  }

  // Money

  private static final DescribedPredicate<JavaClass> INEXACT =
      describe(
          "inexact number",
          type ->
              Set.of("float", "double", "java.lang.Float", "java.lang.Double")
                  .contains(type.getBaseComponentType().getName()));

  private static final DescribedPredicate<JavaClass> WITH_MONEY =
      inModule("contract").or(inModule("pockyt")).or(inModule("worker"));

  @ArchTest
  static final ArchRule no_field_holds_an_inexact_number =
      noFields().that().areDeclaredInClassesThat(WITH_MONEY).should().haveRawType(INEXACT);

  @ArchTest
  static final ArchRule nothing_takes_or_returns_an_inexact_number =
      noCodeUnits()
          .that()
          .areDeclaredInClassesThat(WITH_MONEY)
          .should(
              com.tngtech.archunit.lang.conditions.ArchConditions.<JavaCodeUnit>have(
                  describe(
                      "an inexact parameter or result",
                      unit ->
                          INEXACT.test(unit.getRawReturnType())
                              || unit.getRawParameterTypes().stream().anyMatch(INEXACT))));

  @ArchTest
  static void anAmountIsMadeInexactOnlyForTheSearchAttribute(JavaClasses product) {
    assertThat(
            product.stream()
                .filter(WITH_MONEY)
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> INEXACT.test(call.getTarget().getRawReturnType()))
                .filter(call -> !call.getTargetOwner().isEquivalentTo(Double.class))
                .map(JavaAccess::getDescription))
        .singleElement()
        .asString()
        .contains(Payouts.class.getName() + ".startOptions")
        .contains("BigDecimal.doubleValue()");
  }

  // Names

  @ArchTest
  static final ArchRule names_are_words =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Helper|Manager)[^.]*")
          .orShould()
          .haveNameMatching(".*(Data|Info)");

  @ArchTest
  static void onlyTheWorkflowsAreImplementations(JavaClasses product) {
    assertThat(product.stream().map(JavaClass::getSimpleName).filter(name -> name.endsWith("Impl")))
        .containsExactlyInAnyOrder(
            "CryptoPayoutWorkflowImpl", "InvoiceWorkflowImpl", "FindStoppedPayoutsImpl");
  }

  // Sources

  @Test
  void theProvidersWordsAreSpokenOnlyByItsClientAndItsSimulator() throws IOException {
    List<String> speakers = new ArrayList<>();
    for (Path source : Sources.ofProduct()) {
      String module = Sources.root().relativize(source).getName(0).toString();
      String text = Files.readString(source, StandardCharsets.UTF_8);
      boolean speaks = Stream.of("ret_code", "verifySign", "accountTag").anyMatch(text::contains);
      if (speaks) {
        speakers.add(module);
        assertThat(module).as("%s speaks the provider's words", source).isIn("pockyt", "sandbox");
      }
    }
    assertThat(speakers).as("the search finds what is there").contains("pockyt", "sandbox");
  }
}
