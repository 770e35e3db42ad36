package io.cryptopayouts.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.Wallet;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SceneTest {

  @Test
  void everyPayoutHasANameAndAWalletThatTheProductTakes() {
    for (Scene scene : Scene.cast("-tn3k2m").all()) {
      assertThat(new PayoutId(scene.invoiceId()).invoiceId()).isEqualTo(scene.invoiceId());
      String address = scene.order().body().path("wallet").path("address").asText();
      assertThat(new Wallet.Address("ETH - Ethereum", address, null, Map.of()).address())
          .isEqualTo(address);
    }
  }

  @Test
  void theBalanceIsShortForOnePayoutOnlyAndTheTopUpIsEnoughForAll() {
    Scene.Cast cast = Scene.cast("");
    BigDecimal all =
        cast.all().stream().map(Scene::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(cast.topUp().amount()).isGreaterThan(Scene.BALANCE);
    assertThat(all.subtract(cast.topUp().amount())).isLessThan(Scene.BALANCE);
    assertThat(all).isLessThan(Scene.BALANCE.add(Scene.TOP_UP));
  }
}
