package io.cryptopayouts.api;

import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.pockyt.NoticeReading;
import io.cryptopayouts.pockyt.NoticeVerifier;
import io.cryptopayouts.pockyt.PaymentStatus;
import io.cryptopayouts.runtime.ConfigurationProblem;
import io.cryptopayouts.runtime.Secrets;
import java.util.List;
import java.util.stream.Stream;

/** Verifies what is posted to the webhook and puts it into our words. */
final class Notices {

  private final NoticeVerifier verifier;

  private Notices(NoticeVerifier verifier) {
    this.verifier = verifier;
  }

  /** What a posted body is to us. */
  sealed interface Reading {

    /** A verified notice of a payout. */
    record Verified(Notice notice) implements Reading {}

    /** Verified, but not about payouts. */
    record Ignored() implements Reading {}

    /** Not proven to be the provider's. */
    record Forged() implements Reading {}

    /** Cannot be read. */
    record Malformed() implements Reading {}
  }

  /**
   * Takes the token {@code POCKYT_API_TOKEN}, and {@code POCKYT_API_TOKEN_OLD} while it is being
   * replaced.
   *
   * @throws ConfigurationProblem if the token is missing
   */
  static Notices of(Secrets secrets) {
    List<String> tokens =
        Stream.concat(
                Stream.of(secrets.required("POCKYT_API_TOKEN")),
                secrets.optional("POCKYT_API_TOKEN_OLD").stream())
            .toList();
    return new Notices(new NoticeVerifier(tokens));
  }

  /**
   * @param contentType the header, null if absent
   */
  Reading read(String contentType, byte[] body) {
    return switch (verifier.read(contentType, body)) {
      case NoticeReading.PayoutNotice notice ->
          new Reading.Verified(
              new Notice(
                  notice.invoiceId(),
                  notice.transactionNo(),
                  settlement(notice.status()),
                  notice.amount(),
                  notice.currency(),
                  notice.fingerprint()));
      case NoticeReading.Ignored ignored -> new Reading.Ignored();
      case NoticeReading.Forged forged -> new Reading.Forged();
      case NoticeReading.Malformed malformed -> new Reading.Malformed();
    };
  }

  private static Settlement settlement(PaymentStatus status) {
    return switch (status) {
      case PENDING -> Settlement.PENDING;
      case SUCCESS -> Settlement.SUCCESS;
      case FAILED -> Settlement.FAILED;
      case RETURNED -> Settlement.RETURNED;
    };
  }
}
