package io.cryptopayouts.pockyt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tells which posted bodies come from the provider. Safe for use by several threads.
 *
 * <p>The signature covers the text {@code a=1&b=2...}, in which nothing is escaped, so one signed
 * text can be cut into pairs in several ways. Bodies with {@code &} in a name or value or {@code =}
 * in a name are therefore forged to us: for the rest there is one way only. What remains is text
 * the provider signed with a foreign {@code &} inside a value: somebody who can put text into a
 * pay-in, or into a request of ours, and sees the signature, may cut it into a body that looks like
 * another notice. Such a body still holds the fields of what it was cut from, by which pay-in
 * notices and our own requests are told apart. And the signature has neither nonce nor time, so a
 * notice can be replayed for ever. Both are why a notice is only a hint.
 *
 * @see <a href="https://docs.pockyt.io/reference/webhook-notification-reference">Webhook
 *     notification reference</a>
 * @see <a href="https://docs.pockyt.io/docs/signing-api-calls">Signing API calls</a>
 */
public final class NoticeVerifier {
  private static final int LONGEST_BODY = 64 * 1024;

  private static final Pattern INVOICE_ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,63}");
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{1,64}");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,8})?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3,5}");
  private static final Pattern STATUS = Pattern.compile("[0-9A-Za-z][0-9A-Za-z _-]{0,39}");
  private static final Pattern TIME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z :.+-]{0,39}");

  /** The fields we act on; a value of theirs never holds what joins pairs. */
  private static final Set<String> STRICT =
      Set.of("invoiceId", "transactionNo", "accountToken", "amount", "currency", "status");

  /** Fields of pay-in notices, which payout notices do not have. */
  private static final Set<String> PAY_IN =
      Set.of("reference", "settleCurrency", "vaultId", "vendorId");

  private final List<Signer> signers;

  /**
   * @param tokens API tokens, each trimmed; several while a token is being replaced
   */
  public NoticeVerifier(List<String> tokens) {
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("no API token");
    }
    this.signers = tokens.stream().map(Signer::new).toList();
  }

  /**
   * Reads one posted body.
   *
   * @param contentType the header; null if absent
   */
  public NoticeReading read(String contentType, byte[] body) {
    if (body.length > LONGEST_BODY) {
      return new NoticeReading.Malformed("the body is over the limit");
    }
    try {
      return verify(RawPairs.read(contentType, body));
    } catch (Unreadable e) {
      return new NoticeReading.Malformed(e.getMessage());
    }
  }

  private NoticeReading verify(List<RawPairs.Pair> pairs) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (RawPairs.Pair pair : pairs) {
      if (isAmbiguous(pair)) {
        return new NoticeReading.Forged("a field that can be cut in two ways");
      }
      if (fields.put(pair.name(), pair.value()) != null) {
        return new NoticeReading.Forged("a repeated field");
      }
    }
    String signature = fields.remove(Signer.FIELD);
    if (signature == null || signature.isEmpty()) {
      return new NoticeReading.Forged("no signature");
    }
    return signedFields(fields, signature)
        .map(NoticeVerifier::interpret)
        .orElseGet(() -> new NoticeReading.Forged("a wrong signature"));
  }

  private static boolean isAmbiguous(RawPairs.Pair pair) {
    return pair.name().isEmpty()
        || pair.name().contains("&")
        || pair.name().contains("=")
        || pair.value().contains("&")
        || (STRICT.contains(pair.name()) && pair.value().contains("="));
  }

  /**
   * The fields as they were signed. Whether a field with an empty value is signed is not
   * documented, so both are tried: kept, then dropped.
   */
  private Optional<SortedMap<String, String>> signedFields(
      SortedMap<String, String> kept, String signature) {
    SortedMap<String, String> dropped = new TreeMap<>(kept);
    dropped.values().removeIf(String::isEmpty);
    boolean keptMatches = matches(kept, signature);
    boolean droppedMatches = matches(dropped, signature);
    if (keptMatches) {
      return Optional.of(kept);
    }
    return droppedMatches ? Optional.of(dropped) : Optional.empty();
  }

  private boolean matches(SortedMap<String, String> fields, String signature) {
    byte[] received = signature.toLowerCase(Locale.ROOT).getBytes(UTF_8);
    boolean matches = false;
    for (Signer signer : signers) {
      matches |= MessageDigest.isEqual(signer.sign(fields).getBytes(UTF_8), received);
    }
    return matches;
  }

  private static NoticeReading interpret(SortedMap<String, String> fields) {
    if (present(fields, "ipnUrl")) {
      return new NoticeReading.Forged("a request of ours, sent back");
    }
    if (PAY_IN.stream().anyMatch(name -> present(fields, name))) {
      return new NoticeReading.Ignored("pay-in");
    }
    if (present(fields, "accountStatus")) {
      return new NoticeReading.Ignored("account");
    }
    if (!present(fields, "invoiceId")) {
      return new NoticeReading.Ignored("other");
    }
    try {
      return payout(fields);
    } catch (Unreadable e) {
      return new NoticeReading.Malformed(e.getMessage());
    }
  }

  private static NoticeReading payout(SortedMap<String, String> fields) throws Unreadable {
    BigDecimal amount = new BigDecimal(required(fields, "amount", AMOUNT));
    if (amount.signum() == 0) {
      throw new Unreadable("unusable amount");
    }
    String status = required(fields, "status", STATUS);
    return new NoticeReading.PayoutNotice(
        required(fields, "invoiceId", INVOICE_ID),
        required(fields, "transactionNo", NUMBER),
        optional(fields, "accountToken", NUMBER),
        amount,
        required(fields, "currency", CURRENCY),
        PaymentStatus.of(status),
        status,
        optional(fields, "paymentTime", TIME),
        Hash.sha256(Signer.canonical(fields).getBytes(UTF_8)));
  }

  private static boolean present(SortedMap<String, String> fields, String name) {
    return !fields.getOrDefault(name, "").isEmpty();
  }

  private static String required(SortedMap<String, String> fields, String name, Pattern shape)
      throws Unreadable {
    String value = optional(fields, name, shape);
    if (value == null) {
      throw new Unreadable("no " + name);
    }
    return value;
  }

  private static String optional(SortedMap<String, String> fields, String name, Pattern shape)
      throws Unreadable {
    if (!present(fields, name)) {
      return null;
    }
    String value = fields.get(name);
    if (!shape.matcher(value).matches()) {
      throw new Unreadable("unusable " + name);
    }
    return value;
  }
}
