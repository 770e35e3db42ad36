package io.cryptopayouts.api;

import io.cryptopayouts.runtime.ConfigurationProblem;
import io.cryptopayouts.runtime.Secrets;
import io.dropwizard.auth.Authenticator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that may call the API, kept as hashes. A name may have several keys at once, so that
 * they can be replaced without a gap.
 */
final class ApiKeys implements Authenticator<String, Caller> {

  private static final String VARIABLE = "PAYOUTS_API_KEYS";
  private static final int SHORTEST = 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  private static final class Key {
    private final Caller caller;
    private final byte[] hash;

    Key(Caller caller, byte[] hash) {
      this.caller = caller;
      this.hash = hash;
    }

    boolean hasHash(byte[] other) {
      return MessageDigest.isEqual(hash, other);
    }

    boolean signed(byte[] text, byte[] signature) {
      return MessageDigest.isEqual(mac(hash, text), signature);
    }
  }

  private final List<Key> keys;

  private ApiKeys(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads {@code PAYOUTS_API_KEYS}, {@code name:key[,name:key...]}.
   *
   * @throws ConfigurationProblem if it is missing or an entry is faulty
   */
  static ApiKeys of(Secrets secrets) {
    List<Key> keys = new ArrayList<>();
    for (Secrets.Named entry : secrets.namedList(VARIABLE)) {
      String which = "entry " + (keys.size() + 1);
      if (!NAME.matcher(entry.name()).matches()) {
        throw new ConfigurationProblem(
            VARIABLE,
            which + " has a name that cannot be used",
            "name it with 1 to 40 letters, digits, dots, - and _");
      }
      if (entry.value().length() < SHORTEST) {
        throw new ConfigurationProblem(
            VARIABLE,
            which + " has a key that is too short",
            "use at least " + SHORTEST + " characters, such as from 'openssl rand -hex 24'");
      }
      byte[] hash = hash(entry.value());
      if (keys.stream().anyMatch(key -> key.hasHash(hash))) {
        throw new ConfigurationProblem(
            VARIABLE, which + " repeats a key", "give every entry its own key");
      }
      keys.add(new Key(new Caller(entry.name()), hash));
    }
    return new ApiKeys(keys);
  }

  /** Compares with every key, so that the time taken tells nothing about them. */
  @Override
  public Optional<Caller> authenticate(String presented) {
    byte[] hash = hash(presented);
    Caller caller = null;
    for (Key key : keys) {
      if (key.hasHash(hash)) {
        caller = key.caller;
      }
    }
    return Optional.ofNullable(caller);
  }

  /** The names of all keys. */
  Set<String> names() {
    return keys.stream().map(key -> key.caller.name()).collect(Collectors.toUnmodifiableSet());
  }

  /** Whose key this text was signed with, if with one of these. */
  Optional<Caller> signer(byte[] text, byte[] signature) {
    Caller caller = null;
    for (Key key : keys) {
      if (key.signed(text, signature)) {
        caller = key.caller;
      }
    }
    return Optional.ofNullable(caller);
  }

  /** Signs a text with a key's hash. */
  static byte[] signature(String key, byte[] text) {
    return mac(hash(key), text);
  }

  private static byte[] mac(byte[] hash, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(hash, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
