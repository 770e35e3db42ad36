package io.cryptopayouts.pockyt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cryptopayouts.pockyt.NoticeReading.Forged;
import io.cryptopayouts.pockyt.NoticeReading.Ignored;
import io.cryptopayouts.pockyt.NoticeReading.Malformed;
import io.cryptopayouts.pockyt.NoticeReading.PayoutNotice;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeVerifierTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final String SIGNED =
      "accountToken=2010378298556879970563&amount=25.00&currency=USD&invoiceId=inv-0001"
          + "&paymentTime=2025-01-15T10%3A25%3A00Z&status=success"
          + "&transactionNo=305469836617940464&vendor=CRYPTO"
          + "&verifySign=71697321b1a8c74623187c7abaf98f01";

  private final NoticeVerifier verifier = new NoticeVerifier(List.of(Samples.TOKEN));

  @Test
  void reads_a_signed_form() {
    NoticeReading reading = read(FORM, SIGNED);

    String fingerprint = ((PayoutNotice) reading).fingerprint();
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    assertThat(reading)
        .isEqualTo(
            new PayoutNotice(
                "inv-0001",
                "305469836617940464",
                "2010378298556879970563",
                new BigDecimal("25.00"),
                "USD",
                PaymentStatus.SUCCESS,
                "success",
                "2025-01-15T10:25:00Z",
                fingerprint));
  }

  @Test
  void reads_the_same_from_json_in_any_order() {
    Map<String, String> fields = success();
    Map<String, String> backwards = new TreeMap<String, String>(success()).descendingMap();

    assertThat(read(JSON, json(sign(fields)))).isEqualTo(read(FORM, SIGNED));
    assertThat(read(JSON, json(sign(backwards)))).isEqualTo(read(FORM, SIGNED));
  }

  @Test
  void reads_numbers_by_their_literal_text() {
    String body = json(sign(success())).replace("\"25.00\"", "25.00");

    assertThat(read(JSON, body)).isEqualTo(read(FORM, SIGNED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "application/octet-stream"})
  void goes_by_the_first_character_if_the_content_type_says_neither(String contentType) {
    assertThat(read(contentType, SIGNED)).isInstanceOf(PayoutNotice.class);
    assertThat(read(contentType, " " + json(sign(success())))).isInstanceOf(PayoutNotice.class);
    assertThat(read(null, SIGNED)).isInstanceOf(PayoutNotice.class);
  }

  @Test
  void takes_a_content_type_with_parameters_in_any_case() {
    assertThat(read("Application/JSON; Charset=\"UTF-8\"", json(sign(success()))))
        .isInstanceOf(PayoutNotice.class);
  }

  @Test
  void reads_the_published_notice_as_a_pay_in() {
    String body =
        "amount=0.01&currency=USD&reference=test1666247277861&settleCurrency=USD&status=success"
            + "&time=20221020142817&transactionNo=305680500880311923"
            + "&verifySign=435d01c5d5fa88cfe8168fbfbf732519";

    assertThat(read(FORM, body)).isEqualTo(new Ignored("pay-in"));
  }

  @Test
  void reads_a_signed_failure() {
    String body =
        SIGNED
            .replace("status=success", "status=failed")
            .replace("71697321b1a8c74623187c7abaf98f01", "c0f5c6807f82a55e2a8a213db4defaf5");

    assertThat(((PayoutNotice) read(FORM, body)).status()).isEqualTo(PaymentStatus.FAILED);
  }

  @Test
  void takes_a_signature_in_upper_case() {
    String signature = "71697321b1a8c74623187c7abaf98f01";

    assertThat(read(FORM, SIGNED.replace(signature, signature.toUpperCase(Locale.ROOT))))
        .isInstanceOf(PayoutNotice.class);
  }

  @Test
  void takes_each_of_several_tokens() {
    NoticeVerifier rotating = new NoticeVerifier(List.of("the-new-token", " " + Samples.TOKEN));

    assertThat(rotating.read(FORM, SIGNED.getBytes(UTF_8))).isInstanceOf(PayoutNotice.class);
    assertThat(new NoticeVerifier(List.of("the-new-token")).read(FORM, SIGNED.getBytes(UTF_8)))
        .isEqualTo(new Forged("a wrong signature"));
  }

  @Test
  void wants_a_token() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NoticeVerifier(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new NoticeVerifier(List.of(" ")));
  }

  @Test
  void takes_unknown_fields_into_the_signature() {
    Map<String, String> fields = success();
    fields.put("newField", "1=2 and 支付宝");

    assertThat(read(FORM, form(sign(fields)))).isInstanceOf(PayoutNotice.class);
    assertThat(read(FORM, SIGNED + "&newField=1")).isEqualTo(new Forged("a wrong signature"));
  }

  @Test
  void takes_an_empty_field_whether_it_was_signed_or_not() {
    Map<String, String> kept = success();
    kept.put("receiver", "");

    assertThat(read(FORM, form(sign(kept)))).isInstanceOf(PayoutNotice.class);
    assertThat(read(FORM, SIGNED + "&receiver=")).isEqualTo(read(FORM, SIGNED));
    assertThat(read(JSON, json(sign(success())).replace("}", ",\"receiver\":null}")))
        .isEqualTo(read(FORM, SIGNED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vaultId", "reference", "accountStatus", "ipnUrl"})
  void an_empty_field_that_anybody_can_add_does_not_change_the_kind(String name) {
    assertThat(read(FORM, SIGNED + "&" + name + "=")).isEqualTo(read(FORM, SIGNED));
  }

  @ParameterizedTest
  @CsvSource({
    "25.00, 250.00",
    "inv-0001, inv-0002",
    "success, failed",
    "305469836617940464, 1",
    "USD, PHP"
  })
  void a_changed_value_is_forged(String signed, String changed) {
    assertThat(read(FORM, SIGNED.replace(signed, changed)))
        .isEqualTo(new Forged("a wrong signature"));
  }

  @Test
  void a_missing_or_empty_signature_is_forged() {
    String unsigned = SIGNED.substring(0, SIGNED.indexOf("&verifySign"));

    assertThat(read(FORM, unsigned)).isEqualTo(new Forged("no signature"));
    assertThat(read(FORM, unsigned + "&verifySign=")).isEqualTo(new Forged("no signature"));
    assertThat(read(FORM, "")).isEqualTo(new Forged("no signature"));
    assertThat(read(JSON, "{}")).isEqualTo(new Forged("no signature"));
  }

  @Test
  void a_repeated_field_is_forged() {
    assertThat(read(FORM, SIGNED + "&status=success")).isEqualTo(new Forged("a repeated field"));
    assertThat(read(JSON, json(sign(success())).replace("}", ",\"status\":\"success\"}")))
        .isEqualTo(new Forged("a repeated field"));
    assertThat(read(FORM, SIGNED + "&verifySign=1")).isEqualTo(new Forged("a repeated field"));
  }

  /** Every way to join neighbours of the signed text into one pair, cut at each equals sign. */
  static Stream<String> other_cuts_of_the_signed_text() {
    List<Map.Entry<String, String>> pairs = new ArrayList<>(new TreeMap<>(success()).entrySet());
    List<String> bodies = new ArrayList<>();
    for (int from = 0; from < pairs.size(); from++) {
      for (int to = from + 1; to < pairs.size(); to++) {
        String joined =
            pairs.subList(from, to + 1).stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining("&"));
        for (int cut = joined.indexOf('='); cut >= 0; cut = joined.indexOf('=', cut + 1)) {
          Map<String, String> fields = new LinkedHashMap<>();
          pairs.subList(0, from).forEach(pair -> fields.put(pair.getKey(), pair.getValue()));
          fields.put(joined.substring(0, cut), joined.substring(cut + 1));
          pairs
              .subList(to + 1, pairs.size())
              .forEach(pair -> fields.put(pair.getKey(), pair.getValue()));
          fields.put("verifySign", "71697321b1a8c74623187c7abaf98f01");
          bodies.add(form(fields));
        }
      }
    }
    return bodies.stream();
  }

  @ParameterizedTest
  @MethodSource("other_cuts_of_the_signed_text")
  void another_cut_of_a_signed_text_is_forged(String body) {
    assertThat(read(FORM, body)).isEqualTo(new Forged("a field that can be cut in two ways"));
  }

  @Test
  void an_ampersand_in_a_name_is_forged() {
    Map<String, String> fields = success();
    fields.put("note&x", "c");

    assertThat(read(JSON, json(sign(fields))))
        .isEqualTo(new Forged("a field that can be cut in two ways"));
  }

  @Test
  void an_equals_sign_in_a_name_or_in_a_value_we_act_on_is_forged() {
    Map<String, String> name = success();
    name.put("a=b", "c");
    Map<String, String> value = success();
    value.put("status", "success=");
    Map<String, String> nameless = success();
    nameless.put("", "x");

    for (Map<String, String> fields : List.of(name, value, nameless)) {
      assertThat(read(JSON, json(sign(fields)))).isInstanceOf(Forged.class);
    }
  }

  @Test
  void a_payout_notice_cut_out_of_a_pay_in_with_text_of_the_payer_is_no_payout_notice() {
    Map<String, String> payIn = new TreeMap<>();
    payIn.put("amount", "0.01");
    payIn.put("currency", "USD");
    payIn.put("description", "thanks&invoiceId=inv-0001");
    payIn.put("reference", "order-1");
    payIn.put("settleCurrency", "USD");
    payIn.put("status", "success");
    payIn.put("transactionNo", "305680500880311923");
    String signature = sign(payIn).get("verifySign");
    Map<String, String> cut = new TreeMap<>(payIn);
    cut.put("description", "thanks");
    cut.put("invoiceId", "inv-0001");
    cut.put("verifySign", signature);

    assertThat(read(FORM, form(cut))).isEqualTo(new Ignored("pay-in"));
  }

  @Test
  void a_payout_notice_cut_out_of_our_own_request_is_no_payout_notice() {
    Map<String, String> request = new TreeMap<>();
    request.put("accountToken", Samples.ACCOUNT_TOKEN);
    request.put("amount", "25.00");
    request.put("currency", "USD");
    request.put("customerNo", Samples.CUSTOMER_NO);
    request.put("invoiceId", "inv-0001");
    request.put("merchantNo", "200043");
    request.put("note", "thanks&status=success");
    request.put("storeNo", "300014");
    request.put("timestamp", "2025-01-15T10:20:30Z");
    Map<String, String> withIpnUrl = new TreeMap<>(request);
    withIpnUrl.put("ipnUrl", "https://example.com/webhooks");

    assertThat(read(FORM, cutAtStatus(request))).isEqualTo(new Malformed("no transactionNo"));
    assertThat(read(FORM, cutAtStatus(withIpnUrl)))
        .isEqualTo(new Forged("a request of ours, sent back"));
  }

  private static String cutAtStatus(Map<String, String> request) {
    Map<String, String> cut = new TreeMap<>(sign(request));
    cut.put("note", "thanks");
    cut.put("status", "success");
    return form(cut);
  }

  @Test
  void ignores_account_notices_and_bodies_without_an_invoice() {
    Map<String, String> account = new TreeMap<>();
    account.put("accountStatus", "ACTIVATED");
    account.put("accountToken", Samples.ACCOUNT_TOKEN);
    Map<String, String> vault = success();
    vault.put("vaultId", "v-1");
    Map<String, String> other = success();
    other.remove("invoiceId");

    assertThat(read(FORM, form(sign(account)))).isEqualTo(new Ignored("account"));
    assertThat(read(FORM, form(sign(vault)))).isEqualTo(new Ignored("pay-in"));
    assertThat(read(FORM, form(sign(other)))).isEqualTo(new Ignored("other"));
  }

  @ParameterizedTest
  @CsvSource({
    "amount, -1",
    "amount, 0.00",
    "amount, 1e3",
    "amount, '1,000.00'",
    "currency, $",
    "invoiceId, a b",
    "transactionNo, a/b",
    "accountToken, *",
    "status, <b>",
    "paymentTime, <b>",
    "status, ''",
    "amount, ''",
    "transactionNo, ''"
  })
  void a_signed_value_we_cannot_use_is_malformed(String name, String value) {
    Map<String, String> fields = success();
    fields.put(name, value);

    assertThat(read(FORM, form(sign(fields)))).isInstanceOf(Malformed.class);
  }

  @Test
  void leaves_optional_fields_null() {
    Map<String, String> fields = success();
    fields.remove("accountToken");
    fields.remove("paymentTime");

    PayoutNotice notice = (PayoutNotice) read(FORM, form(sign(fields)));

    assertThat(notice.accountToken()).isNull();
    assertThat(notice.paymentTime()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "{\"a\":{}}",
        "{\"a\":[1]}",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1} x",
        "{a:1}",
        "{\"a\":\"\\ud800\"}",
        "{\"\\udfff\":\"1\"}"
      })
  void a_body_that_is_no_flat_json_object_is_malformed(String body) {
    assertThat(read(JSON, body)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=%", "a=%2", "a=%zz", "a=%+1", "a=%c3", "%ff=1", "a=%ed%a0%80", "a=%c0%a6"})
  void a_form_with_broken_escapes_is_malformed(String body) {
    assertThat(read(FORM, body)).isInstanceOf(Malformed.class);
  }

  @Test
  void a_body_that_is_not_utf_8_is_malformed() {
    assertThat(verifier.read(FORM, "a=é".getBytes(ISO_8859_1))).isInstanceOf(Malformed.class);
    assertThat(read(FORM + "; charset=ISO-8859-1", SIGNED)).isEqualTo(new Malformed("not UTF-8"));
  }

  @Test
  void a_body_with_too_many_fields_or_bytes_is_malformed() {
    assertThat(read(FORM, "a=1&".repeat(65))).isEqualTo(new Malformed("more than 64 fields"));
    assertThat(read(FORM, "a=1&".repeat(64))).isInstanceOf(Forged.class);
    assertThat(read(FORM, "a".repeat(64 * 1024))).isInstanceOf(Forged.class);
    assertThat(read(FORM, "a".repeat(64 * 1024 + 1)))
        .isEqualTo(new Malformed("the body is over the limit"));
  }

  private NoticeReading read(String contentType, String body) {
    return verifier.read(contentType, body.getBytes(UTF_8));
  }

  private static Map<String, String> success() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("accountToken", "2010378298556879970563");
    fields.put("amount", "25.00");
    fields.put("currency", "USD");
    fields.put("invoiceId", "inv-0001");
    fields.put("paymentTime", "2025-01-15T10:25:00Z");
    fields.put("status", "success");
    fields.put("transactionNo", "305469836617940464");
    fields.put("vendor", "CRYPTO");
    return fields;
  }

  private static Map<String, String> sign(Map<String, String> fields) {
    Map<String, String> signed = new LinkedHashMap<>(fields);
    signed.put("verifySign", new Signer(Samples.TOKEN).sign(new TreeMap<>(fields)));
    return signed;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), UTF_8)
                + "="
                + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
