package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Deadlines;
import java.time.Duration;

/**
 * The settings a payout keeps for its whole run, recorded when it starts, so that a changed
 * configuration does not change its history.
 *
 * @param host and {@code merchantNo}, {@code storeNo}: the provider account
 * @param invoicePrefix see {@link io.cryptopayouts.contract.PayoutsSettings}
 * @param payCurrency the currency of the pay request; differs from the wallet's
 * @param deadlines for orders that set none
 * @param reviewPace for waits that take hours to weeks
 * @param outcomePace for asking what became of a send
 * @param retryPace for trying {@code pay} again after nothing was sent
 * @param patience how long the provider may be unusable, or {@code pay} be put off, before an
 *     operator is needed
 * @param settlementConfirm how long inquiry may lag behind a signed notice
 * @param settlementFlag when an unsettled payout needs an operator
 * @param quiet how long an accepted payout may be missing from inquiry
 * @param dispatchLimit schedule-to-start of {@code pay}
 * @param payLimit start-to-close of {@code pay}
 * @param watchInterval how often a closed payout's invoice is inquired
 * @param watch how long after the last word
 */
record Terms(
    String host,
    String merchantNo,
    String storeNo,
    String invoicePrefix,
    String payCurrency,
    Deadlines deadlines,
    Pace reviewPace,
    Pace outcomePace,
    Pace retryPace,
    Duration patience,
    Duration settlementConfirm,
    Duration settlementFlag,
    Duration quiet,
    Duration dispatchLimit,
    Duration payLimit,
    Duration watchInterval,
    Duration watch) {}
