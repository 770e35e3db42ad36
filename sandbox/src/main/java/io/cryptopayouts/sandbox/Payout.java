package io.cryptopayouts.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A payout the provider took. Guarded by the provider's lock. */
final class Payout {
  final String transactionNo;
  final String invoiceId;
  final String requestId;
  final Wallet wallet;
  final BigDecimal amount;
  final BigDecimal fee;
  final String currency;
  final String ipnUrl;
  final Instant takenAt;
  final Set<Trigger> triggers;

  private Instant visibleAt;
  private String status = "pending";
  private Movement.Kind lastKind = Movement.Kind.TAKEN;
  private BigDecimal held;
  private boolean settledByHand;

  Payout(
      String transactionNo,
      String requestId,
      Wallet wallet,
      BigDecimal amount,
      BigDecimal fee,
      Params params,
      Instant takenAt,
      Duration lag) {
    this.transactionNo = transactionNo;
    this.invoiceId = params.text("invoiceId");
    this.requestId = requestId;
    this.wallet = wallet;
    this.amount = amount;
    this.fee = fee;
    this.currency = params.text("currency");
    this.ipnUrl = params.text("ipnUrl");
    this.takenAt = takenAt;
    this.triggers = Trigger.in(invoiceId);
    this.visibleAt = takenAt.plus(lag);
    this.held = amount.add(fee);
  }

  String status() {
    return status;
  }

  void status(String word) {
    status = word;
  }

  void lag(Duration lag) {
    visibleAt = takenAt.plus(lag);
  }

  boolean isVisible(Instant now) {
    return !now.isBefore(visibleAt);
  }

  void settleByHand() {
    settledByHand = true;
  }

  boolean settlesByItself() {
    return !settledByHand;
  }

  /** The movement a status word means, unless it was the last one already. */
  Optional<Movement.Kind> changeTo(String word) {
    Optional<Movement.Kind> kind = Movement.Kind.of(word).filter(k -> k != lastKind);
    kind.ifPresent(k -> lastKind = k);
    return kind;
  }

  /**
   * Holds so much of the payer's money from now on; answers what goes back to the balance, negative
   * if more is taken.
   */
  BigDecimal hold(BigDecimal money) {
    BigDecimal back = held.subtract(money);
    held = money;
    return back;
  }
}
