package io.cryptopayouts.pockyt;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import okhttp3.ResponseBody;
import retrofit2.Call;

/**
 * The provider's Payouts API. One method call is at most one request on the wire: whoever calls
 * owns every retry. Calls run on the caller's thread and are bounded by {@link PockytSettings}.
 * Safe for use by several threads.
 *
 * <p>For all methods but {@link #pay}, an envelope with a {@code ret_code} is a value, whether the
 * provider says yes or no. Anything else is {@link ProviderUnavailable}: no connection, a time-out,
 * a body that is no envelope, HTTP 429 and 5xx, the codes for a fault at the provider or its
 * supplier, and our own limits: the rate limit, and that hardly a read is sent while the provider
 * turns calls away with HTTP 429 or 503.
 *
 * @see <a href="https://docs.pockyt.io/reference/payout-apis">Payout APIs</a>
 */
public final class Pockyt implements AutoCloseable {
  private final PockytSettings settings;
  private final Signer signer;
  private final Clock clock;
  private final RateLimit rate;
  private final Storm storm;
  private final Wire wire;
  private final CallListener listener;

  Pockyt(
      PockytSettings settings,
      String apiToken,
      Clock clock,
      RateLimit rate,
      Storm storm,
      CallListener listener) {
    this.settings = settings;
    this.signer = new Signer(apiToken);
    this.clock = clock;
    this.rate = rate;
    this.storm = storm;
    this.wire = new Wire(settings, clock);
    this.listener = listener;
  }

  /**
   * Makes a client; nothing is sent yet.
   *
   * @param apiToken trimmed; never sent and never shown
   * @param clock gives the timestamps of the requests
   * @param nanoTime as {@link System#nanoTime()}: how long reads are held while the provider turns
   *     them away
   * @param listener hears how each call ended
   */
  public static Pockyt connect(
      PockytSettings settings,
      String apiToken,
      Clock clock,
      LongSupplier nanoTime,
      CallListener listener) {
    RateLimit rate =
        new RateLimit(
            settings.requestsPerSecond(),
            settings.requestsKeptForPay(),
            settings.longestRateWait(),
            System::nanoTime,
            Thread::sleep);
    Storm storm = new Storm(settings.readCallLimit(), nanoTime);
    return new Pockyt(settings, apiToken, clock, rate, storm, listener);
  }

  /** Makes a client to which nobody listens. */
  public static Pockyt connect(PockytSettings settings, String apiToken, Clock clock) {
    return connect(settings, apiToken, clock, System::nanoTime, (endpoint, end) -> {});
  }

  public PockytSettings settings() {
    return settings;
  }

  /** Retrieves a payee by the provider's number. */
  public Answer<Payee> retrievePayeeByNo(String customerNo) throws ProviderUnavailable {
    return retrievePayee("customerNo", customerNo);
  }

  /** Retrieves a payee by the merchant's own code. */
  public Answer<Payee> retrievePayeeByCode(String customerCode) throws ProviderUnavailable {
    return retrievePayee("customerCode", customerCode);
  }

  /** Retrieves a payee by e-mail address. */
  public Answer<Payee> retrievePayeeByEmail(String email) throws ProviderUnavailable {
    return retrievePayee("email", email);
  }

  private Answer<Payee> retrievePayee(String key, String value) throws ProviderUnavailable {
    SortedMap<String, String> fields = signed(timestamped().with(key, requirePresent(key, value)));
    return ask(
        Endpoint.RETRIEVE_PAYEE, wire.reads().retrievePayee(fields, read()), Payloads::payee);
  }

