package io.cryptopayouts.pockyt;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okio.BufferedSource;

/**
 * One JSON object as received. The provider sends the same field now as a string, now as a number,
 * and its numbers exceed what a {@code long} or {@code double} holds, so a scalar is kept as its
 * literal text. Null and empty text count as absent. A field that occurs twice makes the reply
 * malformed.
 */
final class JsonFields {
  private static final Pattern DECIMAL =
      Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");

  private final Map<String, Object> fields;

  private JsonFields(Map<String, Object> fields) {
    this.fields = fields;
  }

  static JsonFields read(BufferedSource source) throws IOException {
    JsonReader reader = JsonReader.of(source);
    try {
      JsonFields fields = readObject(reader);
      if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
        throw new Unreadable("more than one JSON value");
      }
      return fields;
    } catch (JsonDataException e) {
      throw new Unreadable("not the expected JSON");
    }
  }

  private static JsonFields readObject(JsonReader reader) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      Object value = readValue(reader);
      if (fields.containsKey(name)) {
        throw new Unreadable("repeated field");
      }
      fields.put(name, value);
    }
    reader.endObject();
    return new JsonFields(fields);
  }

  private static Object readValue(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> readObject(reader);
      case BEGIN_ARRAY -> readArray(reader);
      case STRING, NUMBER -> reader.nextString();
      case BOOLEAN -> String.valueOf(reader.nextBoolean());
      case NULL -> reader.nextNull();
      case NAME, END_ARRAY, END_OBJECT, END_DOCUMENT -> throw new Unreadable("no value");
    };
  }

  private static List<Object> readArray(JsonReader reader) throws IOException {
    List<Object> values = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      values.add(readValue(reader));
    }
    reader.endArray();
    return values;
  }

  /** Null if absent. */
  String text(String name) throws Unreadable {
    return text(name, fields.get(name));
  }

  /** Null if absent. */
  BigDecimal decimal(String name) throws Unreadable {
    String text = text(name);
    if (text == null) {
      return null;
    }
    if (!DECIMAL.matcher(text).matches()) {
      throw new Unreadable("not a decimal: " + name);
    }
    return new BigDecimal(text);
  }

  /** False if absent. */
  boolean flag(String name) throws Unreadable {
    return "true".equalsIgnoreCase(text(name));
  }

  Optional<JsonFields> object(String name) throws Unreadable {
    Object value = fields.get(name);
    return value == null ? Optional.empty() : Optional.of(object(name, value));
  }

  /** Empty if absent. */
  List<JsonFields> objects(String name) throws Unreadable {
    List<JsonFields> objects = new ArrayList<>();
    for (Object value : array(name)) {
      objects.add(object(name, value));
    }
    return objects;
  }

  /** Empty if absent. */
  List<String> texts(String name) throws Unreadable {
    List<String> texts = new ArrayList<>();
    for (Object value : array(name)) {
      String text = text(name, value);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  private List<?> array(String name) throws Unreadable {
    return switch (fields.get(name)) {
      case null -> List.of();
      case List<?> values -> values;
      default -> throw new Unreadable("not an array: " + name);
    };
  }

  private static JsonFields object(String name, Object value) throws Unreadable {
    if (value instanceof JsonFields object) {
      return object;
    }
    throw new Unreadable("not an object: " + name);
  }

  private static String text(String name, Object value) throws Unreadable {
    return switch (value) {
      case null -> null;
      case String text -> text.isEmpty() ? null : text;
      default -> throw new Unreadable("not a text: " + name);
    };
  }
}
