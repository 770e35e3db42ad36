package io.cryptopayouts.pockyt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okio.Buffer;

/**
 * The name-value pairs of a posted body, decoded but otherwise as received: in order, repeats
 * included, numbers by their literal text. Anything that could be decoded in two ways is refused.
 */
final class RawPairs {
  /** One pair; a JSON null has the empty value. */
  record Pair(String name, String value) {}

  private static final int MOST_PAIRS = 64;

  private RawPairs() {}

  static List<Pair> read(String contentType, byte[] body) throws Unreadable {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    requireUtf8(type);
    String text = decode(body);
    return isJson(type, text) ? json(text) : form(text);
  }

  private static void requireUtf8(String type) throws Unreadable {
    int at = type.indexOf("charset=");
    if (at >= 0) {
      String charset = type.substring(at + "charset=".length()).split(";", 2)[0];
      if (!charset.replace("\"", "").strip().equals("utf-8")) {
        throw new Unreadable("not UTF-8");
      }
    }
  }

  /** By the content type; by the first character where the content type says neither. */
  private static boolean isJson(String type, String text) {
    String media = type.split(";", 2)[0].strip();
    return switch (media) {
      case "application/json" -> true;
      case "application/x-www-form-urlencoded" -> false;
      default -> text.stripLeading().startsWith("{");
    };
  }

  private static List<Pair> json(String text) throws Unreadable {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text));
    List<Pair> pairs = new ArrayList<>();
    try {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        String value =
            switch (reader.peek()) {
              case STRING, NUMBER -> reader.nextString();
              case BOOLEAN -> String.valueOf(reader.nextBoolean());
              case NULL -> absent(reader);
              case BEGIN_ARRAY, BEGIN_OBJECT, NAME, END_ARRAY, END_OBJECT, END_DOCUMENT ->
                  throw new Unreadable("not a flat JSON object");
            };
        add(pairs, requireEncodable(name), requireEncodable(value));
      }
      reader.endObject();
      if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
        throw new Unreadable("more than one JSON value");
      }
      return pairs;
    } catch (Unreadable e) {
      throw e;
    } catch (IOException | JsonDataException e) {
      throw new Unreadable("not JSON");
    }
  }

  private static String absent(JsonReader reader) throws IOException {
    reader.nextNull();
    return "";
  }

  private static List<Pair> form(String text) throws Unreadable {
    List<Pair> pairs = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int next = text.indexOf('&', start);
      int end = next < 0 ? text.length() : next;
      if (end > start) {
        String item = text.substring(start, end);
        int equals = item.indexOf('=');
        String name = equals < 0 ? item : item.substring(0, equals);
        String value = equals < 0 ? "" : item.substring(equals + 1);
        add(pairs, unescape(name), unescape(value));
      }
      start = end + 1;
    }
    return pairs;
  }

  private static void add(List<Pair> pairs, String name, String value) throws Unreadable {
    if (pairs.size() == MOST_PAIRS) {
      throw new Unreadable("more than " + MOST_PAIRS + " fields");
    }
    pairs.add(new Pair(name, value));
  }

  private static String unescape(String text) throws Unreadable {
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        if (i + 2 >= bytes.length) {
          throw new Unreadable("broken escape");
        }
        int high = Character.digit(bytes[i + 1], 16);
        int low = Character.digit(bytes[i + 2], 16);
        if (high < 0 || low < 0) {
          throw new Unreadable("broken escape");
        }
        plain.write(16 * high + low);
        i += 2;
      } else {
        plain.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return decode(plain.toByteArray());
  }

  /** Strict: a lenient decoder would read different bytes as the same text. */
  private static String decode(byte[] bytes) throws Unreadable {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable("not UTF-8");
    }
  }

  /** A lone surrogate, which JSON can escape, would be signed as a question mark. */
  private static String requireEncodable(String text) throws Unreadable {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new Unreadable("not UTF-8");
    }
    return text;
  }
}
