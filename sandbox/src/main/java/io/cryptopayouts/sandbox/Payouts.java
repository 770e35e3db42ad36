package io.cryptopayouts.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The payouts, the balance and the ledger, with the endpoints about them. Guarded by the provider's
 * lock.
 */
final class Payouts {
  private static final Duration REPLAY_FOR = Duration.ofHours(24);
  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  /** A completed call, answered the same when it comes again under its key. */
  private record Completed(Map<String, String> business, ObjectNode answer, Instant at) {}

  private final Map<String, List<Payout>> byInvoice = new HashMap<>();
  private final Map<String, Completed> completed = new HashMap<>();
  private final List<Movement> movements = new ArrayList<>();
  private final SimulatorSettings settings;
  private final Set<Switch> switches;
  private final Payees payees;
  private final Numbers numbers;
  private final Agenda agenda;
  private final Notices notices;
  private BigDecimal balance;

  Payouts(
      SimulatorSettings settings,
      Set<Switch> switches,
      Payees payees,
      Numbers numbers,
      Agenda agenda,
      Notices notices) {
    this.settings = settings;
    this.switches = switches;
    this.payees = payees;
    this.numbers = numbers;
    this.agenda = agenda;
    this.notices = notices;
    this.balance = settings.balance();
  }

  ObjectNode pay(Params params, String requestId, Instant now) {
    boolean dedupes = settings.profile() == Profile.DEDUPES;
    if (dedupes && completed.containsKey(requestId)) {
      Completed earlier = completed.get(requestId);
      if (earlier.at().plus(REPLAY_FOR).isAfter(now)) {
        return replay(earlier, params);
      }
    }
    BigDecimal amount = Money.requested(params.required("amount"));
    if (!settings.payCurrencies().contains(params.required("currency"))) {
      throw Refusal.MALFORMED.because("currency");
    }
    checkIpnUrl(params);
    if (dedupes && byInvoice.containsKey(params.required("invoiceId"))) {
      throw Refusal.DUPLICATE_REQUEST.now();
    }
    Wallet wallet = payees.walletOf(params);
    if (!wallet.owner.isActive()) {
      throw Refusal.PAYEE_NOT_ACTIVE.now();
    }
    if (!wallet.isActive()) {
      throw Refusal.ACCOUNT_NOT_ACTIVE.now();
    }
    if (balance.compareTo(amount.add(settings.fee())) < 0) {
      throw Refusal.SHORT_BALANCE.now();
    }
    Payout payout =
        new Payout(
            numbers.transactionNo(),
            requestId,
            wallet,
            amount,
            settings.fee(),
            params,
            now,
            settings.lag());
    take(payout, now);
    ObjectNode answer = Json.envelope("000100", "pending");
    answer.set("result", shown(payout));
    if (dedupes && !requestId.isEmpty()) {
      completed.put(requestId, new Completed(params.business(), answer.deepCopy(), now));
    }
    return answer;
  }

  private ObjectNode replay(Completed earlier, Params params) {
    if (!switches.contains(Switch.REPLAY_OTHER_BODY)
        && !earlier.business().equals(params.business())) {
      throw Refusal.MISMATCH.now();
    }
    return earlier.answer().deepCopy();
  }

  private static void checkIpnUrl(Params params) {
    params
        .value("ipnUrl")
        .ifPresent(text -> {
          try {
            if (!Set.of("http", "https").contains(String.valueOf(new URI(text).getScheme()))) {
              throw Refusal.MALFORMED.because("ipnUrl");
            }
          } catch (URISyntaxException e) {
            throw Refusal.MALFORMED.because("ipnUrl");
          }
        });
  }

  /** The caller got another answer than success: its key is not completed. */
  void forget(String requestId) {
    completed.remove(requestId);
  }

  private void take(Payout payout, Instant now) {
    balance = balance.subtract(payout.amount).subtract(payout.fee);
    byInvoice.computeIfAbsent(payout.invoiceId, id -> new ArrayList<>()).add(payout);
    record(payout, Movement.Kind.TAKEN, now);
    if (payout.triggers.contains(Trigger.PENDINGNOTICE)) {
      announce(payout, "pending", now);
    }
    planSettlement(payout, now);
  }

  private void planSettlement(Payout payout, Instant now) {
    Set<Trigger> triggers = payout.triggers;
    if (triggers.contains(Trigger.ONHOLD)) {
      payout.status("onhold");
    }
    if (triggers.contains(Trigger.ONHOLD)
        || triggers.contains(Trigger.STUCK)
        || switches.contains(Switch.MANUAL_SETTLE)) {
      return;
    }
    Instant due = now.plus(settings.settleDelay());
    settleAt(payout, due, triggers.contains(Trigger.FAILED) ? "failed" : "success");
    if (triggers.contains(Trigger.RETURNED)) {
      settleAt(payout, due.plus(settings.settleDelay()), "returned");
    }
  }

  private void settleAt(Payout payout, Instant due, String status) {
    agenda.at(
        due,
        at -> {
          if (payout.settlesByItself()) {
            change(payout, status, at);
            announce(payout, status, at);
          }
        });
  }

