package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hides personal data in decoded payloads, and what may be some. A payload is only JSON: it does
 * not say of which record. So this goes by the names of fields, which our records declare, {@link
 * Personal} or not:
 *
 * <ul>
 *   <li>a personal field is hidden with all that is below it, wherever it stands;
 *   <li>an object with a name that no record of ours has is none of ours, such as the wallet's
 *       fields under the provider's names: all of it is hidden;
 *   <li>a text that stands alone is shown: such inputs are numbers and codes, such results are our
 *       sentences; a list that stands alone is none of ours, and hidden;
 *   <li>the message of a failure is shown if our code threw it, because our exceptions hold no
 *       personal data; others may quote what they could not read;
 *   <li>what is not JSON is hidden, but for Temporal's own description of a workflow, which is
 *       stored readable and holds no personal data.
 * </ul>
 *
 * <p>A new record needs nothing here if a workflow of this package takes, returns or holds it.
 */
public final class Mask {

  /** What is shown instead. */
  public static final String HIDDEN = "●●● personal";

  /**
   * The names in the worker's own records and carried state, which this module does not see. A test
   * holds them against each other.
   */
  private static final Set<String> OF_THE_WORKER =
      Set.of(
          // Answers of the steps
          "accountToken",
          "adopted",
          "code",
          "countryCode",
          "customerNo",
          "field",
          "fit",
          "how",
          "inquiry",
          "instruction",
          "kind",
          "mayResend",
          "outcome",
          "profileType",
          "quietUntil",
          "result",
          "shortOfFunds",
          "standing",
          "transactionNo",
          "view",
          "why",
          "word",
          // Settings recorded once per run
          "dispatchLimit",
          "first",
          "host",
          "invoicePrefix",
          "merchantNo",
          "most",
          "outcomePace",
          "patience",
          "payLimit",
          "payCurrency",
          "retryPace",
          "reviewPace",
          "settlementConfirm",
          "settlementFlag",
          "storeNo",
          "watch",
          "watchInterval",
          // What is carried when a history is cut
          "acceptedAt",
          "acknowledged",
          "cancel",
          "expired",
          "hold",
          "lastWord",
          "limit",
          "limits",
          "notFound",
          "notPayable",
          "noticeDiffers",
          "noticed",
          "noticedAt",
          "noticedNo",
          "notices",
          "payReadySince",
          "polls",
          "rechecked",
          "refusedForFunds",
          "reminders",
          "resolution",
          "settling",
          "shown",
          "terms",
          "unclear",
          "unresolved",
          "unresolvedSince",
          "verdict",
          "voided",
          "walletAdded");

  private static final Set<String> PERSONAL_OF_THE_WORKER = Set.of("fields");

  /** The names in the SDK's own records of local activities. */
  private static final Set<String> OF_THE_SDK = Set.of("firstSkd", "atpt", "backoff");

  private static final String ENCODING = "encoding";
  private static final ByteString JSON = ByteString.copyFromUtf8("json/plain");
  private static final ByteString NOTHING = ByteString.copyFromUtf8("binary/null");

  private static final String MESSAGE = "message";
  private static final String STACK = "stack_trace";
  private static final Set<String> FAILURE = Set.of(MESSAGE, STACK);
  private static final Pattern FRAME = Pattern.compile("[\\w.$<>/@-]+\\([\\w.$ ]+(:\\d+)?\\)");
  private static final String OF_FAILURES = "io.temporal.failure.";
  private static final String OURS = "io.cryptopayouts.";

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private final Set<Type> read = new HashSet<>();
  private final Set<String> personal = new HashSet<>(PERSONAL_OF_THE_WORKER);
  private final Set<String> shown = new HashSet<>(OF_THE_WORKER);

  /** What our own types write in place of a free text: names of kinds and of constants. */
  private final Set<String> words = new HashSet<>();

  /** Knows every record that the workflows take, return or show. */
  public Mask() {
    shown.addAll(OF_THE_SDK);
    Stream.of(CryptoPayoutWorkflow.class, InvoiceWorkflow.class)
        .flatMap(workflow -> Stream.of(workflow.getMethods()))
        .forEach(handler -> {
          readNames(handler.getGenericReturnType());
          Stream.of(handler.getGenericParameterTypes()).forEach(this::readNames);
        });
  }

  private void readNames(Type type) {
    if (!read.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(this::readNames);
    } else if (type instanceof Class<?> named && named.getName().startsWith("io.cryptopayouts.")) {
      readNames(named);
    }
  }