  /**
   * Registers a payee. The status in the answer may be missing: retrieve tells the truth. After
   * {@link ProviderUnavailable} the payee may exist: retrieve before registering again.
   */
  public Answer<Payee> registerPayee(PayeeRegistration registration) throws ProviderUnavailable {
    SortedMap<String, String> fields =
        signed(
            timestamped()
                .with("profileType", registration.profileType())
                .with("customerCode", registration.customerCode())
                .with("email", registration.email())
                .with("firstName", registration.firstName())
                .with("lastName", registration.lastName())
                .with("dateOfBirth", registration.dateOfBirth())
                .with("phone", registration.phone())
                .with("countryCode", registration.countryCode())
                .with("country", registration.country())
                .with("state", registration.state())
                .with("city", registration.city())
                .with("street", registration.street())
                .with("street2", registration.street2())
                .with("zip", registration.zip())
                .with("governmentIdType", registration.governmentIdType())
                .with("governmentId", registration.governmentId())
                .with("company", registration.company())
                .with("lang", registration.lang()));
    return ask(
        Endpoint.REGISTER_PAYEE, wire.reads().registerPayee(fields, read()), Payloads::payee);
  }

  /**
   * Which fields the provider wants for a wallet. May hold configurations for other profiles, types
   * and currencies than asked for.
   */
  public Answer<List<WalletConfiguration>> walletConfigurations(
      String profileType, String accountCountry) throws ProviderUnavailable {
    Map<String, String> filters =
        new HashMap<>(
            Map.of(
                "accountType",
                settings.accountType(),
                "accountCurrency",
                settings.accountCurrency(),
                "profileType",
                profileType,
                "accountCountry",
                accountCountry));
    filters.keySet().retainAll(settings.configurationFields());
    SortedMap<String, String> fields = signed(timestamped().with(filters));
    return ask(
        Endpoint.WALLET_CONFIGURATIONS,
        wire.reads().walletConfigurations(fields, read()),
        Payloads::configurations);
  }

  /** All funding accounts of a payee; none is an empty list. */
  public Answer<List<FundingAccount>> fundingAccounts(String customerNo)
      throws ProviderUnavailable {
    SortedMap<String, String> fields =
        signed(timestamped().with("customerNo", requirePresent("customerNo", customerNo)));
    return ask(
        Endpoint.FUNDING_ACCOUNTS,
        wire.reads().fundingAccounts(path(settings.fundingAccountsPath()), fields, read()),
        envelope -> Payloads.accounts(envelope, customerNo));
  }

  /**
   * Adds a wallet in the configured account currency. After {@link ProviderUnavailable} the wallet
   * may exist: list by its tag before adding it again.
   */
  public Answer<FundingAccount> addWallet(WalletRegistration registration)
      throws ProviderUnavailable {
    SortedMap<String, String> fields =
        signed(
            timestamped()
                .with(registration.walletFields())
                .with("customerNo", registration.customerNo())
                .with("accountCountry", registration.accountCountry())
                .with("accountCurrency", settings.accountCurrency())
                .with("accountTag", registration.accountTag()));
    return ask(
        Endpoint.ADD_WALLET,
        wire.reads().addWallet(fields, read()),
        envelope -> Payloads.account(envelope, registration.customerNo()));
  }

  /** The payer's balance in the configured balance currency; may hold other currencies too. */
  public Answer<List<Balance>> balance() throws ProviderUnavailable {
    SortedMap<String, String> fields =
        signed(timestamped().with("currency", settings.balanceCurrency()));
    return ask(Endpoint.BALANCE, wire.reads().balance(fields, read()), Payloads::balances);
  }

  /** What the provider knows of an invoice. */
  public InquiryAnswer inquire(String invoiceId) throws ProviderUnavailable {
    SortedMap<String, String> fields =
        signed(
            (settings.timestampOnInquiry() ? timestamped() : identified())
                .with("invoiceId", requirePresent("invoiceId", invoiceId)));
    Answer<Payment> answer =
        ask(
            Endpoint.INQUIRE,
            wire.reads().inquire(path(settings.inquiryPath()), fields, read()),
            Payloads::payment);
    return switch (answer) {
      case Answer.Ok<Payment>(Payment payment) -> new InquiryAnswer.Found(payment);
      case Answer.Refused<Payment>(Refusal refusal) ->
          settings.notFoundCodes().contains(refusal.code())
              ? new InquiryAnswer.NotFound()
              : new InquiryAnswer.Unclear(refusal);
    };
  }

