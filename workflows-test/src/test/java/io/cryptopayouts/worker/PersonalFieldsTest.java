package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.google.protobuf.ByteString;
import io.cryptopayouts.contract.CryptoPayoutWorkflow;
import io.cryptopayouts.contract.InvoiceWorkflow;
import io.cryptopayouts.contract.Mask;
import io.cryptopayouts.contract.Personal;
import io.temporal.api.common.v1.Payload;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The mask goes by names, so every name of a record that is written into a history is held here.
 */
class PersonalFieldsTest {

  private static final Set<Class<?>> HANDLERS =
      Set.of(CryptoPayoutWorkflow.class, InvoiceWorkflow.class, Guide.class, Sending.class);

  /** Written by a side effect, or carried in the memo. */
  private static final Set<Class<?>> CARRIED =
      Set.of(Terms.class, Progress.class, InvoiceRecord.class);

  private final Set<Type> read = new HashSet<>();
  private final Set<String> personal = new TreeSet<>();
  private final Set<String> others = new TreeSet<>();
  private final Mask mask = new Mask();

  PersonalFieldsTest() {
    HANDLERS.stream()
        .flatMap(handlers -> Stream.of(handlers.getMethods()))
        .forEach(handler -> {
          read(handler.getGenericReturnType());
          Stream.of(handler.getGenericParameterTypes()).forEach(this::read);
        });
    CARRIED.forEach(this::read);
  }

  private void read(Type type) {
    if (!read.add(type)) {
      return;
    }
    switch (type) {
      case ParameterizedType generic ->
          Stream.of(generic.getActualTypeArguments()).forEach(this::read);
      case Class<?> named when named.getName().startsWith("io.cryptopayouts.") -> {
        if (named.isSealed()) {
          Stream.of(named.getPermittedSubclasses()).forEach(this::read);
        }
        if (named.isRecord()) {
          for (RecordComponent component : named.getRecordComponents()) {
            (component.isAnnotationPresent(Personal.class) ? personal : others)
                .add(component.getName());
            read(component.getGenericType());
          }
        } else if (CARRIED.contains(named)) {
          for (Field field : named.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())
                && !field.isAnnotationPresent(JsonIgnore.class)) {
              others.add(field.getName());
              read(field.getGenericType());
            }
          }
        }
      }
      default -> {}
    }
  }

  @Test
  void everyPersonalFieldIsHidden() {
    assertThat(personal)
        .contains("email", "address", "metadata", "note", "fields")
        .hasSizeGreaterThan(15)
        .allSatisfy(name -> {
          assertThat(seen("{\"" + name + "\":\"CANARY\"}")).doesNotContain("CANARY");
          assertThat(seen("{\"reason\":{\"" + name + "\":[{\"by\":\"CANARY\"}]}}"))
              .doesNotContain("CANARY");
        });
  }

  /** Decide for a new field: annotate it {@code @Personal}, or name it in {@code Mask}. */
  @Test
  void everyOtherFieldIsSeen() {
    assertThat(read).as("records of both modules").contains(Terms.class, InvoiceRecord.class);
    assertThat(
            others.stream().filter(name -> !seen("{\"" + name + "\":\"SHOWN\"}").contains("SHOWN")))
        .as("names that are neither personal nor known to Mask")
        .containsExactly("state");
  }

  /** A payee's state is personal; the state of a payout and of a send are ours. */
  @Test
  void ofNamesOfBothKindsOnlyOurOwnValuesAreSeen() {
    Set<String> both = new TreeSet<>(personal);
    both.retainAll(others);

    assertThat(both).containsExactly("state");
    assertThat(seen("{\"state\":{\"state\":\"waiting\",\"reason\":\"SHOWN\"}}"))
        .isEqualTo("{\"state\":{\"state\":\"waiting\",\"reason\":\"SHOWN\"}}");
    assertThat(seen("{\"state\":\"OPEN\"}")).isEqualTo("{\"state\":\"OPEN\"}");
    assertThat(seen("{\"state\":\"NY\"}")).doesNotContain("NY");
  }

  /** They stand alone in a history, without a name that tells what they are. */
  @Test
  void ofWhatIsHandedOverAloneOnlyTheWalletsFieldsArePersonal() {
    assertThat(alone(String.class))
        .containsExactlyInAnyOrder("customerNo", "profileType", "countryCode", "providerInvoice");
    assertThat(alone(Map.class)).containsExactly("fields");
  }

  private static Set<String> alone(Class<?> type) {
    return HANDLERS.stream()
        .flatMap(handlers -> Stream.of(handlers.getMethods()))
        .flatMap((Method handler) -> Stream.of(handler.getParameters()))
        .filter(parameter -> parameter.getType().equals(type))
        .map(Parameter::getName)
        .collect(Collectors.toSet());
  }

  /** The argument of {@code link-wallet}, which is a map under the provider's names. */
  @Test
  void theWalletsFieldsAreHiddenAlsoWithoutTheirName() {
    String fields =
        "{\"%s\":\"CANARY\",\"%s\":\"CANARY\",\"reason\":\"CANARY\"}"
            .formatted(WalletFit.CHAIN, WalletFit.ADDRESS);

    assertThat(seen(fields)).doesNotContain("CANARY").contains(WalletFit.ADDRESS);
  }

  private String seen(String json) {
    return mask.applied(
            Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFromUtf8(json))
                .build())
        .getData()
        .toStringUtf8();
  }
}
