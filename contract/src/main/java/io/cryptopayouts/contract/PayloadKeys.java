package io.cryptopayouts.contract;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The AES-256 keys that payloads are encrypted with: the first writes, all read. To rotate, put a
 * new key in front and keep the old one until the histories written with it are gone.
 */
public final class PayloadKeys {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final String writingId;
  private final Map<String, Aead> keys;

  private PayloadKeys(String writingId, Map<String, Aead> keys) {
    this.writingId = writingId;
    this.keys = Collections.unmodifiableMap(keys);
  }

  /**
   * @param text {@code id:key[,id:key...]}, each key 32 bytes in base64
   * @throws IllegalArgumentException saying which entry is wrong, without its value
   */
  public static PayloadKeys parse(String text) {
    Map<String, Aead> keys = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      int colon = entry.indexOf(':');
      String id = colon < 0 ? "" : entry.substring(0, colon).strip();
      if (!ID.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "entry " + (ids.size() + 1) + " must be id:key, the id of letters, digits, - and _");
      }
      if (keys.put(id, aead(id, entry.substring(colon + 1).strip())) != null) {
        throw new IllegalArgumentException("key id " + id + " is given twice");
      }
      ids.add(id);
    }
    return new PayloadKeys(ids.getFirst(), keys);
  }

  private static Aead aead(String id, String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("key " + id + " is not base64");
    }
    if (key.length != 32) {
      throw new IllegalArgumentException(
          "key " + id + " must have 32 bytes, such as from 'openssl rand -base64 32'");
    }
    try {
      return new AesGcmJce(key);
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException("key " + id + " is unusable", unusable);
    }
  }

  String writingId() {
    return writingId;
  }

  Aead writing() {
    return keys.get(writingId);
  }

  Optional<Aead> reading(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** The ids only. */
  @Override
  public String toString() {
    return "PayloadKeys" + keys.keySet();
  }
}
