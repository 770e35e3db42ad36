package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.InvoiceView;
import io.cryptopayouts.contract.Invoices;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.contract.Wallet;
import io.cryptopayouts.pockyt.AccountStatus;
import io.cryptopayouts.pockyt.Answer;
import io.cryptopayouts.pockyt.Balance;
import io.cryptopayouts.pockyt.FundingAccount;
import io.cryptopayouts.pockyt.InquiryAnswer;
import io.cryptopayouts.pockyt.Meaning;
import io.cryptopayouts.pockyt.Payment;
import io.cryptopayouts.pockyt.Pockyt;
import io.cryptopayouts.pockyt.PockytSettings;
import io.cryptopayouts.pockyt.ProviderUnavailable;
import io.cryptopayouts.pockyt.Refusal;
import io.cryptopayouts.pockyt.WalletConfiguration;
import io.cryptopayouts.pockyt.WalletRegistration;
import io.cryptopayouts.pockyt.WalletTag;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The quick steps, done with the provider and with the invoices' records. */
final class PockytGuide implements Guide {

  private static final Logger LOG = LoggerFactory.getLogger(PockytGuide.class);
  private static final int LONGEST_WORD = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Pockyt pockyt;
  private final Invoices invoices;
  private final PaySettings settings;
  private final ResendBrake brake;
  private final WorkerMetrics metrics;

  PockytGuide(
      Pockyt pockyt,
      Invoices invoices,
      PaySettings settings,
      ResendBrake brake,
      WorkerMetrics metrics) {
    this.pockyt = pockyt;
    this.invoices = invoices;
    this.settings = settings;
    this.brake = brake;
    this.metrics = metrics;
  }

  @Override
  public PayeeAnswer registerPayee(Payee.Details payee) {
    return provider(() -> {
      Optional<PayeeAnswer> known = byCode(payee);
      if (known.isPresent()) {
        return known.get();
      }
      return switch (pockyt.registerPayee(Registrations.of(payee))) {
        case Answer.Ok<io.cryptopayouts.pockyt.Payee>(var registered) ->
            retrieve(registered.customerNo());
        case Answer.Refused<io.cryptopayouts.pockyt.Payee>(Refusal refusal) ->
            afterRefusal(payee, refusal);
      };
    });
  }

  private Optional<PayeeAnswer> byCode(Payee.Details payee) throws ProviderUnavailable {
    return switch (pockyt.retrievePayeeByCode(payee.customerCode())) {
      case Answer.Ok<io.cryptopayouts.pockyt.Payee>(var found) ->
          Optional.of(
              Registrations.difference(payee, found)
                  .<PayeeAnswer>map(PayeeAnswer.LooksAlike::new)
                  .orElseGet(() -> known(found)));
      case Answer.Refused<io.cryptopayouts.pockyt.Payee>(Refusal refusal)
          when refusal.meaning() == Meaning.NOT_FOUND ->
          Optional.empty();
      case Answer.Refused<io.cryptopayouts.pockyt.Payee>(Refusal refusal) ->
          Optional.of(new PayeeAnswer.Refused(refusal.code()));
    };
  }

  /** Registered by an earlier, unanswered call; known by e-mail only; or really refused. */
  private PayeeAnswer afterRefusal(Payee.Details payee, Refusal refusal)
      throws ProviderUnavailable {
    Optional<PayeeAnswer> known = byCode(payee);
    if (known.isPresent()) {
      return known.get();
    }
    return pockyt.retrievePayeeByEmail(payee.email()) instanceof Answer.Ok
        ? new PayeeAnswer.LooksAlike("same e-mail, other customer code")
        : new PayeeAnswer.Refused(refusal.code());
  }

  @Override
  public PayeeAnswer retrievePayee(String customerNo) {
    return provider(() -> retrieve(customerNo));
  }

