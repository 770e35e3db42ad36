package io.cryptopayouts.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The simulated provider without HTTP: one world under one lock, brought up to the clock's time
 * whenever somebody looks.
 */
final class Provider {
  private static final Duration ALLOWED_SKEW = Duration.ofMinutes(15);
  private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  private final ReentrantLock lock = new ReentrantLock();
  private final Agenda agenda = new Agenda();
  private final Set<Switch> switches = EnumSet.noneOf(Switch.class);
  private final SimulatorSettings settings;
  private final Signature signature;
  private final WalletForm form;
  private final Payees payees;
  private final Payouts payouts;
  private final Notices notices;

  Provider(SimulatorSettings settings) {
    this.settings = settings;
    switches.addAll(settings.switches());
    signature = new Signature(settings.token());
    notices =
        new Notices(
            settings.clock(),
            signature,
            settings.noticeInterval(),
            (delay, action) ->
                change(world -> agenda.at(world.now().plus(delay), due -> action.run())));
    Numbers numbers = new Numbers(settings.clock().instant());
    form = new WalletForm(settings.accountCurrencies());
    payees = new Payees(form, numbers);
    payouts = new Payouts(settings, switches, payees, numbers, agenda, notices);
  }

  /** Everything there is, as of now; only to be touched inside {@link #look}. */
  record World(
      Instant now, Payees payees, Payouts payouts, WalletForm form, Set<Switch> switches) {}

  /** Does what is due by now, then looks at or changes the world. */
  <T> T look(Function<World, T> action) {
    lock.lock();
    try {
      Instant now = settings.clock().instant();
      agenda.runDue(now);
      return action.apply(new World(now, payees, payouts, form, switches));
    } finally {
      lock.unlock();
    }
  }

  /** {@link #look} without a result. */
  void change(Consumer<World> action) {
    look(world -> {
      action.accept(world);
      return world;
    });
  }

  Notices notices() {
    return notices;
  }

  SimulatorSettings settings() {
    return settings;
  }

  /** What Pockyt would answer, refusals included. */
  ObjectNode answer(Endpoint endpoint, Params params, String requestId) {
    return look(world -> {
      ObjectNode answer = answer(endpoint, params, requestId, world);
      if (switches.contains(Switch.UPPER_CASE_STATUS)) {
        Json.recase(answer, status -> status.toUpperCase(Locale.ROOT));
      }
      if (switches.contains(Switch.LOWER_CASE_STATUS)) {
        Json.recase(answer, status -> status.toLowerCase(Locale.ROOT));
      }
      return answer;
    });
  }

  private ObjectNode answer(Endpoint endpoint, Params params, String requestId, World world) {
    try {
      admit(endpoint, params, world.now());
      return dispatch(endpoint, params, requestId, world.now());
    } catch (Refused e) {
      String code = settings.retCodes().getOrDefault(e.refusal(), e.refusal().retCode());
      return envelope(endpoint, code, e.getMessage());
    }
  }

  /** An answer without payload, in the endpoint's own wrapping. */
  ObjectNode envelope(Endpoint endpoint, String retCode, String retMsg) {
    ObjectNode body = Json.envelope(retCode, retMsg);
    return endpoint == Endpoint.CONFIGURATIONS && !switches.contains(Switch.FLAT_CONFIGURATIONS)
        ? Payees.wrapped(body)
        : body;
  }

  private void admit(Endpoint endpoint, Params params, Instant now) {
    if (params.malformed().isPresent()) {
      throw params.malformed().get();
    }
    // Pockyt counts an empty value as a missing one, of optional fields too.
    for (Map.Entry<String, String> field : params.fields().entrySet()) {
      if (field.getValue().isEmpty()) {
        throw Refusal.MISSING.because(field.getKey());
      }
    }
    List.of("merchantNo", "storeNo", Signature.FIELD).forEach(params::required);
    endpoint.required().forEach(params::required);
    if (!params.text("merchantNo").equals(settings.merchantNo())
        || !params.text("storeNo").equals(settings.storeNo())) {
      throw Refusal.UNKNOWN_MERCHANT.now();
    }
    if (!signature.isOn(params.fields())) {
      throw Refusal.BAD_SIGNATURE.now();
    }
    params.value("timestamp").ifPresent(text -> checkTimestamp(text, now));
  }

  private void checkTimestamp(String text, Instant now) {
    if (!text.matches(TIMESTAMP)) {
      throw Refusal.MALFORMED.because("timestamp");
    }
    try {
      Duration skew = Duration.between(Instant.parse(text), now).abs();
      if (switches.contains(Switch.CLOCK_SKEW_CHECK) && skew.compareTo(ALLOWED_SKEW) > 0) {
        throw Refusal.MALFORMED.because("timestamp");
      }
    } catch (DateTimeParseException e) {
      throw Refusal.MALFORMED.because("timestamp");
    }
  }

  private ObjectNode dispatch(Endpoint endpoint, Params params, String requestId, Instant now) {
    return switch (endpoint) {
      case REGISTER -> payees.register(params, now);
      case RETRIEVE -> payees.retrieve(params);
      case UPDATE -> payees.update(params, now);
      case CONFIGURATIONS ->
          payees.configurations(params, switches.contains(Switch.FLAT_CONFIGURATIONS));
      case CREATE_WALLET -> payees.createWallet(params, now);
      case ACCOUNTS -> payees.accounts(params, switches.contains(Switch.HIDE_WALLETS));
      case DELETE_ACCOUNT -> payees.deleteAccount(params);
      case PAY -> payouts.pay(params, requestId, now);
      case INQUIRY -> payouts.inquiry(params, now);
      case BALANCE -> payouts.balance(params);
    };
  }

  /** UTC, ISO, whole seconds. */
  static String wireTime(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
  }
}
