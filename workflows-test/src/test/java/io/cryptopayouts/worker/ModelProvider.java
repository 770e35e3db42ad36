package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.sandbox.Movement;
import io.cryptopayouts.sandbox.Profile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The provider of the model: payee, wallets, balance, and the ledger that is the truth. */
final class ModelProvider {

  static final String WALLET = "account-1";
  static final String LOOKALIKE = "account-0";
  private static final String ELSEWHERE = "account-9";

  private static final long REPLAY_FOR = 24 * 3_600_000L;

  /** Money that was taken. */
  static final class Payment {
    final String number;
    final long at;
    final String key;
    final String wallet;
    Settlement status = Settlement.PENDING;
    private final Set<Movement.Kind> moved = EnumSet.of(Movement.Kind.TAKEN);

    /** Whether the caller was told, so that the provider keeps the answer under the key. */
    private boolean completed = true;

    private Payment(String number, long at, String key, String wallet) {
      this.number = number;
      this.at = at;
      this.key = key;
      this.wallet = wallet;
    }
  }

  /**
   * What comes back over the wire.
   *
   * @param number set if it says success
   */
  record Reply(int httpStatus, String code, String message, String number) {

    boolean isSuccess() {
      return number != null;
    }
  }

  final List<Payment> payments = new ArrayList<>();
  private final Scenario.Setup setup;
  String payee;
  String wallet;
  boolean funded;
  long outageUntil = Long.MIN_VALUE;

  /** Inquiries to come that answer something else. */
  final List<String> inquiryFaults = new ArrayList<>();

  private int foreign;

  ModelProvider(Scenario.Setup setup) {
    this.setup = setup;
    this.payee = setup.payee();
    this.wallet = setup.wallet();
    this.funded = setup.funded();
  }

  Reply pay(String key, String account, long now) {
    if (setup.profile() == Profile.DEDUPES) {
      for (Payment payment : payments) {
        if (payment.completed && payment.key.equals(key) && now < payment.at + REPLAY_FOR) {
          return new Reply(200, "000100", "pending", payment.number);
        }
      }
      if (!payments.isEmpty()) {
        return new Reply(200, setup.duplicateCode(), "Duplicate request error", null);
      }
    }
    if (!payee.equals("Activated") || !wallet.equals("Activated")) {
      return new Reply(200, "000030", "not active", null);
    }
    if (!funded) {
      return new Reply(200, "000040", "Account balance is not sufficient", null);
    }
    Payment payment = new Payment("no-" + payments.size(), now, key, account);
    payments.add(payment);
    return new Reply(200, "000100", "pending", payment.number);
  }

  /** The caller got another answer, so the key is not completed. */
  void forgetAnswer() {
    payments.getLast().completed = false;
  }

  void payElsewhere(long now) {
    payments.add(new Payment("foreign-" + foreign++, now, "foreign", ELSEWHERE));
  }

  /** Money that we moved. */
  List<Payment> ours() {
    if (foreign == 0) {
      return payments;
    }
    return payments.stream().filter(payment -> !isForeign(payment)).toList();
  }

  private static boolean isForeign(Payment payment) {
    return payment.wallet.equals(ELSEWHERE);
  }

  /** The first payment that inquiry shows, null if none. */
  Payment shown(long now) {
    for (Payment payment : payments) {
      if (now >= payment.at + setup.lag().millis()) {
        return payment;
      }
    }
    return null;
  }

  boolean isOut(long now) {
    return now < outageUntil;
  }

  static void settle(Payment payment, Settlement status) {
    payment.status = status;
    switch (status) {
      case SUCCESS -> payment.moved.add(Movement.Kind.SETTLED);
      case FAILED -> payment.moved.add(Movement.Kind.FAILED);
      case RETURNED -> payment.moved.add(Movement.Kind.RETURNED);
      case PENDING -> {}
    }
  }

  boolean hasMoved(Movement.Kind kind) {
    return ours().stream().anyMatch(payment -> payment.moved.contains(kind));
  }
}
