package io.cryptopayouts.pockyt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whatever is posted as a notice. How to fuzz it for longer, says docs/proof.md. */
class NoticeFuzzTest {
  private static final List<String> TYPES =
      List.of("application/x-www-form-urlencoded", "application/json", "text/plain", "");

  /** One that nobody can know. */
  private static final NoticeVerifier STRANGER =
      new NoticeVerifier(List.of(UUID.randomUUID().toString()));

  private static final NoticeVerifier OURS = new NoticeVerifier(List.of(Samples.TOKEN));

  /** What was signed by nobody is never verified, and nothing is thrown. */
  @FuzzTest(maxDuration = "3m")
  void a_body_that_nobody_signed_is_not_verified(FuzzedDataProvider data) {
    String type = data.pickValue(TYPES);
    byte[] body = data.consumeRemainingAsBytes();

    assertThat(STRANGER.read(type, body))
        .isInstanceOfAny(NoticeReading.Forged.class, NoticeReading.Malformed.class);
    OURS.read(type, body);
  }

  /** What was signed is read as it was signed, or refused. */
  @FuzzTest(maxDuration = "3m")
  void a_signed_body_says_what_was_signed(FuzzedDataProvider data) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (String name : List.of("amount", "currency", "invoiceId", "status", "transactionNo")) {
      fields.put(name, data.consumeString(12));
    }
    fields.put(data.consumeString(12), data.consumeString(12));
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    String signature = new Signer(Samples.TOKEN).sign(fields);

    NoticeReading reading =
        OURS.read(TYPES.getFirst(), (body + "&verifySign=" + signature).getBytes(UTF_8));

    if (reading instanceof NoticeReading.PayoutNotice notice) {
      assertThat(notice.invoiceId()).isEqualTo(fields.get("invoiceId"));
      assertThat(notice.transactionNo()).isEqualTo(fields.get("transactionNo"));
      assertThat(notice.amount()).isPositive().isEqualByComparingTo(fields.get("amount"));
      assertThat(notice.currency()).isEqualTo(fields.get("currency"));
      assertThat(notice.rawStatus()).isEqualTo(fields.get("status"));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
