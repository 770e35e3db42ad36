package io.cryptopayouts.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The caller's name of one payout, and the only maker and parser of every name derived from it: the
 * workflow ids, the provider's invoice and the idempotency key. Nothing here is random and nothing
 * reads a clock, so that a Reset or a second start derives the same names.
 *
 * @param invoiceId 1 to 40 of {@code a-z 0-9 -}, not starting with a dash, not ending in {@code -r}
 *     and digits (kept for new attempts). Lower case only: a case-blind provider would confuse two
 *     ids that differ in case.
 */
public record PayoutId(@JsonValue String invoiceId) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern ATTEMPT = Pattern.compile(".*-r[0-9]+");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9-]{0,20}");
  private static final String PAYOUT = "payout/";
  private static final String INVOICE = "invoice/";

  /**
   * @throws InvalidOrder naming the field {@code invoiceId}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PayoutId {
    Problems problems = new Problems();
    if (invoiceId == null || !SHAPE.matcher(invoiceId).matches()) {
      problems.add(
          "invoiceId",
          "must be 1 to 40 lower-case letters, digits and dashes, starting with a letter or digit");
    } else if (ATTEMPT.matcher(invoiceId).matches()) {
      problems.add(
          "invoiceId", "must not end in -r and digits: that ending is kept for new attempts");
    }
    problems.throwIfAny();
  }

  /** Id of the {@link CryptoPayoutWorkflow} of this payout. */
  public String workflowId() {
    return PAYOUT + invoiceId;
  }

  /** The payout whose workflow has this id, if it is one of ours. */
  public static Optional<PayoutId> ofWorkflowId(String workflowId) {
    return workflowId.startsWith(PAYOUT)
        ? parse(workflowId.substring(PAYOUT.length()))
        : Optional.empty();
  }

  /**
   * The invoice id that the provider sees.
   *
   * @param prefix the configured prefix of this system, {@code ""} for none
   */
  public String providerInvoice(String prefix) {
    return checkedPrefix(prefix) + invoiceId;
  }

  /** The payout that this system calls by this provider invoice, if it is one of ours. */
  public static Optional<PayoutId> ofProviderInvoice(String prefix, String providerInvoice) {
    return providerInvoice.startsWith(checkedPrefix(prefix))
        ? parse(providerInvoice.substring(prefix.length()))
        : Optional.empty();
  }

  /** Id of the {@link InvoiceWorkflow} that keeps this provider invoice. */
  public static String invoiceWorkflowId(String providerInvoice) {
    return INVOICE + providerInvoice;
  }

  /** The payout whose invoice is kept under this workflow id, if it is one of ours. */
  static Optional<PayoutId> ofInvoiceWorkflowId(String prefix, String workflowId) {
    return workflowId.startsWith(INVOICE)
        ? ofProviderInvoice(prefix, workflowId.substring(INVOICE.length()))
        : Optional.empty();
  }

  /**
   * The idempotency key that goes with every send of this provider invoice: name-based, so it never
   * needs storing and is the same on every retry.
   */
  public static UUID requestId(String providerInvoice) {
    return UUID.nameUUIDFromBytes(
        ("crypto-payouts/" + providerInvoice).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalArgumentException if the prefix is not 0 to 20 of {@code a-z 0-9 -}
   */
  public static String checkedPrefix(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "the invoice prefix must be at most 20 lower-case letters, digits and dashes");
    }
    return prefix;
  }

  private static Optional<PayoutId> parse(String invoiceId) {
    return SHAPE.matcher(invoiceId).matches() && !ATTEMPT.matcher(invoiceId).matches()
        ? Optional.of(new PayoutId(invoiceId))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return invoiceId;
  }
}
