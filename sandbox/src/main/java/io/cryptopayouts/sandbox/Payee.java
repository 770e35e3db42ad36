package io.cryptopayouts.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A registered payee and its wallets. Guarded by the provider's lock. */
final class Payee {
  final String customerNo;
  final Instant createdTime;
  final Map<String, String> profile = new LinkedHashMap<>();
  final List<Wallet> wallets = new ArrayList<>();

  private Instant updatedTime;
  private String status;

  Payee(String customerNo, Map<String, String> profile, Instant createdTime) {
    this.customerNo = customerNo;
    this.createdTime = createdTime;
    this.updatedTime = createdTime;
    this.profile.putAll(profile);
    this.status = PayeeTrigger.payeeStatus(triggers());
  }

  String text(String name) {
    return profile.getOrDefault(name, "");
  }

  String status() {
    return status;
  }

  Instant updatedTime() {
    return updatedTime;
  }

  void status(String rawStatus, Instant at) {
    status = rawStatus;
    updatedTime = at;
  }

  void update(Map<String, String> changes, Instant at) {
    profile.putAll(changes);
    updatedTime = at;
  }

  boolean isActive() {
    return Set.of("activated", "active").contains(status.toLowerCase(Locale.ROOT));
  }

  Set<PayeeTrigger> triggers() {
    return PayeeTrigger.in(text("customerCode"));
  }
}
