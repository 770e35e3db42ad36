package io.cryptopayouts.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The payees and their wallets, with the endpoints about them. Guarded by the provider's lock. */
final class Payees {
  private static final int ADULT = 18;

  private static final List<String> PROFILE =
      List.of(
          "customerCode",
          "profileType",
          "firstName",
          "lastName",
          "company",
          "dateOfBirth",
          "email",
          "phone",
          "countryCode",
          "country",
          "state",
          "city",
          "street",
          "street2",
          "zip",
          "lang",
          "governmentIdType",
          "governmentId");

  /** The length limits are ours: Pockyt documents none. */
  private static final Map<String, Integer> LONGEST =
      Map.of(
          "customerCode",
          64,
          "email",
          254,
          "firstName",
          100,
          "lastName",
          100,
          "street",
          100,
          "street2",
          100,
          "city",
          100);

  private final Map<String, Payee> payees = new LinkedHashMap<>();
  private final Map<String, Wallet> wallets = new LinkedHashMap<>();
  private final WalletForm form;
  private final Numbers numbers;

  Payees(WalletForm form, Numbers numbers) {
    this.form = form;
    this.numbers = numbers;
  }

  ObjectNode register(Params params, Instant now) {
    Map<String, String> profile = profile(params);
    if (params.required("profileType").equals("BUSINESS")) {
      params.required("company");
    } else {
      params.required("governmentId");
    }
    check(profile, now);
    checkUnique(profile, payee -> true);
    Payee payee = add(profile, now);
    ObjectNode answer = Json.envelope("000100", "success");
    ObjectNode customer = answer.putObject("customer");
    customer.put("customerNo", payee.customerNo);
    for (String name : List.of("customerCode", "firstName", "lastName", "email")) {
      putIfPresent(customer, name, payee.text(name));
    }
    customer.put("createdTime", Provider.wireTime(payee.createdTime));
    return answer;
  }

  Payee add(Map<String, String> profile, Instant now) {
    Payee payee = new Payee(numbers.customerNo(), profile, now);
    payees.put(payee.customerNo, payee);
    return payee;
  }

  ObjectNode retrieve(Params params) {
    List<Payee> found = new ArrayList<>();
    for (String key : List.of("customerNo", "customerCode", "email")) {
      params.value(key).ifPresent(value -> found.add(lookUp(key, value)));
    }
    if (found.isEmpty()) {
      throw Refusal.MISSING.because("customerNo");
    }
    if (found.stream().distinct().count() > 1) {
      throw Refusal.MISMATCH.now();
    }
    return shown(found.getFirst());
  }

  private Payee lookUp(String key, String value) {
    if (key.equals("customerNo")) {
      return byNumber(value);
    }
    return payees.values().stream()
        .filter(payee -> has(payee, key, value))
        .findFirst()
        .orElseThrow(Refusal.NOT_FOUND::now);
  }

  private static boolean has(Payee payee, String key, String value) {
    return key.equals("email")
        ? payee.text(key).equalsIgnoreCase(value)
        : payee.text(key).equals(value);
  }

  private static ObjectNode shown(Payee payee) {
    ObjectNode answer = Json.envelope("000100", "query success");
    ObjectNode customer = answer.putObject("customer");
    customer.put("customerNo", payee.customerNo);
    putIfPresent(customer, "customerCode", payee.text("customerCode"));
    customer.put("payeeStatus", payee.status());
    for (String name : PROFILE) {
      // The documented example does not echo the government id.
      if (!Set.of("customerCode", "governmentId", "governmentIdType").contains(name)) {
        putIfPresent(customer, name, payee.text(name));
      }
    }
    customer.put("createdTime", Provider.wireTime(payee.createdTime));
    customer.put("updatedTime", Provider.wireTime(payee.updatedTime()));
    return answer;
  }

  ObjectNode update(Params params, Instant now) {
    Payee payee = byNumber(params.required("customerNo"));
    Map<String, String> changes = profile(params);
    check(changes, now);
    checkUnique(changes, other -> other != payee);
    payee.update(changes, now);
    return Json.envelope("000100", "success");
  }

  ObjectNode configurations(Params params, boolean flat) {
    ObjectNode body = Json.envelope("000100", "succeeded");
    body.set("results", form.results(params));
    return flat ? body : wrapped(body);
  }

  static ObjectNode wrapped(ObjectNode body) {
    ObjectNode wrapper = Json.MAPPER.createObjectNode().put("status", 200);
    wrapper.set("resultBody", body);
    return wrapper;
  }

  ObjectNode createWallet(Params params, Instant now) {
    Payee payee = byNumber(params.required("customerNo"));
    if (!payee.isActive()) {
      throw Refusal.PAYEE_NOT_ACTIVE.now();
    }
    form.check(params);
    Wallet wallet = addWallet(payee, params, now);
    ObjectNode answer = Json.envelope("000100", "success");
    ObjectNode result = answer.putObject("result");
    result.put("accountToken", wallet.accountToken);
    putIfPresent(result, "accountTag", wallet.accountTag);
    // Upper case here, lower case in lists: both as documented.
    result.put("accountStatus", wallet.status().toUpperCase(Locale.ROOT));
    result.put("accountType", "CRYPTO");
    result.put("currency", wallet.currency);
    result.put("country", wallet.country);
    result.put("customerNo", payee.customerNo);
    for (String name : List.of("firstName", "lastName", "email")) {
      putIfPresent(result, name, payee.text(name));
    }
    result.put("timestamp", Provider.wireTime(now));
    result.put("status", "success");
    return answer;
  }

