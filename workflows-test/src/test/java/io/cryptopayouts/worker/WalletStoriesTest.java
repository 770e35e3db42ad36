package io.cryptopayouts.worker;

import static io.cryptopayouts.worker.Told.need;
import static io.cryptopayouts.worker.Told.needing;
import static io.cryptopayouts.worker.Told.outcome;
import static io.cryptopayouts.worker.Told.waiting;
import static io.cryptopayouts.worker.Told.waitsFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Party;
import io.cryptopayouts.contract.Payee;
import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Step;
import io.cryptopayouts.contract.Wallet;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Switch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From an approved payee to a wallet that may be paid to. */
class WalletStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aWalletOfAnEarlierPayoutIsAdoptedByItsTag() {
    Rig rig = stage.rig();
    rig.payOut(Orders.individual("inv-1", "cust-1"));

    assertThat(outcome(rig.payOut(Orders.individual("inv-2", "cust-1")))).isEqualTo(Outcome.PAID);
    assertThat(rig.calls(Endpoint.CREATE_WALLET)).isEqualTo(1);
  }

  @Test
  void aWalletWithoutOurTagIsNotAdopted() {
    Rig rig = stage.rig();
    String customerNo = rig.provider.addPayee("cust-1", "cust-1@example.com");
    String foreign =
        rig.provider.addWallet(
            customerNo, "", "ETH - Ethereum", "0x000000000000000000000000000000000000BeAed", "");
    PayoutOrder order = Orders.order("inv-1", new Payee.Existing(customerNo));

    rig.payOut(order);

    assertThat(rig.calls(Endpoint.CREATE_WALLET)).isEqualTo(1);
    assertThat(rig.provider.ledger().movements("inv-1"))
        .allSatisfy(movement -> assertThat(movement.accountToken()).isNotEqualTo(foreign));
  }

  @Test
  void anUnansweredLinkIsFoundAgain() {
    Rig rig = stage.rig();
    rig.provider.turn(Switch.HIDE_WALLETS, true);
    rig.provider.plan(Fault.after(Endpoint.CREATE_WALLET, new Behaviour.Reset()));

    assertThat(outcome(rig.payOut(Orders.individual("inv-1")))).isEqualTo(Outcome.PAID);
    assertThat(rig.calls(Endpoint.CREATE_WALLET)).isEqualTo(1);
  }

  @Test
  void aLinkedWalletIsPaidByItsToken() {
    Rig rig = stage.rig();
    String customerNo = rig.provider.addPayee("cust-1", "cust-1@example.com");
    String token = rig.provider.addWallet(customerNo, "", "ETH - Ethereum", Orders.ADDRESS, "");
    PayoutOrder order =
        Orders.order("inv-1", new Payee.Existing(customerNo), new Wallet.Linked(token));

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.calls(Endpoint.CREATE_WALLET)).isZero();
  }

  @Test
  void theWalletOfAnotherPayeeIsNotPaid() {
    Rig rig = stage.rig();
    String customerNo = rig.provider.addPayee("cust-1", "cust-1@example.com");
    String other = rig.provider.addPayee("cust-2", "cust-2@example.com");
    String foreign = rig.provider.addWallet(other, "", "ETH - Ethereum", Orders.ADDRESS, "");
    PayoutOrder order =
        Orders.order("inv-1", new Payee.Existing(customerNo), new Wallet.Linked(foreign));
    rig.start(order);

    assertThat(need(rig.after(Duration.ofHours(1), order))).isEqualTo(Need.WALLET_UNKNOWN);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
  }

  @Test
  void aPendingWalletIsWaitedFor() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-walletpending-1");
    rig.start(order);

    PayoutStatus pending = rig.after(Duration.ofDays(1), order);
    rig.provider.walletStatus(rig.customerNo(), "ACTIVATED");

    assertThat(waitsFor(pending)).isEqualTo(Party.PROVIDER);
    assertThat(waiting(pending).step()).isEqualTo(Step.WALLET);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.calls(Endpoint.CREATE_WALLET)).isEqualTo(1);
  }

  @Test
  void anInvalidWalletNeedsAnOperatorAndExpiresIfNobodyActs() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-walletinvalid-1");
    rig.start(order);

    assertThat(need(rig.after(Duration.ofDays(1), order))).isEqualTo(Need.WALLET_INVALID);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.EXPIRED);
  }

  @Test
  void aWalletThatFlipsBeforePayIsNotPaidUntilActivatedAgain() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.after(Endpoint.CREATE_WALLET, new Behaviour.WalletStatus("PENDING")));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus flipped = rig.after(Duration.ofHours(5), order);
    long sentBefore = rig.calls(Endpoint.PAY);
    rig.provider.walletStatus(rig.customerNo(), "ACTIVATED");

    assertThat(waiting(flipped).step()).isEqualTo(Step.WALLET);
    assertThat(sentBefore).isZero();
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aNewRequiredFieldIsNamed() {
    Rig rig = stage.rig();
    rig.provider.requireWalletField("ownerRelation", "Relation to the owner");
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofHours(1), order);

    assertThat(need(status)).isEqualTo(Need.WALLET_FIELD);
    assertThat(needing(status).detail()).contains("ownerRelation");
    assertThat(rig.calls(Endpoint.CREATE_WALLET)).isZero();
  }

  @Test
  void aTagThatTheProviderRequiresIsNamed() {
    Rig rig = stage.rig();
    rig.provider.requireWalletField("walletAddressTag", "Tag or memo of the address");
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofHours(1), order);

    assertThat(need(status)).isEqualTo(Need.WALLET_FIELD);
    assertThat(needing(status).detail()).contains("walletAddressTag");
    assertThat(rig.calls(Endpoint.CREATE_WALLET)).isZero();
  }

  @Test
  void aNewRequiredFieldMayComeWithTheOrder() {
    Rig rig = stage.rig();
    rig.provider.requireWalletField("ownerRelation", "Relation to the owner");
    PayoutOrder order =
        Orders.order(
            "inv-1",
            Orders.individual("inv-1").payee(),
            new Wallet.Address(
                "ETH - Ethereum", Orders.ADDRESS, null, Map.of("ownerRelation", "self")));

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aFieldThatTheProviderDoesNotTakeIsNamed() {
    Rig rig = stage.rig();
    PayoutOrder order =
        Orders.order(
            "inv-1",
            Orders.individual("inv-1").payee(),
            new Wallet.Address(
                "ETH - Ethereum", Orders.ADDRESS, null, Map.of("ownerRelation", "self")));
    rig.start(order);

    assertThat(needing(rig.after(Duration.ofHours(1), order)).detail()).contains("ownerRelation");
  }

  @Test
  void aChainThatIsGoneNeedsAnOperatorAndIsPaidOnceItIsBack() {
    Rig rig = stage.rig();
    rig.provider.chains(List.of("SOL - Solana"));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus gone = rig.after(Duration.ofHours(5), order);
    rig.provider.chains(List.of("SOL - Solana", "ETH - Ethereum"));

    assertThat(need(gone)).isEqualTo(Need.WALLET_FIELD);
    assertThat(needing(gone).detail()).contains("walletChain");
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void oddWhiteSpaceInTheProvidersChainIsSentAsTheProviderSpellsIt() {
    Rig rig = stage.rig();
    rig.provider.chains(List.of("ETH -\n  Ethereum"));
    PayoutOrder order = Orders.individual("inv-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void oddWhiteSpaceInTheOrdersChainDoesNotMatter() {
    Rig rig = stage.rig();
    PayoutOrder order =
        Orders.order(
            "inv-1",
            Orders.individual("inv-1").payee(),
            new Wallet.Address("  ETH  -\tEthereum ", Orders.ADDRESS, null, Map.of()));

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aRefusedWalletNeedsAnOperator() {
    Rig rig = stage.rig();
    rig.provider.plan(
        Fault.before(
            Endpoint.CREATE_WALLET, new Behaviour.Answer("000023", "value error: address")));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus refused = rig.after(Duration.ofSeconds(30), order);
    rig.recheck(order);

    assertThat(need(refused)).isEqualTo(Need.WALLET_REFUSED);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }
}
