package io.cryptopayouts.pockyt;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The client. */
@SuppressWarnings("DoNotCallSuggester")
public final class Pockyt implements AutoCloseable {
  private final PockytSettings settings;

  private Pockyt(PockytSettings settings) {
    this.settings = settings;
  }

  public static Pockyt connect(PockytSettings settings, String apiToken, Clock clock) {
    return new Pockyt(settings);
  }

  public PockytSettings settings() {
    return settings;
  }

  public Answer<Payee> retrievePayeeByNo(String customerNo) throws ProviderUnavailable {
    throw new ProviderUnavailable("not built yet", Optional.empty());
  }

  public Answer<Payee> retrievePayeeByCode(String customerCode) throws ProviderUnavailable {
    throw new ProviderUnavailable("not built yet", Optional.empty());
  }

  public Answer<Payee> retrievePayeeByEmail(String email) throws ProviderUnavailable {
    throw new ProviderUnavailable("not built yet", Optional.empty());
  }

  public Answer<Payee> registerPayee(PayeeRegistration registration) throws ProviderUnavailable {
    throw new ProviderUnavailable("not built yet", Optional.empty());
  }

  public Answer<List<WalletConfiguration>> walletConfigurations(
      String profileType, String accountCountry) throws ProviderUnavailable {
    throw new ProviderUnavailable("not built yet", Optional.empty());
  }

  public Answer<List<FundingAccount>> fundingAccounts(String customerNo)
      throws ProviderUnavailable {
    throw new ProviderUnavailable("not built yet", Optional.empty());
  }

  public Answer<FundingAccount> addWallet(WalletRegistration registration)
      throws ProviderUnavailable {
    throw new ProviderUnavailable("not built yet", Optional.empty());
  }

  public Answer<List<Balance>> balance() throws ProviderUnavailable {
    throw new ProviderUnavailable("not built yet", Optional.empty());
  }

  public InquiryAnswer inquire(String invoiceId) throws ProviderUnavailable {
    throw new ProviderUnavailable("not built yet", Optional.empty());
  }

  public PayAnswer pay(PayRequest request, SendGate gate) {
    return new PayAnswer.NotSent(NotSentReason.NO_CONNECTION);
  }

  @Override
  public void close() {}
}
