package io.cryptopayouts.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A running simulator of Pockyt's Payouts API: an HTTP server for the client under test, and for
 * tests the hand that turns payees, wallets, money and faults. Every method may be called from any
 * thread at any time; the same is offered over HTTP under {@code /admin}.
 *
 * <p>Status words are raw: they are shown exactly as given.
 */
public final class Simulator implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Simulator.class.getName());
  private static final long TICK_MILLIS = 20;

  private final Faults faults = new Faults();
  private final CallLog calls = new CallLog();
  private final Provider provider;
  private final HttpListener listener;
  private final ScheduledExecutorService ticker;

  private Simulator(SimulatorSettings settings) throws IOException {
    provider = new Provider(settings);
    PockytApi pockyt = new PockytApi(provider, faults, calls);
    AdminApi admin = new AdminApi(this);
    listener =
        new HttpListener(
            new InetSocketAddress(settings.host(), settings.port()),
            exchange -> {
              if (AdminApi.serves(exchange.path())) {
                admin.handle(exchange);
              } else {
                pockyt.handle(exchange);
              }
            });
    ticker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulator-ticker").factory());
    var unused =
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts a simulator; it serves when this returns.
   *
   * @throws UncheckedIOException if the address cannot be bound
   */
  public static Simulator start(SimulatorSettings settings) {
    try {
      return new Simulator(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets time pass where nobody calls, so that notices go out. */
  private void tick() {
    try {
      provider.change(world -> {});
    } catch (RuntimeException e) {
      // A test's clock may end before the simulator does; the ticker must outlive a hiccup of it.
      LOG.log(System.Logger.Level.DEBUG, "the clock did not answer", e);
    }
  }

  /** Where Pockyt's paths start. */
  public URI url() {
    return URI.create("http://" + provider.settings().host() + ":" + listener.port());
  }

  /** What really moved until now. */
  public Ledger ledger() {
    return provider.look(world -> world.payouts().ledger());
  }

  /** The latest 100,000 requests to Pockyt's paths, the oldest first, without secrets. */
  public List<Call> calls() {
    return calls.calls();
  }

  /** How many requests this path had, those without an answer yet included. */
  public long calls(String path) {
    return calls.count(path);
  }

  /** The latest 100,000 attempts to deliver a notice, the oldest first. */
  public List<Delivery> deliveries() {
    return provider.notices().deliveries();
  }

  /** What the payer has, without what pending payouts reserve. */
  public BigDecimal balance() {
    return provider.look(world -> world.payouts().balance());
  }

  /** Gives the payer this balance. */
  public void balance(BigDecimal amount) {
    provider.change(world -> world.payouts().balance(amount));
  }

  /** Adds to the payer's balance. */
  public void topUp(BigDecimal amount) {
    provider.change(
        world -> world.payouts().balance(world.payouts().balance().add(Money.checked(amount))));
  }

  /**
   * A payee as if registered elsewhere, with a made-up profile.
   *
   * @return its customerNo
   */
  public String addPayee(String customerCode, String email) {
    return addPayee(Map.of("customerCode", customerCode, "email", email));
  }

  /**
   * A payee as if registered elsewhere, unchecked.
   *
   * @param profile fields of register; what is not given is made up
   * @return its customerNo
   */
  public String addPayee(Map<String, String> profile) {
    Map<String, String> whole = new LinkedHashMap<>();
    whole.put("profileType", "INDIVIDUAL");
    whole.put("firstName", "John");
    whole.put("lastName", "Doe");
    whole.put("dateOfBirth", "1999-01-01");
    whole.put("countryCode", "US");
    whole.put("country", "USA");
    whole.put("state", "NY");
    whole.put("city", "hometown");
    whole.put("street", "123 main St");
    whole.put("zip", "10005");
    whole.putAll(profile);
    return provider.look(world -> world.payees().add(whole, world.now()).customerNo);
  }

  /**
   * A USDC wallet as if added elsewhere, unchecked.
   *
   * @param accountTag empty for none
   * @param walletAddressTag empty for none
   * @return its accountToken
   */
  public String addWallet(
      String customerNo,
      String accountTag,
      String walletChain,
      String walletAddress,
      String walletAddressTag) {
    Map<String, String> fields =
        Map.of(
            "accountTag", accountTag,
            "accountCountry", "US",
            "accountCurrency", "USDC",
            "walletChain", walletChain,
            "walletAddress", walletAddress,
            "walletAddressTag", walletAddressTag);
    Params params = new Params(fields, Optional.empty());
    return provider.look(world ->
        world
            .payees()
            .addWallet(world.payees().byNumber(customerNo), params, world.now())
            .accountToken);
  }

  /** The provider's number of this payee, once it is registered. */
  public Optional<String> customerNo(String customerCode) {
    return payees().stream()
        .filter(payee -> payee.customerCode().equals(customerCode))
        .map(PayeeView::customerNo)
        .findFirst();
  }

  /** Gives a payee this status, as Pockyt's compliance team would. */
  public void payeeStatus(String customerCode, String rawStatus) {
    provider.change(world -> world.payees().byCode(customerCode).status(rawStatus, world.now()));
  }

  /** Gives all wallets of a payee this status, as lists show it. */
  public void walletStatus(String customerNo, String rawStatus) {
    provider.change(
        world -> world.payees().byNumber(customerNo).wallets.forEach(w -> w.status(rawStatus)));
  }

  /** Offers only these chains from now on. */
  public void chains(List<String> chains) {
    provider.change(world -> world.form().chains(chains));
  }

  /** Requires one more field of every wallet from now on. */
  public void requireWalletField(String name, String label) {
    provider.change(world -> world.form().require(name, label));
  }

  /** Turns a switch. */
  public void turn(Switch which, boolean on) {
    provider.change(world -> {
      if (on) {
        world.switches().add(which);
      } else {
        world.switches().remove(which);
      }
    });
  }

  /**
   * Gives all payouts of an invoice this status now and sends the notice; they no longer settle by
   * themselves. Success, failed and returned (and older pages' synonyms) move money, any other word
   * only shows.
   */
  public void settle(String invoiceId, String status) {
    provider.change(world -> world.payouts().settle(invoiceId, status, world.now(), true));
  }

  /**
   * Sends one more signed notice about the invoice's latest payout, whatever its real status, and
   * waits for the answer.
   */
  public Delivery sendNotice(String invoiceId, String status) {
    return sendNotice(invoiceId, status, Map.of());
  }

  /**
   * Sends one more notice with some fields changed or added. It is signed after the changes, unless
   * they bring their own {@code verifySign}.
   */
  public Delivery sendNotice(String invoiceId, String status, Map<String, String> changes) {
    Payout payout = provider.look(world -> world.payouts().ofInvoice(invoiceId).getLast());
    Map<String, String> fields =
        provider.look(world -> world.payouts().noticeFields(payout, status, world.now()));
    fields.putAll(changes);
    return sendNotice(URI.create(payout.ipnUrl), fields);
  }

  /** Sends any fields as a notice, signed unless they bring their own {@code verifySign}. */
  public Delivery sendNotice(URI target, Map<String, String> fields) {
    boolean json = provider.look(world -> world.switches().contains(Switch.JSON_NOTICES));
    Map<String, String> sent =
        fields.containsKey(Signature.FIELD) ? fields : provider.notices().signed(fields);
    return provider.notices().deliver(target, sent, json);
  }

  /** Sends any body as a notice. */
  public Delivery sendNotice(URI target, String contentType, String body) {
    return provider.notices().post(target, contentType, body);
  }

  /**
   * The {@code verifySign} of these fields under the merchant's token, for notices of a test's own
   * making.
   */
  public String signature(Map<String, String> fields) {
    return new Signature(provider.settings().token()).of(fields);
  }

  /** Misbehaves as told, after the faults planned before. */
  public void plan(Fault fault) {
    faults.plan(fault);
  }

  /** The faults that are not used up. */
  public List<Fault> planned() {
    return faults.planned();
  }

  /** Forgets all planned faults. */
  public void behave() {
    faults.clear();
  }

  /** What the admin API shows of a payee: nothing personal. */
  record PayeeView(
      String customerNo, String customerCode, String payeeStatus, List<WalletView> wallets) {}

  /** What the admin API shows of a wallet. */
  record WalletView(String accountToken, String accountTag, String chain, String status) {}

  List<PayeeView> payees() {
    return provider.look(world -> world.payees().all().stream().map(Simulator::viewOf).toList());
  }

  private static PayeeView viewOf(Payee payee) {
    return new PayeeView(
        payee.customerNo,
        payee.text("customerCode"),
        payee.status(),
        payee.wallets.stream()
            .map(w -> new WalletView(w.accountToken, w.accountTag, w.chain, w.status()))
            .toList());
  }

  /** Stops serving and cuts all open connections. */
  @Override
  public void close() {
    ticker.shutdownNow();
    provider.notices().close();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
