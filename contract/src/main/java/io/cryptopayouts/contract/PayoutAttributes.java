package io.cryptopayouts.contract;

import io.temporal.common.SearchAttributeKey;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The search attributes by which operators find payouts. Stored unencrypted: they hold no personal
 * data.
 */
public final class PayoutAttributes {

  /** {@link Step#word()}. */
  public static final SearchAttributeKey<String> STEP = SearchAttributeKey.forKeyword("PayoutStep");

  /** {@link Party#word()}; unset while the service itself works. */
  public static final SearchAttributeKey<String> WAITS_FOR =
      SearchAttributeKey.forKeyword("PayoutWaitsFor");

  /** {@link Need#word()}; unset while no operator is needed. */
  public static final SearchAttributeKey<String> NEEDS =
      SearchAttributeKey.forKeyword("PayoutNeeds");

  /** {@link Outcome#word()}; set at the end. */
  public static final SearchAttributeKey<String> OUTCOME =
      SearchAttributeKey.forKeyword("PayoutOutcome");

  /** The caller's opaque code of the payee, or the provider's number. */
  public static final SearchAttributeKey<String> CUSTOMER =
      SearchAttributeKey.forKeyword("PayoutCustomer");

  /** The provider's number of the payout. */
  public static final SearchAttributeKey<String> PROVIDER_NO =
      SearchAttributeKey.forKeyword("PayoutProviderNo");

  /** Since when the present wait lasts. */
  public static final SearchAttributeKey<OffsetDateTime> WAIT_SINCE =
      SearchAttributeKey.forOffsetDateTime("PayoutWaitSince");

  /** When the present wait ends by itself. */
  public static final SearchAttributeKey<OffsetDateTime> DEADLINE =
      SearchAttributeKey.forOffsetDateTime("PayoutDeadline");

  /** Money may be out: set in the task before {@code pay} is scheduled, for ever. */
  public static final SearchAttributeKey<Boolean> MAY_SENT =
      SearchAttributeKey.forBoolean("PayoutMaySent");

  /** The present wait is past half of its time. */
  public static final SearchAttributeKey<Boolean> OVERDUE =
      SearchAttributeKey.forBoolean("PayoutOverdue");

  /** For filters only, never for sums. */
  public static final SearchAttributeKey<Double> AMOUNT =
      SearchAttributeKey.forDouble("PayoutAmount");

  /** All of them, to be registered with the namespace. */
  public static final List<SearchAttributeKey<?>> ALL =
      List.of(
          STEP,
          WAITS_FOR,
          NEEDS,
          OUTCOME,
          CUSTOMER,
          PROVIDER_NO,
          WAIT_SINCE,
          DEADLINE,
          MAY_SENT,
          OVERDUE,
          AMOUNT);

  private PayoutAttributes() {}
}