  private PayeeAnswer retrieve(String customerNo) throws ProviderUnavailable {
    return switch (pockyt.retrievePayeeByNo(customerNo)) {
      case Answer.Ok<io.cryptopayouts.pockyt.Payee>(var found) ->
          customerNo.equals(found.customerNo())
              ? known(found)
              : new PayeeAnswer.LooksAlike("customerNo");
      case Answer.Refused<io.cryptopayouts.pockyt.Payee>(Refusal refusal)
          when refusal.meaning() == Meaning.NOT_FOUND ->
          new PayeeAnswer.Unknown();
      case Answer.Refused<io.cryptopayouts.pockyt.Payee>(Refusal refusal) ->
          new PayeeAnswer.Refused(refusal.code());
    };
  }

  private static PayeeAnswer known(io.cryptopayouts.pockyt.Payee payee) {
    Standing.Kind kind =
        switch (payee.status()) {
          case ACTIVE -> Standing.Kind.ACTIVE;
          case UNVERIFIED -> Standing.Kind.UNSIGNED;
          case DECLINED -> Standing.Kind.DECLINED;
          case DEACTIVATED -> Standing.Kind.DEACTIVATED;
          case PENDING, UNDER_REVIEW, UNKNOWN -> Standing.Kind.IN_REVIEW;
        };
    return new PayeeAnswer.Known(
        payee.customerNo(),
        new Standing(kind, word(payee.rawStatus())),
        payee.profileType(),
        payee.countryCode());
  }

  @Override
  public WalletFit walletConfiguration(
      Wallet.Address wallet, String profileType, String countryCode) {
    return provider(() ->
        switch (pockyt.walletConfigurations(profileType, countryCode)) {
          case Answer.Ok<List<WalletConfiguration>>(var offered) -> WalletFit.of(offered, wallet);
          case Answer.Refused<List<WalletConfiguration>>(Refusal refusal) ->
              new WalletFit.Refused(refusal.code());
        });
  }

  @Override
  public WalletStanding linkWallet(
      String customerNo, String countryCode, Wallet wallet, Map<String, String> fields) {
    return provider(() ->
        switch (pockyt.fundingAccounts(customerNo)) {
          case Answer.Ok<List<FundingAccount>>(var listed) -> {
            Optional<FundingAccount> found = find(listed, customerNo, wallet);
            if (found.isPresent() || fields == null) {
              yield found.map(PockytGuide::standing).orElseGet(WalletStanding.NotListed::new);
            }
            yield add(customerNo, countryCode, wallet, fields);
          }
          case Answer.Refused<List<FundingAccount>>(Refusal refusal) ->
              new WalletStanding.Refused(refusal.code());
        });
  }

  /** Only the exact tag, or the exact token, is evidence; of several the oldest activated one. */
  private Optional<FundingAccount> find(
      List<FundingAccount> listed, String customerNo, Wallet wallet) {
    List<FundingAccount> matching =
        listed.stream()
            .filter(account -> isWallet(account, pockyt.settings()))
            .filter(account ->
                switch (wallet) {
                  case Wallet.Linked linked -> linked.accountToken().equals(account.accountToken());
                  case Wallet.Address address -> account.isTagged(tag(customerNo, address));
                })
            .sorted(
                Comparator.comparing(
                        (FundingAccount account) -> account.status() != AccountStatus.ACTIVATED)
                    .thenComparing(
                        FundingAccount::createdAt, Comparator.nullsLast(Comparator.naturalOrder())))
            .toList();
    return matching.stream().findFirst();
  }

  private WalletStanding add(
      String customerNo, String countryCode, Wallet wallet, Map<String, String> fields)
      throws ProviderUnavailable {
    if (!(wallet instanceof Wallet.Address address)) {
      return new WalletStanding.NotListed();
    }
    return switch (pockyt.addWallet(
        new WalletRegistration(customerNo, countryCode, tag(customerNo, address), fields))) {
      case Answer.Ok<FundingAccount>(var added) -> standing(added);
      case Answer.Refused<FundingAccount>(Refusal refusal) ->
          new WalletStanding.Refused(refusal.code());
    };
  }