  /**
   * Asks the provider to pay, with at most one request on the wire, and never throws for anything
   * the wire does.
   *
   * @param request its amount is sent with all its decimals, at least two
   * @param gate asked last, directly before the request is written
   */
  public PayAnswer pay(PayRequest request, SendGate gate) {
    PayAnswer answer = send(request, gate);
    listener.ended(
        Endpoint.PAY,
        switch (answer) {
          case PayAnswer.Accepted accepted -> CallEnd.OK;
          case PayAnswer.Refused refused -> CallEnd.REFUSED;
          case PayAnswer.NotSent unsent -> CallEnd.NOT_SENT;
          case PayAnswer.Unknown unknown -> CallEnd.UNKNOWN;
        });
    return answer;
  }

  private PayAnswer send(PayRequest request, SendGate gate) {
    if (!rate.takeForPay()) {
      return new PayAnswer.NotSent(NotSentReason.RATE_LIMITED);
    }
    SortedMap<String, String> fields =
        signed(
            (settings.timestampOnPay() ? timestamped() : identified())
                .with("invoiceId", request.invoiceId())
                .with("customerNo", request.customerNo())
                .with("accountToken", request.accountToken())
                .with("amount", plain(request.amount()))
                .with("currency", request.currency())
                .with("ipnUrl", request.ipnUrl())
                .with("note", request.note()));
    Sending sending = new Sending(gate);
    Reply reply = wire.execute(wire.pays().pay(request.requestId().toString(), fields, sending));
    storm.heard(reply);
    return switch (sending.stage()) {
      case CONNECTING -> new PayAnswer.NotSent(NotSentReason.NO_CONNECTION);
      case GATE_CLOSED -> new PayAnswer.NotSent(NotSentReason.GATE_CLOSED);
      case WRITTEN -> read(request, reply);
    };
  }

  private static PayAnswer read(PayRequest request, Reply reply) {
    return switch (reply) {
      case Reply.None none -> new PayAnswer.Unknown(none.cause());
      case Reply.Some some ->
          some.envelope().isSuccess() ? accepted(request, some.envelope()) : refused(some);
    };
  }

  private static PayAnswer accepted(PayRequest request, Envelope envelope) {
    try {
      Payment payment = Payloads.payment(envelope);
      String different = differentEcho(request, payment);
      return different == null
          ? new PayAnswer.Accepted(payment)
          : new PayAnswer.Unknown("echo differs: " + different);
    } catch (Unreadable e) {
      return new PayAnswer.Unknown("accepted, but unreadable: " + e.getMessage());
    }
  }

  /** The first field whose echo is there and is not what was asked; null if none. */
  private static String differentEcho(PayRequest request, Payment payment) {
    if (differs(payment.invoiceId(), request.invoiceId())) {
      return "invoiceId";
    }
    if (differs(payment.customerNo(), request.customerNo())) {
      return "customerNo";
    }
    if (differs(payment.accountToken(), request.accountToken())) {
      return "accountToken";
    }
    if (payment.amount() != null && payment.amount().compareTo(request.amount()) != 0) {
      return "amount";
    }
    return differs(payment.currency(), request.currency()) ? "currency" : null;
  }

  private static boolean differs(String echo, String asked) {
    return echo != null && !echo.equals(asked);
  }

  /** What an envelope that does not say success makes of a pay. */
  static PayAnswer refused(Reply.Some reply) {
    if (isGatewayTrouble(reply)) {
      return new PayAnswer.Unknown("HTTP " + reply.status());
    }
    Envelope envelope = reply.envelope();
    Refusal refusal = ErrorTable.refusal(envelope.code(), envelope.message());
    if (ErrorTable.isDefinitive(refusal.meaning())) {
      return new PayAnswer.Refused(refusal);
    }
    return new PayAnswer.Unknown(
        refusal.meaning() == Meaning.DUPLICATE ? "duplicate" : "code " + refusal.code());
  }

  /** A server in trouble may answer for a request that another one has taken. */
  private static boolean isGatewayTrouble(Reply.Some reply) {
    return reply.status() == 429 || reply.status() >= 500;
  }

  /** How a payload becomes a value. */
  private interface Reading<T> {
    T of(Envelope envelope) throws Unreadable;
  }

