package io.cryptopayouts.api;

import io.cryptopayouts.contract.AmountRule;
import io.cryptopayouts.contract.Deadlines;
import io.cryptopayouts.contract.InvalidOrder;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.Wallet;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;

/** Reads an order from the body of {@code POST /payouts}. */
final class OrderBody {

  // Stand in for faulty parts while the rest is checked, so that all faults are told at once.
  private static final PayoutId SOME_ID = new PayoutId("x");
  private static final Money SOME_MONEY = new Money(BigDecimal.ONE, "USD");
  private static final Payee SOME_PAYEE = new Payee.Existing("000000");
  private static final Wallet SOME_WALLET = new Wallet.Linked("000000");

  private OrderBody() {}

  /**
   * @throws Rejected if it is not a JSON object
   * @throws InvalidOrder naming every faulty field
   */
  static PayoutOrder read(byte[] body, AmountRule amounts) {
    Fields order = Fields.of(body);
    PayoutId id = invoiceId(order);
    Money money = money(order, amounts);
    Payee payee = payee(order.requiredObject("payee"));
    Wallet wallet = wallet(order.requiredObject("wallet"));
    String note = order.text("note");
    Deadlines deadlines = deadlines(order.object("deadlines"));
    Map<String, String> metadata = order.texts("metadata");
    order.refuseOthers();
    PayoutOrder read =
        order.make(() ->
            new PayoutOrder(
                Objects.requireNonNullElse(id, SOME_ID),
                Objects.requireNonNullElse(money, SOME_MONEY),
                Objects.requireNonNullElse(payee, SOME_PAYEE),
                Objects.requireNonNullElse(wallet, SOME_WALLET),
                note,
                deadlines,
                metadata));
    if (!order.faults().isEmpty()) {
      throw new InvalidOrder(order.faults());
    }
    return read;
  }

  private static PayoutId invoiceId(Fields order) {
    String id = order.text("invoiceId");
    if (id == null) {
      order.fault("invoiceId", "is missing");
      return null;
    }
    return order.make(() -> new PayoutId(id));
  }

  private static Money money(Fields order, AmountRule amounts) {
    String amount = order.text("amount");
    String currency = order.text("currency");
    return order.make(() -> {
      Money money = Money.of(amount, currency);
      amounts.check(money);
      return money;
    });
  }

  private static Payee payee(Fields payee) {
    return switch (type(payee, "details or existing")) {
      case "details" -> {
        Payee.Details details = details(payee);
        payee.refuseOthers();
        yield details;
      }
      case "existing" -> {
        String customerNo = payee.text("customerNo");
        payee.refuseOthers();
        yield payee.make(() -> new Payee.Existing(customerNo));
      }
      case "" -> null;
      default -> {
        payee.fault("type", "must be details or existing");
        yield null;
      }
    };
  }

  private static Payee.Details details(Fields payee) {
    String customerCode = payee.text("customerCode");
    Payee.ProfileType profileType = payee.word("profileType", Payee.ProfileType.class);
    String email = payee.text("email");
    String firstName = payee.text("firstName");
    String lastName = payee.text("lastName");
    String dateOfBirth = payee.text("dateOfBirth");
    String phone = payee.text("phone");
    String countryCode = payee.text("countryCode");
    String country = payee.text("country");
    String state = payee.text("state");
    String city = payee.text("city");
    String street = payee.text("street");
    String street2 = payee.text("street2");
    String zip = payee.text("zip");
    Payee.GovernmentIdType governmentIdType =
        payee.word("governmentIdType", Payee.GovernmentIdType.class);
    String governmentId = payee.text("governmentId");
    String company = payee.text("company");
    return payee.make(() ->
        new Payee.Details(
            customerCode,
            profileType,
            email,
            firstName,
            lastName,
            dateOfBirth,
            phone,
            countryCode,
            country,
            state,
            city,
            street,
            street2,
            zip,
            governmentIdType,
            governmentId,
            company));
  }

  private static Wallet wallet(Fields wallet) {
    return switch (type(wallet, "address or linked")) {
      case "address" -> {
        String chain = wallet.text("chain");
        String address = wallet.text("address");
        String tag = wallet.text("tag");
        Map<String, String> extraFields = wallet.texts("extraFields");
        wallet.refuseOthers();
        yield wallet.make(() -> new Wallet.Address(chain, address, tag, extraFields));
      }
      case "linked" -> {
        String accountToken = wallet.text("accountToken");
        wallet.refuseOthers();
        yield wallet.make(() -> new Wallet.Linked(accountToken));
      }
      case "" -> null;
      default -> {
        wallet.fault("type", "must be address or linked");
        yield null;
      }
    };
  }

  private static Deadlines deadlines(Fields deadlines) {
    if (deadlines == null) {
      return Deadlines.UNSET;
    }
    var compliance = deadlines.duration("compliance");
    var documents = deadlines.duration("documents");
    var wallet = deadlines.duration("wallet");
    var funds = deadlines.duration("funds");
    deadlines.refuseOthers();
    return deadlines.make(() -> new Deadlines(compliance, documents, wallet, funds));
  }

  /** The type of this part, {@code ""} if it has none. */
  private static String type(Fields part, String types) {
    String type = part == null ? null : part.text("type");
    if (part != null && type == null) {
      part.fault("type", "is missing: " + types);
    }
    return Objects.requireNonNullElse(type, "");
  }
}