  Wallet addWallet(Payee payee, Params params, Instant now) {
    Wallet wallet =
        new Wallet(
            payee,
            numbers.accountToken(),
            PayeeTrigger.walletStatus(payee.triggers()),
            params,
            now);
    payee.wallets.add(wallet);
    wallets.put(wallet.accountToken, wallet);
    return wallet;
  }

  ObjectNode accounts(Params params, boolean hideWallets) {
    Payee payee = byNumber(params.required("customerNo"));
    ObjectNode answer = Json.envelope("000100", "success");
    ArrayNode accounts = answer.putArray("accounts");
    for (Wallet wallet : payee.wallets) {
      if (params.value("accountToken").map(wallet.accountToken::equals).orElse(true)
          && params.value("accountTag").map(wallet.accountTag::equals).orElse(true)) {
        addAccount(accounts.addObject(), wallet, hideWallets);
      }
    }
    ObjectNode user = answer.putObject("user");
    user.put("customerNo", payee.customerNo);
    for (String name : List.of("firstName", "lastName", "email")) {
      putIfPresent(user, name, payee.text(name));
    }
    return answer;
  }

  private static void addAccount(ObjectNode account, Wallet wallet, boolean hideWallet) {
    account.put("accountToken", wallet.accountToken);
    putIfPresent(account, "accountTag", wallet.accountTag);
    account.put("accountType", "CRYPTO");
    account.put("country", wallet.country);
    account.put("currency", wallet.currency);
    if (!hideWallet) {
      account.put("walletChain", wallet.chain);
      account.put("walletAddress", wallet.maskedAddress());
    }
    account.put("createdAt", Provider.wireTime(wallet.createdAt));
    account.put("status", wallet.status());
  }

  ObjectNode deleteAccount(Params params) {
    Wallet wallet = walletOf(params);
    wallets.remove(wallet.accountToken);
    wallet.owner.wallets.remove(wallet);
    return Json.envelope("000100", "success");
  }

  /** The account a request names, which must belong to the payee it names. */
  Wallet walletOf(Params params) {
    Payee payee = byNumber(params.required("customerNo"));
    Wallet wallet = wallets.get(params.required("accountToken"));
    if (wallet == null) {
      throw Refusal.NOT_FOUND.now();
    }
    if (wallet.owner != payee) {
      throw Refusal.MISMATCH.now();
    }
    return wallet;
  }

  Payee byNumber(String customerNo) {
    Payee payee = payees.get(customerNo);
    if (payee == null) {
      throw Refusal.NOT_FOUND.now();
    }
    return payee;
  }

  /** The payee a request is about, if it names one we know. */
  Optional<Payee> about(Params params) {
    Payee payee = payees.get(params.text("customerNo"));
    if (payee != null) {
      return Optional.of(payee);
    }
    return payees.values().stream()
        .filter(p -> names(params, p, "customerCode") || names(params, p, "email"))
        .findFirst();
  }

  private static boolean names(Params params, Payee payee, String key) {
    return params.value(key).filter(value -> has(payee, key, value)).isPresent();
  }

  Payee byCode(String customerCode) {
    return lookUp("customerCode", customerCode);
  }

  Collection<Payee> all() {
    return payees.values();
  }

  private static Map<String, String> profile(Params params) {
    Map<String, String> profile = new LinkedHashMap<>();
    for (String name : PROFILE) {
      params.value(name).ifPresent(value -> profile.put(name, value));
    }
    return profile;
  }

  private void checkUnique(Map<String, String> profile, Predicate<Payee> others) {
    for (String name : List.of("email", "governmentId", "customerCode")) {
      String value = profile.get(name);
      if (value != null
          && payees.values().stream().filter(others).anyMatch(p -> has(p, name, value))) {
        throw Refusal.ALREADY_EXISTS.because(name);
      }
    }
  }

  private static void check(Map<String, String> profile, Instant now) {
    LONGEST.forEach(
        (name, longest) -> require(profile.getOrDefault(name, "").length() <= longest, name));
    checkPattern(profile, "profileType", "INDIVIDUAL|BUSINESS");
    checkPattern(profile, "email", "[^@\\s]+@[^@\\s]+");
    checkPattern(profile, "phone", "[0-9]+");
    checkPattern(profile, "countryCode", "[A-Z]{2}");
    if ("US".equals(profile.get("countryCode"))) {
      checkPattern(profile, "state", "[A-Z]{2}");
    }
    checkPattern(
        profile,
        "governmentIdType",
        "BUSINESS".equals(profile.get("profileType"))
            ? "BUSINESS_REGISTRATION_CERT"
            : "ID_CARD|SSN|PASSPORT|DRIVER_LICENSE|BUSINESS_REGISTRATION_CERT");
    if (profile.containsKey("dateOfBirth")) {
      checkAdult(profile.get("dateOfBirth"), now);
    }
  }

  private static void checkPattern(Map<String, String> profile, String name, String pattern) {
    String value = profile.get(name);
    require(value == null || value.matches(pattern), name);
  }

  private static void checkAdult(String dateOfBirth, Instant now) {
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    try {
      LocalDate born = LocalDate.parse(dateOfBirth);
      require(ChronoUnit.YEARS.between(born, today) >= ADULT, "dateOfBirth");
    } catch (DateTimeParseException e) {
      throw Refusal.MALFORMED.because("dateOfBirth");
    }
  }

  private static void require(boolean holds, String name) {
    if (!holds) {
      throw Refusal.MALFORMED.because(name);
    }
  }

  private static void putIfPresent(ObjectNode object, String name, String value) {
    if (!value.isEmpty()) {
      object.put(name, value);
    }
  }
}
