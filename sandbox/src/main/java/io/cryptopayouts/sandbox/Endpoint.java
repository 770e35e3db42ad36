package io.cryptopayouts.sandbox;

import java.util.List;
import java.util.Optional;

/** What the simulator serves, all by POST; every other path answers HTTP 404. */
public enum Endpoint {
  REGISTER("/v3/payee/register"),
  RETRIEVE("/v3/payee/retrieve"),
  UPDATE("/v3/payee/update"),
  CONFIGURATIONS("/v3/payee/account/configurations"),
  CREATE_WALLET("/v3/payee/account/create/crypto"),
  /** Also served at {@code /v3/payout-accounts}, as newer guides print it. */
  ACCOUNTS("/v3/payee/payout-accounts"),
  DELETE_ACCOUNT("/v3/payee/account/delete"),
  PAY("/v3/payouts/pay"),
  INQUIRY("/v3/payouts/inquiry"),
  BALANCE("/v3/payouts/balance");

  private static final String ACCOUNTS_ALIAS = "/v3/payout-accounts";

  private final String path;

  Endpoint(String path) {
    this.path = path;
  }

  /** The documented path. */
  public String path() {
    return path;
  }

  static Optional<Endpoint> at(String path) {
    for (Endpoint endpoint : values()) {
      if (endpoint.path.equals(path)) {
        return Optional.of(endpoint);
      }
    }
    return path.equals(ACCOUNTS_ALIAS) ? Optional.of(ACCOUNTS) : Optional.empty();
  }

  /** The fields without which the call is refused, besides merchant, store and signature. */
  List<String> required() {
    return switch (this) {
      case REGISTER ->
          List.of(
              "timestamp",
              "profileType",
              "email",
              "firstName",
              "lastName",
              "dateOfBirth",
              "countryCode",
              "state",
              "city",
              "street",
              "zip",
              "governmentIdType");
      case RETRIEVE, CONFIGURATIONS -> List.of("timestamp");
      case UPDATE -> List.of("customerNo");
      case CREATE_WALLET ->
          List.of(
              "timestamp",
              "customerNo",
              "accountCountry",
              "accountCurrency",
              "walletChain",
              "walletAddress");
      case ACCOUNTS -> List.of("timestamp", "customerNo");
      // The current page calls accountToken optional and does not say what would be deleted without
      // it.
      case DELETE_ACCOUNT -> List.of("timestamp", "customerNo", "accountToken");
      // The current pages of pay and inquiry list no timestamp; it is checked only if sent.
      case PAY -> List.of("customerNo", "accountToken", "invoiceId", "amount", "currency");
      case INQUIRY -> List.of("invoiceId");
      case BALANCE -> List.of("timestamp", "currency");
    };
  }
}