  private <T> Answer<T> ask(Endpoint endpoint, Call<ResponseBody> call, Reading<T> reading)
      throws ProviderUnavailable {
    // A held read takes nothing of the rate limit, which may wait until a storm has begun.
    requireCalm(endpoint, storm.held());
    if (!rate.takeForRead()) {
      throw notSent(endpoint, "our own rate limit", null);
    }
    requireCalm(endpoint, storm.leave());
    Reply reply = wire.execute(call);
    storm.heard(reply);
    Answer<T> answer;
    try {
      answer = answer(endpoint.words(), reply, reading);
    } catch (ProviderUnavailable unavailable) {
      listener.ended(endpoint, CallEnd.UNAVAILABLE);
      throw unavailable;
    }
    listener.ended(endpoint, end(endpoint, answer));
    return answer;
  }

  private void requireCalm(Endpoint endpoint, Duration held) throws ProviderUnavailable {
    if (!held.isZero()) {
      throw notSent(endpoint, "not asked while the provider turns calls away", held);
    }
  }

  private ProviderUnavailable notSent(Endpoint endpoint, String why, Duration retryAfter) {
    listener.ended(endpoint, CallEnd.NOT_SENT);
    return unavailable(endpoint.words(), why, retryAfter);
  }

  private <T> CallEnd end(Endpoint endpoint, Answer<T> answer) {
    return switch (answer) {
      case Answer.Ok<T> ok -> CallEnd.OK;
      case Answer.Refused<T>(Refusal refusal) ->
          isNotFound(endpoint, refusal) ? CallEnd.NOT_FOUND : CallEnd.REFUSED;
    };
  }

  private boolean isNotFound(Endpoint endpoint, Refusal refusal) {
    return endpoint == Endpoint.INQUIRE
        ? settings.notFoundCodes().contains(refusal.code())
        : refusal.meaning() == Meaning.NOT_FOUND;
  }

  private static <T> Answer<T> answer(String what, Reply reply, Reading<T> reading)
      throws ProviderUnavailable {
    return switch (reply) {
      case Reply.None none ->
          throw new ProviderUnavailable(what + ": " + none.cause(), none.retryAfter());
      case Reply.Some some -> answer(what, some, reading);
    };
  }

  private static <T> Answer<T> answer(String what, Reply.Some reply, Reading<T> reading)
      throws ProviderUnavailable {
    Envelope envelope = reply.envelope();
    if (isGatewayTrouble(reply)) {
      throw unavailable(what, "HTTP " + reply.status(), reply.retryAfter());
    }
    if (ErrorTable.isFault(envelope.code())) {
      throw unavailable(what, "code " + envelope.code(), reply.retryAfter());
    }
    if (!envelope.isSuccess()) {
      return new Answer.Refused<>(ErrorTable.refusal(envelope.code(), envelope.message()));
    }
    try {
      return new Answer.Ok<>(reading.of(envelope));
    } catch (Unreadable e) {
      throw unavailable(what, e.getMessage(), reply.retryAfter());
    }
  }

  private static ProviderUnavailable unavailable(String what, String why, Duration retryAfter) {
    return new ProviderUnavailable(what + ": " + why, retryAfter);
  }

  private static Sending read() {
    return new Sending(() -> true);
  }

  private RequestFields identified() {
    return new RequestFields()
        .with("merchantNo", settings.account().merchantNo())
        .with("storeNo", settings.account().storeNo());
  }

  private RequestFields timestamped() {
    return identified()
        .with("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private SortedMap<String, String> signed(RequestFields fields) {
    return fields.signedBy(signer);
  }

  /** Relative, so that a path in the base URL is kept. */
  private static String path(String absolute) {
    return absolute.substring(1);
  }

  private static String plain(BigDecimal amount) {
    BigDecimal shortest = amount.stripTrailingZeros();
    return shortest
        .setScale(Math.max(2, shortest.scale()), RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  private static String requirePresent(String name, String value) {
    if (Objects.requireNonNull(value, name).isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return value;
  }

  @Override
  public void close() {
    wire.close();
  }

  @Override
  public String toString() {
    return "Pockyt[" + settings.account() + "]";
  }
}
