package io.cryptopayouts.contract;

import java.util.Map;

final class Orders {

  static final String WALLET = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

  private Orders() {}

  static PayoutOrder individual(String invoiceId) {
    return new PayoutOrder(
        new PayoutId(invoiceId),
        Money.of("25.00", "USD"),
        new Payee.Details(
            "cust-0001",
            Payee.ProfileType.INDIVIDUAL,
            "jane@example.com",
            "Jane",
            "Doe",
            "1990-05-17",
            null,
            "US",
            "USA",
            "NY",
            "New York",
            "123 Main St",
            null,
            "10005",
            Payee.GovernmentIdType.SSN,
            "123456789",
            null),
        new Wallet.Address("ETH - Ethereum", WALLET, null, Map.of()),
        null,
        null,
        Map.of("campaign", "spring"));
  }
}