  /** Settles all payouts of an invoice by hand, which ends their settling by themselves. */
  void settle(String invoiceId, String status, Instant now, boolean announced) {
    for (Payout payout : ofInvoice(invoiceId)) {
      payout.settleByHand();
      change(payout, status, now);
      if (announced) {
        announce(payout, status, now);
      }
    }
  }

  void lag(String invoiceId, Duration lag) {
    byInvoice.getOrDefault(invoiceId, List.of()).forEach(payout -> payout.lag(lag));
  }

  private void change(Payout payout, String status, Instant at) {
    payout.status(status);
    payout
        .changeTo(status)
        .ifPresent(kind -> {
          balance = balance.add(payout.hold(held(payout, kind)));
          record(payout, kind, at);
        });
  }

  /** What a payout in this state keeps from the payer. */
  private BigDecimal held(Payout payout, Movement.Kind kind) {
    return switch (kind) {
      case TAKEN, SETTLED -> payout.amount.add(payout.fee);
      case FAILED -> NOTHING;
      // The fee of a returned payout is not given back; nobody documents either.
      case RETURNED ->
          switches.contains(Switch.RETURNED_STAYS_DEBITED)
              ? payout.amount.add(payout.fee)
              : payout.fee;
    };
  }

  private void record(Payout payout, Movement.Kind kind, Instant at) {
    Wallet wallet = payout.wallet;
    movements.add(
        new Movement(
            movements.size() + 1L,
            at,
            kind,
            payout.invoiceId,
            payout.requestId,
            wallet.owner.customerNo,
            wallet.accountToken,
            wallet.chain,
            wallet.address,
            wallet.addressTag,
            payout.amount,
            payout.currency,
            payout.transactionNo));
  }

  private void announce(Payout payout, String status, Instant at) {
    if (payout.ipnUrl.isEmpty() || payout.triggers.contains(Trigger.NONOTICE)) {
      return;
    }
    URI target = URI.create(payout.ipnUrl);
    boolean json = switches.contains(Switch.JSON_NOTICES);
    Map<String, String> fields = notices.signed(noticeFields(payout, status, at));
    int copies = payout.triggers.contains(Trigger.DUPNOTICE) ? 3 : 1;
    agenda.at(
        at.plus(settings.noticeDelay()),
        due -> {
          if (payout.triggers.contains(Trigger.FORGEDNOTICE)) {
            Map<String, String> forged = new LinkedHashMap<>(fields);
            forged.put("status", "failed");
            notices.start(target, forged, json, 1);
          }
          for (int i = 0; i < copies; i++) {
            notices.start(target, fields, json, 1 + settings.resends());
          }
        });
  }

  /** What the notice of a status says, unsigned. */
  Map<String, String> noticeFields(Payout payout, String status, Instant at) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("transactionNo", payout.transactionNo);
    fields.put("invoiceId", payout.invoiceId);
    fields.put("accountToken", payout.wallet.accountToken);
    fields.put("amount", payout.amount.toPlainString());
    fields.put("currency", payout.currency);
    fields.put("status", cased(status));
    fields.put("paymentTime", Provider.wireTime(at));
    fields.put("vendor", "CRYPTO");
    return fields;
  }

  private String cased(String status) {
    if (switches.contains(Switch.UPPER_CASE_STATUS)) {
      return status.toUpperCase(Locale.ROOT);
    }
    return switches.contains(Switch.LOWER_CASE_STATUS) ? status.toLowerCase(Locale.ROOT) : status;
  }

  /** All payouts taken under an invoice, the oldest first. */
  List<Payout> ofInvoice(String invoiceId) {
    List<Payout> payouts = byInvoice.get(invoiceId);
    if (payouts == null) {
      throw Refusal.NOT_FOUND.now();
    }
    return payouts;
  }

  ObjectNode inquiry(Params params, Instant now) {
    Payout payout =
        ofInvoice(params.required("invoiceId")).stream()
            .filter(p -> p.isVisible(now))
            .findFirst()
            .orElseThrow(Refusal.NOT_FOUND::now);
    ObjectNode answer = Json.envelope("000100", "query success");
    answer.set("result", shown(payout));
    return answer;
  }

  private static ObjectNode shown(Payout payout) {
    return Json.MAPPER
        .createObjectNode()
        .put("transactionNo", payout.transactionNo)
        .put("invoiceId", payout.invoiceId)
        .put("customerNo", payout.wallet.owner.customerNo)
        .put("accountToken", payout.wallet.accountToken)
        .put("amount", payout.amount.toPlainString())
        .put("currency", payout.currency)
        .put("transactionFee", payout.fee.toPlainString())
        .put("createdTime", Provider.wireTime(payout.takenAt))
        .put("status", payout.status());
  }

  ObjectNode balance(Params params) {
    if (!params.required("currency").equals("USD")) {
      throw Refusal.MALFORMED.because("currency");
    }
    ObjectNode answer = Json.envelope("000100", "success");
    answer.putArray("balance").addObject().put("currency", "USD").put("amount", balance);
    return answer;
  }

  BigDecimal balance() {
    return balance;
  }

  void balance(BigDecimal amount) {
    balance = Money.checked(amount);
  }

  Ledger ledger() {
    return new Ledger(movements);
  }
}