  private static String tag(String customerNo, Wallet.Address wallet) {
    return WalletTag.of(customerNo, wallet.chain(), wallet.address(), wallet.tag());
  }

  /** Whether this is a wallet in our currency, as far as the provider says. */
  static boolean isWallet(FundingAccount account, PockytSettings settings) {
    return "CRYPTO".equalsIgnoreCase(account.accountType())
        && settings.accountCurrency().equalsIgnoreCase(account.currency());
  }

  private static WalletStanding standing(FundingAccount account) {
    return switch (account.status()) {
      case ACTIVATED ->
          account.accountToken() == null
              ? new WalletStanding.Pending(word(account.rawStatus()))
              : new WalletStanding.Usable(account.accountToken());
      case INVALID -> new WalletStanding.Invalid();
      case PENDING, UNKNOWN -> new WalletStanding.Pending(word(account.rawStatus()));
    };
  }

  /** A word of the provider as operators see it: never long. */
  private static String word(String raw) {
    return raw == null || raw.length() <= LONGEST_WORD ? raw : raw.substring(0, LONGEST_WORD);
  }

  @Override
  public Funds checkFunds(BigDecimal amount) {
    try {
      return switch (pockyt.balance()) {
        case Answer.Ok<List<Balance>>(var balances) ->
            balances.stream()
                .filter(balance ->
                    pockyt.settings().balanceCurrency().equals(balance.currency())
                        && balance.amount() != null)
                .findFirst()
                .map(balance -> balance.amount().compareTo(amount) < 0 ? Funds.SHORT : Funds.ENOUGH)
                .orElse(Funds.UNREADABLE);
        case Answer.Refused<List<Balance>>(Refusal refusal) -> Funds.UNREADABLE;
      };
    } catch (ProviderUnavailable unavailable) {
      return Funds.UNREADABLE;
    }
  }

  @Override
  public Inquiry inquirePayout(
      Instruction instruction, Instant acceptedAt, boolean shownBefore, Instant askedAt) {
    Inquiry shown = watchPayout(instruction);
    if (shown instanceof Inquiry.Found found) {
      invoices.found(
          instruction.providerInvoice(), new Found(found.transactionNo(), found.status()));
      if (acceptedAt != null && !shownBefore) {
        firstFound(instruction.providerInvoice(), Duration.between(acceptedAt, asked(askedAt)));
      }
    }
    if (shown instanceof Inquiry.NotFound
        && acceptedAt != null
        && asked(askedAt).isAfter(acceptedAt.plus(settings.quiet()))) {
      if (!brake.isEngaged()) {
        LOG.error(
            "invoice {} was accepted and inquiry does not show it: nothing is sent again from here",
            instruction.providerInvoice());
      }
      brake.engage();
    }
    return shown;
  }

  /**
   * By Temporal's clock, as the time of acceptance is, because this worker's may be wrong. Each
   * attempt counts; only a step in a workflow task is stamped by the worker itself.
   */
  private static Instant asked(Instant askedAt) {
    ActivityInfo step = Activity.getExecutionContext().getInfo();
    return step.isLocal()
        ? askedAt
        : Instant.ofEpochMilli(step.getCurrentAttemptScheduledTimestamp());
  }

  /** The time holds our own pauses between two inquiries too, so it is an upper bound. */
  private void firstFound(String providerInvoice, Duration sinceAccepted) {
    if (metrics.found(sinceAccepted)) {
      LOG.warn(
          "invoice {} was shown by inquiry only {} after it was accepted: more than half of the"
              + " quiet period that re-sends rest on",
          providerInvoice,
          sinceAccepted);
    }
  }

  @Override
  public Inquiry watchPayout(Instruction instruction) {
    return provider(() -> compared(pockyt.inquire(instruction.providerInvoice()), instruction));
  }

