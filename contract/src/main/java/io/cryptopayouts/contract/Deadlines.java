package io.cryptopayouts.contract;

import java.time.Duration;

/**
 * How long a payout may wait for others before it expires unpaid. Absent ones are the
 * installation's defaults.
 *
 * @param compliance for the provider's review of the payee
 * @param documents for a declined payee's documents
 * @param wallet for a usable wallet
 * @param funds for the payer's balance
 */
public record Deadlines(Duration compliance, Duration documents, Duration wallet, Duration funds) {

  public static final Deadlines UNSET = new Deadlines(null, null, null, null);

  private static final Duration LONGEST = Duration.ofDays(365);

  public Deadlines {
    Problems problems = new Problems();
    check(problems, "compliance", compliance);
    check(problems, "documents", documents);
    check(problems, "wallet", wallet);
    check(problems, "funds", funds);
    problems.throwIfAny();
  }

  private static void check(Problems problems, String field, Duration duration) {
    if (duration != null && (!duration.isPositive() || duration.compareTo(LONGEST) > 0)) {
      problems.add(field, "must be a duration such as P14D, at most " + LONGEST.toDays() + " days");
    }
  }

  /** These deadlines, with the absent ones taken from the defaults. */
  public Deadlines orElse(Deadlines defaults) {
    return new Deadlines(
        compliance == null ? defaults.compliance : compliance,
        documents == null ? defaults.documents : documents,
        wallet == null ? defaults.wallet : wallet,
        funds == null ? defaults.funds : funds);
  }
}
