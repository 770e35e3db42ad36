package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Wallet;
import io.cryptopayouts.pockyt.WalletConfiguration;
import io.cryptopayouts.pockyt.WalletField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletFitTest {

  private static final String ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

  /** As step 4 of the provider's guide prints it, the line break in the last chain included. */
  private static final List<WalletField> GUIDE =
      List.of(
          new WalletField(
              "walletChain",
              "Chain",
              true,
              List.of("ETH - Ethereum", "SOL - Solana", "POLY -\n  Polygon")),
          new WalletField("walletAddress", "Wallet Address", true, List.of()),
          new WalletField("walletAddressTag", "Memo", false, List.of()));

  private static WalletFit fit(List<WalletField> fields, Wallet.Address wallet) {
    return WalletFit.of(
        List.of(new WalletConfiguration("INDIVIDUAL", "CRYPTO", "USDC", fields)), wallet);
  }

  private static List<WalletField> guideAnd(WalletField more) {
    List<WalletField> fields = new ArrayList<>(GUIDE);
    fields.add(more);
    return fields;
  }

  private static Wallet.Address wallet(String chain, String tag, Map<String, String> extra) {
    return new Wallet.Address(chain, ADDRESS, tag, extra);
  }

  private static Wallet.Address ethereum() {
    return wallet("ETH - Ethereum", null, Map.of());
  }

  @Test
  void anOrderFitsTheGuidesConfiguration() {
    assertThat(fit(GUIDE, ethereum()))
        .isEqualTo(
            new WalletFit.Fits(Map.of("walletChain", "ETH - Ethereum", "walletAddress", ADDRESS)));
  }

  @Test
  void aTagIsSentWhereTheOrderHasOne() {
    assertThat(fit(GUIDE, wallet("ETH - Ethereum", "memo 7", Map.of())))
        .isEqualTo(
            new WalletFit.Fits(
                Map.of(
                    "walletChain",
                    "ETH - Ethereum",
                    "walletAddress",
                    ADDRESS,
                    "walletAddressTag",
                    "memo 7")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POLY - Polygon", "POLY -  Polygon", " POLY\t-\nPolygon "})
  void aChainWithOddWhiteSpaceIsSentAsTheProviderSpellsIt(String chain) {
    assertThat(fit(GUIDE, wallet(chain, null, Map.of())))
        .isEqualTo(
            new WalletFit.Fits(
                Map.of("walletChain", "POLY -\n  Polygon", "walletAddress", ADDRESS)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRX - Tron", "ETH", "eth - ethereum", "ETH-Ethereum"})
  void aChainThatIsNotOfferedIsNamed(String chain) {
    assertThat(fit(GUIDE, wallet(chain, null, Map.of())))
        .isEqualTo(
            new WalletFit.Misfit("walletChain", "has a value that the provider does not offer"));
  }

  @Test
  void aNewRequiredFieldIsNamed() {
    WalletField travelRule = new WalletField("walletHolder", "Holder", true, List.of());

    assertThat(fit(guideAnd(travelRule), ethereum()))
        .isEqualTo(
            new WalletFit.Misfit(
                "walletHolder", "is required by the provider and the order does not have it"));
  }

  @Test
  void aNewRequiredFieldIsTakenFromTheOrdersExtraFields() {
    WalletField travelRule = new WalletField("walletHolder", "Holder", true, List.of("SELF"));

    assertThat(
            fit(
                guideAnd(travelRule),
                wallet("ETH - Ethereum", null, Map.of("walletHolder", "SELF"))))
        .isEqualTo(
            new WalletFit.Fits(
                Map.of(
                    "walletChain",
                    "ETH - Ethereum",
                    "walletAddress",
                    ADDRESS,
                    "walletHolder",
                    "SELF")));
  }

  @Test
  void anExtraFieldWithAValueNotOfferedIsNamed() {
    WalletField travelRule = new WalletField("walletHolder", "Holder", true, List.of("SELF"));

    assertThat(
            fit(
                guideAnd(travelRule),
                wallet("ETH - Ethereum", null, Map.of("walletHolder", "other"))))
        .isEqualTo(
            new WalletFit.Misfit("walletHolder", "has a value that the provider does not offer"));
  }

  @Test
  void anExtraFieldThatTheProviderDoesNotTakeIsNamed() {
    assertThat(fit(GUIDE, wallet("ETH - Ethereum", null, Map.of("zeta", "1", "alpha", "2"))))
        .isEqualTo(
            new WalletFit.Misfit("alpha", "is in the order and the provider does not take it"));
  }

  @Test
  void aTagThatTheProviderNoLongerTakesIsNamed() {
    assertThat(fit(GUIDE.subList(0, 2), wallet("ETH - Ethereum", "memo 7", Map.of())))
        .isEqualTo(
            new WalletFit.Misfit(
                "walletAddressTag", "is in the order and the provider does not take it"));
  }

  @Test
  void anExtraFieldNeverReplacesTheAddress() {
    assertThat(
            fit(
                GUIDE,
                wallet(
                    "ETH - Ethereum",
                    null,
                    Map.of("walletAddress", "0x0", "walletChain", "SOL - Solana"))))
        .isEqualTo(
            new WalletFit.Fits(Map.of("walletChain", "ETH - Ethereum", "walletAddress", ADDRESS)));
  }

  @Test
  void noConfigurationAtAllIsAMisfit() {
    assertThat(WalletFit.of(List.of(), ethereum()))
        .isEqualTo(
            new WalletFit.Misfit(
                "wallet", "the provider offers no wallet configuration for this payee"));
  }
}