  /** What inquiry answered, with every echo compared to what was instructed. */
  static Inquiry compared(InquiryAnswer answer, Instruction instruction) {
    return switch (answer) {
      case InquiryAnswer.NotFound none -> new Inquiry.NotFound();
      case InquiryAnswer.Unclear unclear -> new Inquiry.Unclear(unclear.refusal().code());
      case InquiryAnswer.Found(Payment payment) ->
          difference(payment, instruction)
              .<Inquiry>map(Inquiry.Differs::new)
              .orElseGet(() -> new Inquiry.Found(payment.transactionNo(), settlement(payment)));
    };
  }

  private static Optional<String> difference(Payment payment, Instruction instruction) {
    if (payment.amount() == null || payment.amount().compareTo(instruction.money().amount()) != 0) {
      return Optional.of("amount");
    }
    if (!instruction.money().currency().equals(payment.currency())) {
      return Optional.of("currency");
    }
    if (differs(payment.invoiceId(), instruction.providerInvoice())) {
      return Optional.of("invoiceId");
    }
    if (differs(payment.customerNo(), instruction.customerNo())) {
      return Optional.of("customerNo");
    }
    if (differs(payment.accountToken(), instruction.accountToken())) {
      return Optional.of("accountToken");
    }
    return payment.transactionNo() == null ? Optional.of("transactionNo") : Optional.empty();
  }

  private static boolean differs(String echo, String instructed) {
    return echo != null && !echo.equals(instructed);
  }

  private static Settlement settlement(Payment payment) {
    return switch (payment.status()) {
      case PENDING -> Settlement.PENDING;
      case SUCCESS -> Settlement.SUCCESS;
      case FAILED -> Settlement.FAILED;
      case RETURNED -> Settlement.RETURNED;
    };
  }

  @Override
  public InvoiceStanding viewInvoice(String providerInvoice) {
    return temporal(() -> {
      Optional<InvoiceView> view = invoices.view(providerInvoice, PATIENCE);
      Optional<Send> open = view.flatMap(InvoiceView::open);
      boolean repeated = view.map(InvoiceView::wasRepeated).orElse(false);
      return new InvoiceStanding(
          view.orElse(null),
          open.map(send -> send.at().plus(settings.quiet())).orElse(null),
          settings.resend() && !brake.isEngaged() && !repeated);
    });
  }

  @Override
  public SealAnswer sealInvoice(String providerInvoice, Seal seal) {
    return temporal(() -> invoices.seal(providerInvoice, seal, PATIENCE));
  }

  @FunctionalInterface
  private interface ProviderCall<T> {
    T call() throws ProviderUnavailable;
  }

  /** "No usable answer" becomes a failure that Temporal retries, not before its time. */
  private static <T> T provider(ProviderCall<T> call) {
    try {
      return call.call();
    } catch (ProviderUnavailable unavailable) {
      ApplicationFailure.Builder failure =
          ApplicationFailure.newBuilder()
              .setMessage(unavailable.getMessage())
              .setType("ProviderUnavailable");
      unavailable.retryAfter().map(PockytGuide::spread).ifPresent(failure::setNextRetryDelay);
      throw readable(failure.build());
    }
  }

  /** Up to half as long again, so that not all who waited come back together. */
  private static Duration spread(Duration wait) {
    return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 2 + 1));
  }

  @FunctionalInterface
  private interface TemporalCall<T> {
    T call() throws TimeoutException;
  }

  private static <T> T temporal(TemporalCall<T> call) {
    try {
      return call.call();
    } catch (TimeoutException late) {
      throw readable(
          ApplicationFailure.newFailure(
              "the invoice's workflow did not answer in time", "InvoiceUnavailable"));
    }
  }

  /**
   * An operator sees it at the pending activity: one sentence, and below it one line that says it
   * is of our code, by which those who see no personal data are shown the sentence.
   */
  private static ApplicationFailure readable(ApplicationFailure failure) {
    failure.setStackTrace(
        Stream.of(failure.getStackTrace())
            .filter(frame -> frame.getClassName().equals(PockytGuide.class.getName()))
            .limit(1)
            .toArray(StackTraceElement[]::new));
    return failure;
  }
}
