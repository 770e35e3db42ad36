package io.cryptopayouts.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What kind of provider to simulate.
 *
 * @param host address to bind
 * @param port 0 takes a free one
 * @param merchantNo the one merchant this provider knows
 * @param storeNo the merchant's one store
 * @param token the merchant's API token, which signs both ways
 * @param profile what protects against paying twice
 * @param lag after how long inquiry shows a payout
 * @param settleDelay after how long a payout gets its final status
 * @param noticeDelay how long after that the notice is sent
 * @param noticeInterval between a notice and its next re-send
 * @param resends how often an unacknowledged notice is sent again
 * @param slow how long a pay with the {@code slow} word takes, by the real clock
 * @param balance the payer's balance at the start, in USD
 * @param fee on top of each payout's amount
 * @param payCurrencies what pay takes; the balance is USD whatever it says
 * @param accountCurrencies what a wallet account may be in
 * @param retCodes codes that differ from {@link Refusal}'s
 * @param switches what is the other way than by default
 * @param clock all times but {@code slow} and planned delays go by it
 */
public record SimulatorSettings(
    String host,
    int port,
    String merchantNo,
    String storeNo,
    String token,
    Profile profile,
    Duration lag,
    Duration settleDelay,
    Duration noticeDelay,
    Duration noticeInterval,
    int resends,
    Duration slow,
    BigDecimal balance,
    BigDecimal fee,
    List<String> payCurrencies,
    List<String> accountCurrencies,
    Map<Refusal, String> retCodes,
    Set<Switch> switches,
    InstantSource clock) {

  /** Pockyt's words: up to 8 re-sends within 2 hours. */
  private static final Duration DOCUMENTED_INTERVAL = Duration.ofMinutes(15);

  private static final String PREFIX = "SIMULATOR_";

  public SimulatorSettings {
    payCurrencies = List.copyOf(payCurrencies);
    accountCurrencies = List.copyOf(accountCurrencies);
    retCodes = Map.copyOf(retCodes);
    switches = Set.copyOf(switches);
    Objects.requireNonNull(profile);
    Objects.requireNonNull(clock);
    if (host.isBlank() || merchantNo.isBlank() || storeNo.isBlank() || token.isBlank()) {
      throw new IllegalArgumentException("host, merchantNo, storeNo and token must not be blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535");
    }
    for (Duration duration : List.of(lag, settleDelay, noticeDelay, noticeInterval, slow)) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("durations must not be negative");
      }
    }
    if (resends < 0) {
      throw new IllegalArgumentException("resends must not be negative");
    }
    balance = Money.checked(balance);
    fee = Money.checked(fee);
  }

  /**
   * The settings of a provider that dedupes, on a free loopback port, settling after two seconds.
   */
  public static SimulatorSettings defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads the variables that start with {@code SIMULATOR_}; the README lists them.
   *
   * @throws IllegalArgumentException if one is unknown or its value cannot be read
   */
  public static SimulatorSettings of(Map<String, String> environment) {
    Builder builder = builder();
    Map<String, BiConsumer<Builder, String>> readers = readers();
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX)) {
        BiConsumer<Builder, String> reader = readers.get(name.substring(PREFIX.length()));
        if (reader == null) {
          throw new IllegalArgumentException("unknown setting " + name);
        }
        try {
          reader.accept(builder, value);
        } catch (RuntimeException e) {
          // The value stays out of the message: it may be the token.
          throw new IllegalArgumentException("the value of " + name + " cannot be read", e);
        }
      }
    });
    return builder.build();
  }

  private static Map<String, BiConsumer<Builder, String>> readers() {
    Map<String, BiConsumer<Builder, String>> readers = new HashMap<>();
    readers.put("HOST", Builder::host);
    readers.put("PORT", (b, v) -> b.port(Integer.parseInt(v)));
    readers.put("MERCHANT_NO", Builder::merchantNo);
    readers.put("STORE_NO", Builder::storeNo);
    readers.put("TOKEN", Builder::token);
    readers.put("PROFILE", (b, v) -> b.profile(constant(Profile.class, v)));
    readers.put("LAG", (b, v) -> b.lag(Duration.parse(v)));
    readers.put("SETTLE_DELAY", (b, v) -> b.settleDelay(Duration.parse(v)));
    readers.put("NOTICE_DELAY", (b, v) -> b.noticeDelay(Duration.parse(v)));
    readers.put("RESENDS", (b, v) -> b.resends(Integer.parseInt(v)));
    readers.put("TIME_FACTOR", (b, v) -> b.timeFactor(Integer.parseInt(v)));
    readers.put("SLOW", (b, v) -> b.slow(Duration.parse(v)));
    readers.put("BALANCE", (b, v) -> b.balance(new BigDecimal(v)));
    readers.put("FEE", (b, v) -> b.fee(new BigDecimal(v)));
    readers.put("PAY_CURRENCIES", (b, v) -> b.payCurrencies(words(v)));
    readers.put("ACCOUNT_CURRENCIES", (b, v) -> b.accountCurrencies(words(v)));
    readers.put("RET_CODES", SimulatorSettings::readRetCodes);
    readers.put(
        "SWITCHES", (b, v) -> words(v).forEach(word -> b.with(constant(Switch.class, word))));
    return readers;
  }

  private static void readRetCodes(Builder builder, String value) {
    for (String pair : words(value)) {
      int equals = pair.indexOf('=');
      builder.retCode(
          constant(Refusal.class, pair.substring(0, equals)), pair.substring(equals + 1));
    }
  }

  private static List<String> words(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "SimulatorSettings[" + profile + ", lag " + lag + ", " + switches + "]";
  }

  /** Collects settings that differ from the defaults. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port;
    private String merchantNo = "200043";
    private String storeNo = "300014";
    // Pockyt's published sandbox token: a secret to nobody.
    private String token = "5cbfb079f15b150122261c8537086d77a";
    private Profile profile = Profile.DEDUPES;
    private Duration lag;
    private Duration settleDelay = Duration.ofSeconds(2);
    private Duration noticeDelay = Duration.ZERO;
    private Duration noticeInterval = DOCUMENTED_INTERVAL;
    private int resends = 8;
    private Duration slow = Duration.ofSeconds(20);
    private BigDecimal balance = new BigDecimal("1000000.00");
    private BigDecimal fee = new BigDecimal("0.00");
    private List<String> payCurrencies = List.of("USD");
    private List<String> accountCurrencies = List.of("USDC");
    private final Map<Refusal, String> retCodes = new EnumMap<>(Refusal.class);
    private final Set<Switch> switches = EnumSet.noneOf(Switch.class);
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    public Builder host(String address) {
      host = address;
      return this;
    }

    public Builder port(int number) {
      port = number;
      return this;
    }

    public Builder merchantNo(String number) {
      merchantNo = number;
      return this;
    }

    public Builder storeNo(String number) {
      storeNo = number;
      return this;
    }

    public Builder token(String secret) {
      token = secret.strip();
      return this;
    }

    /** Sets the lag too, unless {@link #lag} does. */
    public Builder profile(Profile kind) {
      profile = kind;
      return this;
    }

    public Builder lag(Duration duration) {
      lag = duration;
      return this;
    }

    public Builder settleDelay(Duration duration) {
      settleDelay = duration;
      return this;
    }

    public Builder noticeDelay(Duration duration) {
      noticeDelay = duration;
      return this;
    }

    public Builder resends(int number) {
      resends = number;
      return this;
    }

    /**
     * How many times faster than Pockyt (a quarter of an hour) an unacknowledged notice is sent
     * again.
     */
    public Builder timeFactor(int factor) {
      noticeInterval = DOCUMENTED_INTERVAL.dividedBy(factor);
      return this;
    }

    public Builder slow(Duration duration) {
      slow = duration;
      return this;
    }

    public Builder balance(BigDecimal amount) {
      balance = amount;
      return this;
    }

    public Builder fee(BigDecimal amount) {
      fee = amount;
      return this;
    }

    public Builder payCurrencies(List<String> currencies) {
      payCurrencies = currencies;
      return this;
    }

    public Builder accountCurrencies(List<String> currencies) {
      accountCurrencies = currencies;
      return this;
    }

    /** Answers this refusal with another code than its own. */
    public Builder retCode(Refusal refusal, String code) {
      retCodes.put(refusal, code);
      return this;
    }

    public Builder with(Switch on) {
      switches.add(on);
      return this;
    }

    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    public SimulatorSettings build() {
      return new SimulatorSettings(
          host,
          port,
          merchantNo,
          storeNo,
          token,
          profile,
          lag == null ? profile.lag() : lag,
          settleDelay,
          noticeDelay,
          noticeInterval,
          resends,
          slow,
          balance,
          fee,
          payCurrencies,
          accountCurrencies,
          retCodes,
          switches,
          clock);
    }
  }
}