  private void readNames(Class<?> type) {
    if (type.isEnum()) {
      Stream.of(type.getEnumConstants()).forEach(word -> words.add(((Enum<?>) word).name()));
    }
    JsonTypeInfo kind = type.getAnnotation(JsonTypeInfo.class);
    if (kind != null) {
      shown.add(kind.property());
      Stream.of(type.getAnnotation(JsonSubTypes.class).value())
          .forEach(subtype -> {
            words.add(subtype.name());
            readNames((Type) subtype.value());
          });
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        (component.isAnnotationPresent(Personal.class) ? personal : shown).add(component.getName());
        readNames(component.getGenericType());
      }
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(JsonProperty.class)) {
          shown.add(method.getName());
        }
      }
    }
  }

  /** The payload as somebody may see it who may not see personal data. */
  public Payload applied(Payload payload) {
    if (EncryptingCodec.isOperatorsView(payload)) {
      return payload;
    }
    ByteString encoding = payload.getMetadataOrDefault(ENCODING, ByteString.EMPTY);
    if (encoding.equals(NOTHING)) {
      return Payload.newBuilder().putMetadata(ENCODING, NOTHING).build();
    }
    JsonNode seen = encoding.equals(JSON) ? seen(payload.getData()) : TextNode.valueOf(HIDDEN);
    return Payload.newBuilder()
        .putMetadata(ENCODING, JSON)
        .setData(ByteString.copyFromUtf8(seen.toString()))
        .build();
  }

  private JsonNode seen(ByteString text) {
    try {
      JsonNode root = json.readTree(text.newInput());
      return root.isArray() ? hidden(root) : seen(root);
    } catch (IOException notJson) {
      // Also what only looks like UTF-32, which the parser does not call a fault of the JSON.
      return TextNode.valueOf(HIDDEN);
    }
  }

  private JsonNode seen(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> seen(object);
      case ArrayNode array -> {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> items.add(seen(item)));
        yield items;
      }
      default -> node.isMissingNode() ? TextNode.valueOf(HIDDEN) : node;
    };
  }

  private ObjectNode seen(ObjectNode object) {
    if (!object.isEmpty() && FAILURE.containsAll(names(object))) {
      return failure(object);
    }
    boolean ours = names(object).stream().allMatch(this::isKnown);
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(field ->
            seen.set(
                field.getKey(),
                ours ? seen(field.getKey(), field.getValue()) : hidden(field.getValue())));
    return seen;
  }

  private boolean isKnown(String name) {
    return shown.contains(name) || personal.contains(name);
  }

  private JsonNode seen(String name, JsonNode value) {
    if (!personal.contains(name)) {
      return seen(value);
    }
    // A name of both kinds: a payee's state is personal, a payout's is an object of ours or a word.
    boolean ofBothKinds = shown.contains(name);
    if (ofBothKinds && value.isObject()) {
      return seen(value);
    }
    return ofBothKinds && words.contains(value.textValue()) ? value : hidden(value);
  }

  /** The same shape, with names, without values. That there is none may be seen. */
  private static JsonNode hidden(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode hidden = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          hidden.set(field.getKey(), hidden(field.getValue()));
        }
        yield hidden;
      }
      case ArrayNode array -> {
        ArrayNode hidden = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> hidden.add(hidden(item)));
        yield hidden;
      }
      default -> value.isNull() ? value : TextNode.valueOf(HIDDEN);
    };
  }

  private static ObjectNode failure(ObjectNode failure) {
    List<String> frames = failure.path(STACK).asText().lines().map(String::strip).toList();
    boolean onlyFrames =
        failure.path(STACK).isTextual()
            && frames.stream().allMatch(line -> FRAME.matcher(line).matches());
    boolean ours = onlyFrames && throwerOf(frames).startsWith(OURS);
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    failure
        .properties()
        .forEach(field -> {
          boolean show = field.getKey().equals(STACK) ? onlyFrames : ours;
          seen.set(field.getKey(), show ? field.getValue() : hidden(field.getValue()));
        });
    return seen;
  }

  /** The frame that made the failure; those of Temporal's own makers stand before it. */
  private static String throwerOf(List<String> frames) {
    return frames.stream().filter(frame -> !frame.startsWith(OF_FAILURES)).findFirst().orElse("");
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new HashSet<>();
    for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
      names.add(all.next());
    }
    return names;
  }
}
