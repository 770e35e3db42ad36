package io.cryptopayouts.pockyt;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything about the provider that can be tuned, and everything its public pages leave open, in
 * one place. {@link #of} gives the defaults; the withers change one value each.
 *
 * @param account where and as whom we pay
 * @param connectTimeout for TCP and TLS; default 10 s
 * @param readCallLimit for a whole call other than pay, from name to last byte; default 10 s
 * @param payCallLimit for a whole pay call; default 30 s
 * @param requestsPerSecond our own limit, since the provider publishes none; default 5
 * @param requestsKeptForPay how many of these only pay may take; default 1
 * @param longestRateWait how long a call may wait for our own limit; default 3 s
 * @param accountCurrency currency of a wallet account; the guide's schema says {@code USDC}, the
 *     reference page {@code USD}; default {@code USDC}
 * @param accountType type of a wallet account when asking for configurations; default {@code
 *     CRYPTO}
 * @param balanceCurrency default {@code USD}, the only one named
 * @param notFoundCodes codes by which inquiry says "no such invoice"; the page does not say;
 *     default {@code 000021}, "parameter matches no record"
 * @param timestampOnPay whether pay carries a timestamp; older pages want it, the current one does
 *     not list it; default true
 * @param timestampOnInquiry likewise for inquiry
 * @param configurationFields which of {@code accountType}, {@code accountCurrency}, {@code
 *     profileType}, {@code accountCountry} are sent when asking for configurations; default all
 * @param fundingAccountsPath the reference says {@code /v3/payee/payout-accounts}, newer guides
 *     {@code /v3/payout-accounts}; default the former
 * @param inquiryPath default {@code /v3/payouts/inquiry}, known from the provider's own client code
 * @param responseBodyLimit bytes, after decompression; default 1 MiB
 * @see <a href="https://docs.pockyt.io/reference/payout-apis">Payout APIs</a>
 */
public record PockytSettings(
    PockytAccount account,
    Duration connectTimeout,
    Duration readCallLimit,
    Duration payCallLimit,
    int requestsPerSecond,
    int requestsKeptForPay,
    Duration longestRateWait,
    String accountCurrency,
    String accountType,
    String balanceCurrency,
    Set<String> notFoundCodes,
    boolean timestampOnPay,
    boolean timestampOnInquiry,
    Set<String> configurationFields,
    String fundingAccountsPath,
    String inquiryPath,
    long responseBodyLimit) {
  private static final Set<String> CONFIGURATION_FIELDS =
      Set.of("accountType", "accountCurrency", "profileType", "accountCountry");

  public PockytSettings {
    notFoundCodes = Set.copyOf(notFoundCodes);
    configurationFields = Set.copyOf(configurationFields);
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("readCallLimit", readCallLimit);
    requirePositive("payCallLimit", payCallLimit);
    require(!longestRateWait.isNegative(), "longestRateWait must not be negative");
    require(requestsPerSecond > 0, "requestsPerSecond must be positive");
    require(
        requestsKeptForPay >= 0 && requestsKeptForPay < requestsPerSecond,
        "requestsKeptForPay must leave something of requestsPerSecond");
    require(
        notFoundCodes.stream().noneMatch(ErrorTable::provesNothing),
        "notFoundCodes must not hold a code of success or of a fault at the provider");
    require(
        CONFIGURATION_FIELDS.containsAll(configurationFields),
        "configurationFields must be among " + CONFIGURATION_FIELDS);
    require(fundingAccountsPath.startsWith("/"), "fundingAccountsPath must start with /");
    require(inquiryPath.startsWith("/"), "inquiryPath must start with /");
    require(responseBodyLimit > 0, "responseBodyLimit must be positive");
  }

  /** The defaults for an account. */
  public static PockytSettings of(PockytAccount account) {
    return new Draft(account).settings();
  }

  public PockytSettings withAccount(PockytAccount account) {
    return with(draft -> draft.account = account);
  }

  public PockytSettings withConnectTimeout(Duration connectTimeout) {
    return with(draft -> draft.connectTimeout = connectTimeout);
  }

  public PockytSettings withReadCallLimit(Duration readCallLimit) {
    return with(draft -> draft.readCallLimit = readCallLimit);
  }

  public PockytSettings withPayCallLimit(Duration payCallLimit) {
    return with(draft -> draft.payCallLimit = payCallLimit);
  }

  public PockytSettings withRequestsPerSecond(int requestsPerSecond) {
    return with(draft -> draft.requestsPerSecond = requestsPerSecond);
  }

  public PockytSettings withRequestsKeptForPay(int requestsKeptForPay) {
    return with(draft -> draft.requestsKeptForPay = requestsKeptForPay);
  }

  public PockytSettings withLongestRateWait(Duration longestRateWait) {
    return with(draft -> draft.longestRateWait = longestRateWait);
  }

  public PockytSettings withAccountCurrency(String accountCurrency) {
    return with(draft -> draft.accountCurrency = accountCurrency);
  }

  public PockytSettings withAccountType(String accountType) {
    return with(draft -> draft.accountType = accountType);
  }

  public PockytSettings withBalanceCurrency(String balanceCurrency) {
    return with(draft -> draft.balanceCurrency = balanceCurrency);
  }

  public PockytSettings withNotFoundCodes(Set<String> notFoundCodes) {
    return with(draft -> draft.notFoundCodes = notFoundCodes);
  }

  public PockytSettings withTimestampOnPay(boolean timestampOnPay) {
    return with(draft -> draft.timestampOnPay = timestampOnPay);
  }

  public PockytSettings withTimestampOnInquiry(boolean timestampOnInquiry) {
    return with(draft -> draft.timestampOnInquiry = timestampOnInquiry);
  }

  public PockytSettings withConfigurationFields(Set<String> configurationFields) {
    return with(draft -> draft.configurationFields = configurationFields);
  }

  public PockytSettings withFundingAccountsPath(String fundingAccountsPath) {
    return with(draft -> draft.fundingAccountsPath = fundingAccountsPath);
  }

  public PockytSettings withInquiryPath(String inquiryPath) {
    return with(draft -> draft.inquiryPath = inquiryPath);
  }

  public PockytSettings withResponseBodyLimit(long responseBodyLimit) {
    return with(draft -> draft.responseBodyLimit = responseBodyLimit);
  }

  private PockytSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(account);
    draft.connectTimeout = connectTimeout;
    draft.readCallLimit = readCallLimit;
    draft.payCallLimit = payCallLimit;
    draft.requestsPerSecond = requestsPerSecond;
    draft.requestsKeptForPay = requestsKeptForPay;
    draft.longestRateWait = longestRateWait;
    draft.accountCurrency = accountCurrency;
    draft.accountType = accountType;
    draft.balanceCurrency = balanceCurrency;
    draft.notFoundCodes = notFoundCodes;
    draft.timestampOnPay = timestampOnPay;
    draft.timestampOnInquiry = timestampOnInquiry;
    draft.configurationFields = configurationFields;
    draft.fundingAccountsPath = fundingAccountsPath;
    draft.inquiryPath = inquiryPath;
    draft.responseBodyLimit = responseBodyLimit;
    change.accept(draft);
    return draft.settings();
  }

  private static void requirePositive(String name, Duration duration) {
    require(duration.isPositive(), name + " must be positive");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * Holds the defaults, and one change at a time: a record has no copy with one component changed.
   */
  private static final class Draft {
    private PockytAccount account;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration readCallLimit = Duration.ofSeconds(10);
    private Duration payCallLimit = Duration.ofSeconds(30);
    private int requestsPerSecond = 5;
    private int requestsKeptForPay = 1;
    private Duration longestRateWait = Duration.ofSeconds(3);
    private String accountCurrency = "USDC";
    private String accountType = "CRYPTO";
    private String balanceCurrency = "USD";
    private Set<String> notFoundCodes = Set.of("000021");
    private boolean timestampOnPay = true;
    private boolean timestampOnInquiry = true;
    private Set<String> configurationFields = CONFIGURATION_FIELDS;
    private String fundingAccountsPath = "/v3/payee/payout-accounts";
    private String inquiryPath = "/v3/payouts/inquiry";
    private long responseBodyLimit = 1024 * 1024;

    Draft(PockytAccount account) {
      this.account = account;
    }

    PockytSettings settings() {
      return new PockytSettings(
          account,
          connectTimeout,
          readCallLimit,
          payCallLimit,
          requestsPerSecond,
          requestsKeptForPay,
          longestRateWait,
          accountCurrency,
          accountType,
          balanceCurrency,
          notFoundCodes,
          timestampOnPay,
          timestampOnInquiry,
          configurationFields,
          fundingAccountsPath,
          inquiryPath,
          responseBodyLimit);
    }
  }
}
