package io.cryptopayouts.contract;

import java.util.Locale;

/**
 * An operator's own decision on a payout that needs one. It ends the payout as <em>resolved</em>,
 * never as paid or failed.
 *
 * @param by who decides
 * @param verdict what the operator found out
 * @param reason why
 * @param evidence where that can be checked, such as a ticket of the provider
 * @param instruction the digest shown in the status that the decision was made for
 */
public record Resolve(
    String by, Verdict verdict, String reason, String evidence, String instruction) {

  /** What became of the money, in the operator's word. */
  public enum Verdict {
    PAID,
    NOT_PAID,
    WRITTEN_OFF;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
