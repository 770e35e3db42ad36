package io.cryptopayouts.sandbox;

import java.time.Instant;
import java.util.Locale;

/** A payee's wallet account. Guarded by the provider's lock. */
final class Wallet {
  final Payee owner;
  final String accountToken;
  final String accountTag;
  final String country;
  final String currency;
  final String chain;
  final String address;
  final String addressTag;
  final Instant createdAt;

  /** As lists show it: lower case by default, although creating answers upper case. */
  private String status;

  Wallet(Payee owner, String accountToken, String initialStatus, Params params, Instant createdAt) {
    this.owner = owner;
    this.accountToken = accountToken;
    this.accountTag = params.text("accountTag");
    this.country = params.text("accountCountry");
    this.currency = params.text("accountCurrency");
    this.chain = params.text("walletChain");
    this.address = params.text("walletAddress");
    this.addressTag = params.text("walletAddressTag");
    this.createdAt = createdAt;
    this.status = initialStatus.toLowerCase(Locale.ROOT);
  }

  String status() {
    return status;
  }

  void status(String rawStatus) {
    status = rawStatus;
  }

  boolean isActive() {
    return status.equalsIgnoreCase("activated");
  }

  String maskedAddress() {
    return "****" + address.substring(Math.max(0, address.length() - 4));
  }
}
