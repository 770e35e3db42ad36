package io.cryptopayouts.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cryptopayouts.contract.FieldProblem;
import io.cryptopayouts.contract.InvalidOrder;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The fields of one JSON object of a body. Finds all faults of the whole body, one per field, and
 * quotes no value. Strict: no unknown or repeated fields, no conversion between JSON types; only
 * null counts as absent.
 */
final class Fields {

  private static final int DEEPEST = 8;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String path;
  private final JsonNode object;
  private final Map<String, String> faults;
  private final Set<String> asked = new HashSet<>();

  private Fields(String path, JsonNode object, Map<String, String> faults) {
    this.path = path;
    this.object = object;
    this.faults = faults;
  }

  /**
   * @throws Rejected if the body is not one JSON object
   */
  static Fields of(byte[] body) {
    JsonNode node;
    try {
      node = STRICT.readTree(body);
    } catch (JsonProcessingException unreadable) {
      throw malformed(where(unreadable.getLocation()));
    } catch (IOException otherCharset) {
      // The parser takes for UTF-16 or UTF-32 what begins like them.
      throw malformed("");
    }
    if (!node.isObject()) {
      throw malformed("");
    }
    return new Fields("", node, new LinkedHashMap<>());
  }

  /** As {@link #of}, but no body at all is an empty object. */
  static Fields ofOptional(byte[] body) {
    return body.length == 0
        ? new Fields("", JsonNodeFactory.instance.objectNode(), new LinkedHashMap<>())
        : of(body);
  }

  /** A text, or null if it is absent or faulty. */
  String text(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      fault(name, "must be a string in quotes");
      return null;
    }
    return value.textValue();
  }

  /** One line of text that must be there. */
  String requiredLine(String name, int longest) {
    String line = line(name, longest);
    if (line == null) {
      fault(name, "is missing");
    }
    return line;
  }

  /** One line of text, or null. */
  String line(String name, int longest) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    if (text.isBlank() || text.length() > longest) {
      fault(name, "must have 1 to " + longest + " characters");
    } else if (text.chars().anyMatch(Character::isISOControl)) {
      fault(name, "must not contain line breaks or other control characters");
    }
    return text;
  }

  /** One of the enum's names, or null. */
  <E extends Enum<E>> E word(String name, Class<E> words) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    for (E word : words.getEnumConstants()) {
      if (word.name().equals(text)) {
        return word;
      }
    }
    fault(name, "must be one of " + Arrays.toString(words.getEnumConstants()));
    return null;
  }

  /** One of the enum's names, which must be there. */
  <E extends Enum<E>> E requiredWord(String name, Class<E> words) {
    E word = word(name, words);
    if (word == null) {
      fault(name, "is missing: one of " + Arrays.toString(words.getEnumConstants()));
    }
    return word;
  }

  /** An ISO duration, or null. */
  Duration duration(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException | ArithmeticException notADuration) {
      fault(name, "must be a duration such as P14D");
      return null;
    }
  }

  /** The object under this name, or null. */
  Fields object(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      fault(name, "must be an object");
      return null;
    }
    return new Fields(at(name), value, faults);
  }

  /** The object under this name, which must be there. */
  Fields requiredObject(String name) {
    Fields fields = object(name);
    if (fields == null) {
      fault(name, "is missing");
    }
    return fields;
  }

  /** The texts under this name by their own names, the faulty ones left out. */
  Map<String, String> texts(String name) {
    Fields fields = object(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (fields != null) {
      fields
          .object
          .properties()
          .forEach(field -> {
            if (field.getValue().isTextual()) {
              texts.put(field.getKey(), field.getValue().textValue());
            } else {
              fields.fault(field.getKey(), "must be a string in quotes");
            }
          });
    }
    return texts;
  }

  /** Makes a part of these fields, or null, noting its faults, if it is faulty. */
  <T> T make(Supplier<T> part) {
    try {
      return part.get();
    } catch (InvalidOrder invalid) {
      invalid.problems().forEach(problem -> fault(problem.field(), problem.reason()));
      return null;
    }
  }

  /** Notes a fault, unless this field has one already. */
  void fault(String name, String reason) {
    faults.putIfAbsent(at(name), reason);
  }

  /** Notes every field that was not asked for. To be called last. */
  void refuseOthers() {
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!asked.contains(name)) {
            fault(name, "is not a field of this object: leave it out");
          }
        });
  }

  /** Every fault of the whole body. */
  List<FieldProblem> faults() {
    return faults.entrySet().stream()
        .map(fault -> new FieldProblem(fault.getKey(), fault.getValue()))
        .toList();
  }

  private JsonNode value(String name) {
    asked.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The parser's own message may quote the body, so only the place is told. */
  private static String where(JsonLocation place) {
    return place == null
        ? ""
        : "; reading stopped at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  private static Rejected malformed(String where) {
    return new Rejected(
        new Problem(
            400,
            "malformed-body",
            "The body cannot be read",
            "send one JSON object, at most "
                + DEEPEST
                + " levels deep, without repeated names"
                + where));
  }
}
