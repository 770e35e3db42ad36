package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.pockyt.Answer;
import io.cryptopayouts.pockyt.PayRequest;
import io.cryptopayouts.pockyt.Pockyt;
import io.cryptopayouts.pockyt.ProviderUnavailable;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Delivery;
import io.cryptopayouts.sandbox.Movement;
import io.cryptopayouts.sandbox.Simulator;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What happens at the provider to one payout of a scenario, and what moved there. */
final class ProviderSide {

  private static final String CHAIN = "ETH - Ethereum";
  private static final String LOOKALIKE = "0x5aAeb6000000000000000000000000000001BeAed";

  private final Simulator provider;
  private final Pockyt pockyt;
  private final URI noticeUrl;
  private final PayoutOrder order;
  private final String invoice;

  /** Payees and wallets of somebody else. */
  private final Set<String> foreign = ConcurrentHashMap.newKeySet();

  private final AtomicInteger notices = new AtomicInteger();

  /**
   * @param pockyt by which somebody else pays
   */
  ProviderSide(Simulator provider, Pockyt pockyt, URI noticeUrl, PayoutOrder order) {
    this.provider = provider;
    this.pockyt = pockyt;
    this.noticeUrl = noticeUrl;
    this.order = order;
    this.invoice = order.invoiceId().providerInvoice("");
  }

  /** The payee has another, older wallet whose masked address is the same. */
  void addLookalike() {
    Payee.Details details = (Payee.Details) order.payee();
    try {
      if (pockyt.registerPayee(Registrations.of(details))
          instanceof Answer.Ok<io.cryptopayouts.pockyt.Payee>(var registered)) {
        provider.addWallet(registered.customerNo(), "older", CHAIN, LOOKALIKE, "");
      }
    } catch (ProviderUnavailable unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  /** Somebody else pays, under our invoice, to somewhere else. */
  void payElsewhere() {
    String number =
        provider.addPayee("elsewhere-" + invoice, "elsewhere-" + invoice + "@example.com");
    String account = provider.addWallet(number, "elsewhere", CHAIN, "0x" + "9".repeat(40), "");
    foreign.add(number);
    foreign.add(account);
    provider.balance(new BigDecimal("1000000.00"));
    pockyt.pay(
        new PayRequest(
            invoice,
            UUID.randomUUID(),
            number,
            account,
            order.money().amount(),
            order.money().currency(),
            noticeUrl.toString(),
            null),
        () -> true);
  }

  boolean isForeign(String number) {
    return foreign.contains(number);
  }

  boolean isOurs(Movement movement) {
    return !foreign.contains(movement.accountToken());
  }

  /** Whether what moved allows to say so. */
  boolean isTrue(Outcome outcome) {
    Set<Movement.Kind> moved =
        provider.ledger().movements(invoice).stream()
            .filter(this::isOurs)
            .map(Movement::kind)
            .collect(Collectors.toSet());
    return Oracle.isTrue(outcome, moved::contains);
  }

  boolean isPaidTwice() {
    return provider.ledger().movements(invoice).stream()
            .filter(this::isOurs)
            .filter(movement -> movement.kind() == Movement.Kind.TAKEN)
            .count()
        > 1;
  }

  /** Whether it was taken and not settled. */
  boolean isPending() {
    List<Movement> moved = provider.ledger().movements(invoice);
    return !moved.isEmpty()
        && moved.stream().allMatch(movement -> movement.kind() == Movement.Kind.TAKEN);
  }

  /** Whether a {@link Kind#PAY} leaves nothing taken. */
  static boolean isUntaken(String fault) {
    return fault.endsWith("-untaken") || fault.equals("request-lost");
  }

  /** What becomes of the answer to a {@link Kind#PAY}. */
  static Behaviour spoilt(String fault) {
    return switch (fault) {
      case "request-lost", "answer-lost" -> new Behaviour.Reset();
      case "answer-cut" -> new Behaviour.Cut(120);
      case "502-taken", "502-untaken" -> Behaviour.Status.html(502);
      case "503-untaken" -> Behaviour.Status.html(503);
      case "500-envelope-taken" ->
          new Behaviour.Status(
              500, Map.of(), "{\"ret_code\":\"000040\",\"ret_msg\":\"not sufficient\"}");
      case "duplicate-taken" -> new Behaviour.Answer("000023", "Duplicate request error");
      default -> new Behaviour.Answer(fault.substring(0, fault.indexOf('-')), "refused");
    };
  }

  /** What is answered to a {@link Kind#INQUIRY}. */
  static Behaviour spoiltInquiry(String fault) {
    return fault.equals("502") ? Behaviour.Status.html(502) : new Behaviour.Answer(fault, "spoilt");
  }

  /** See {@link Kind#NOTICE}. */
  void notice(String with) {
    Map<String, String> fields = fields(with.equals("other-amount") ? "success" : with);
    if (with.equals("other-amount")) {
      fields.put("amount", "24.00");
    }
    post(fields);
  }

  void noticeRepeated(String status) {
    Map<String, String> fields = fields(status);
    for (int i = 0; i < 3; i++) {
      post(fields);
    }
  }

  Delivery noticeForged(String status) {
    Map<String, String> fields = fields(status);
    fields.put("verifySign", "0".repeat(32));
    return post(fields);
  }

  private Map<String, String> fields(String status) {
    Map<String, String> fields = new HashMap<>();
    fields.put("transactionNo", Rig.transactionNo(provider, order));
    fields.put("invoiceId", invoice);
    fields.put("amount", order.money().amount().toPlainString());
    fields.put("currency", order.money().currency());
    fields.put("status", status);
    fields.put("nonce", String.valueOf(notices.incrementAndGet()));
    return fields;
  }

  private Delivery post(Map<String, String> fields) {
    return provider.sendNotice(noticeUrl, fields);
  }
}
