package io.cryptopayouts.pockyt;

import java.util.ArrayList;
import java.util.List;

/**
 * The provider's payloads as our records.
 *
 * @see <a href="https://docs.pockyt.io/reference/payout-apis">Payout APIs</a>
 */
final class Payloads {
  private Payloads() {}

  static Payee payee(Envelope envelope) throws Unreadable {
    JsonFields customer = envelope.required("customer");
    String word = customer.text("payeeStatus");
    String status = word == null ? customer.text("status") : word;
    return new Payee(
        customer.text("customerNo"),
        customer.text("customerCode"),
        PayeeStatus.of(status),
        status,
        customer.text("profileType"),
        customer.text("firstName"),
        customer.text("lastName"),
        customer.text("dateOfBirth"),
        customer.text("email"),
        customer.text("countryCode"));
  }

  static List<WalletConfiguration> configurations(Envelope envelope) throws Unreadable {
    List<WalletConfiguration> configurations = new ArrayList<>();
    for (JsonFields result : envelope.payload().objects("results")) {
      List<WalletField> fields = new ArrayList<>();
      for (JsonFields field : result.objects("fields")) {
        fields.add(
            new WalletField(
                field.text("name"),
                field.text("label"),
                field.flag("isRequired"),
                field.texts("possibleValues")));
      }
      configurations.add(
          new WalletConfiguration(
              result.text("profileType"),
              result.text("accountType"),
              result.text("accountCurrency"),
              fields));
    }
    return configurations;
  }

  /** The list of a payee's accounts, where {@code status} is the account's. */
  static List<FundingAccount> accounts(Envelope envelope, String customerNo) throws Unreadable {
    JsonFields user = envelope.payload().object("user").orElse(null);
    if (user != null) {
      requireEcho(user, customerNo);
    }
    List<FundingAccount> accounts = new ArrayList<>();
    for (JsonFields account : envelope.payload().objects("accounts")) {
      String word = account.text("accountStatus");
      accounts.add(account(account, word == null ? account.text("status") : word));
    }
    return accounts;
  }

  /** The account just added, where {@code status} is the call's outcome, not the account's. */
  static FundingAccount account(Envelope envelope, String customerNo) throws Unreadable {
    JsonFields result = envelope.required("result");
    requireEcho(result, customerNo);
    return account(result, result.text("accountStatus"));
  }

  private static FundingAccount account(JsonFields account, String status) throws Unreadable {
    return new FundingAccount(
        account.text("accountToken"),
        account.text("accountTag"),
        AccountStatus.of(status),
        status,
        account.text("accountType"),
        account.text("currency"),
        account.text("createdAt"));
  }

  static List<Balance> balances(Envelope envelope) throws Unreadable {
    List<Balance> balances = new ArrayList<>();
    for (JsonFields balance : envelope.payload().objects("balance")) {
      balances.add(new Balance(balance.text("currency"), balance.decimal("amount")));
    }
    return balances;
  }

  static Payment payment(Envelope envelope) throws Unreadable {
    JsonFields result = envelope.required("result");
    String status = result.text("status");
    return new Payment(
        result.text("transactionNo"),
        result.text("invoiceId"),
        result.text("customerNo"),
        result.text("accountToken"),
        result.decimal("amount"),
        result.text("currency"),
        PaymentStatus.of(status),
        status);
  }

  private static void requireEcho(JsonFields payload, String customerNo) throws Unreadable {
    String echo = payload.text("customerNo");
    if (echo != null && !echo.equals(customerNo)) {
      throw new Unreadable("echo differs: customerNo");
    }
  }
}
