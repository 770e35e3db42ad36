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
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Step;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the order to a payee that may be paid. */
class PayeeStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aReviewOfTenDaysIsWaitedFor() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);

    PayoutStatus waiting = rig.after(Duration.ofDays(10), order);
    rig.provider.payeeStatus("cust-review-1", "Activated");

    assertThat(waitsFor(waiting)).isEqualTo(Party.PROVIDER);
    assertThat(waiting(waiting).step()).isEqualTo(Step.COMPLIANCE);
    assertThat(waiting(waiting).until())
        .isEqualTo(waiting(waiting).since().plus(Duration.ofDays(30)));
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void anUnsignedPayeeIsWaitedForAsThePayeesOwnTurn() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-unverified-1");
    rig.start(order);

    assertThat(waitsFor(rig.after(Duration.ofHours(1), order))).isEqualTo(Party.PAYEE);
  }

  @Test
  void anUnknownStatusWordIsWaitedForAndShown() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");
    rig.start(order);
    rig.sleep(Duration.ofHours(1));
    rig.provider.payeeStatus("cust-review-1", "Escalated");

    PayoutStatus status = rig.after(Duration.ofHours(3), order);

    assertThat(waiting(status).reason()).contains("Escalated");
  }

  @Test
  void aDeclinedPayeeNeedsDocumentsAndIsPaidOnceApproved() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-declined-1");
    rig.start(order);

    PayoutStatus declined = rig.after(Duration.ofHours(1), order);
    rig.provider.payeeStatus("cust-declined-1", "Underreview");
    PayoutStatus inReview = rig.after(Duration.ofHours(3), order);
    rig.provider.payeeStatus("cust-declined-1", "Activated");

    assertThat(need(declined)).isEqualTo(Need.DOCUMENTS);
    assertThat(needing(declined).until())
        .isEqualTo(needing(declined).since().plus(Duration.ofDays(14)));
    assertThat(waitsFor(inReview)).isEqualTo(Party.PROVIDER);
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aReviewBeyondItsDeadlineExpiresWithNothingSent() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");

    PayoutStatus status = rig.payOut(order);

    assertThat(outcome(status)).isEqualTo(Outcome.EXPIRED);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
    assertThat(rig.invoice(order).sealed()).isEqualTo(Outcome.EXPIRED);
  }

  @Test
  void remindersComeAtHalfAndThreeQuartersOfTheTime() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-review-1");

    PayoutStatus status = rig.payOut(order);

    assertThat(status.timeline())
        .extracting(PayoutStatus.Entry::what)
        .containsSubsequence(
            "reminder: half of the time is gone", "reminder: three quarters of the time is gone");
  }

  @Test
  void aDeactivatedPayeeIsRefused() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-deactivated-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.REFUSED);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
  }

  @Test
  void aPayeeKnownByCodeIsAdopted() {
    Rig rig = stage.rig();
    rig.payOut(Orders.individual("inv-1", "cust-1"));

    assertThat(outcome(rig.payOut(Orders.individual("inv-2", "cust-1")))).isEqualTo(Outcome.PAID);
    assertThat(rig.calls(Endpoint.REGISTER)).isEqualTo(1);
  }

  @Test
  void anUnansweredRegistrationIsFoundAgain() {
    Rig rig = stage.rig();
    rig.provider.plan(Fault.after(Endpoint.REGISTER, new Behaviour.Reset()));

    assertThat(outcome(rig.payOut(Orders.individual("inv-1")))).isEqualTo(Outcome.PAID);
    assertThat(rig.calls(Endpoint.REGISTER)).isEqualTo(1);
  }

  @Test
  void aPayeeIsFoundByTheProvidersNumber() {
    Rig rig = stage.rig();
    String customerNo = rig.provider.addPayee("cust-1", "cust-1@example.com");
    PayoutOrder order = Orders.order("inv-1", new Payee.Existing(customerNo));

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.PAID);
    assertThat(rig.provider.ledger().movements("inv-1"))
        .allSatisfy(movement -> assertThat(movement.customerNo()).isEqualTo(customerNo));
  }

  @Test
  void anUnknownNumberNeedsAnOperator() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.order("inv-1", new Payee.Existing("999999999999"));
    rig.start(order);

    assertThat(need(rig.after(Duration.ofHours(1), order))).isEqualTo(Need.PAYEE_UNKNOWN);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
  }

  @Test
  void anotherNameUnderTheSameCodeIsNotAdopted() {
    assertNotAdopted(lookAlike("firstName", "Janet"), "the name differs");
  }

  @Test
  void anotherBirthDateUnderTheSameCodeIsNotAdopted() {
    assertNotAdopted(lookAlike("dateOfBirth", "1991-05-17"), "the date of birth differs");
  }

  @Test
  void anotherProfileTypeUnderTheSameCodeIsNotAdopted() {
    assertNotAdopted(lookAlike("profileType", "BUSINESS"), "profileType differs");
  }

  @Test
  void theSameEmailUnderAnotherCodeIsNotAdopted() {
    assertNotAdopted(lookAlike("customerCode", "cust-2"), "same e-mail, other customer code");
  }

  @Test
  void theSameGovernmentIdUnderAnotherCodeNeedsAnOperator() {
    Rig rig = stage.rig();
    Map<String, String> theirs = lookAlike("customerCode", "cust-2");
    theirs.put("email", "somebody@example.com");
    theirs.put("governmentId", "ssn-cust-1");
    rig.provider.addPayee(theirs);
    PayoutOrder order = Orders.individual("inv-1", "cust-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofHours(1), order);

    assertThat(need(status)).isEqualTo(Need.PAYEE_REFUSED);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
  }

  private void assertNotAdopted(Map<String, String> lookAlike, String how) {
    Rig rig = stage.rig();
    rig.provider.addPayee(lookAlike);
    PayoutOrder order = Orders.individual("inv-1", "cust-1");
    rig.start(order);

    PayoutStatus status = rig.after(Duration.ofHours(1), order);

    assertThat(need(status)).isEqualTo(Need.PAYEE_CONFLICT);
    assertThat(needing(status).detail()).isEqualTo(how);
    assertThat(rig.calls(Endpoint.PAY)).isZero();
  }

  private static Map<String, String> lookAlike(String field, String other) {
    Map<String, String> profile =
        new HashMap<>(
            Map.of(
                "customerCode", "cust-1",
                "email", "cust-1@example.com",
                "firstName", "Jane",
                "lastName", "Doe",
                "dateOfBirth", "1990-05-17"));
    profile.put(field, other);
    return profile;
  }

  @Test
  void aPayeeThatTheProviderRefusesNeedsAnOperatorAndIsPaidOnceTaken() {
    Rig rig = stage.rig();
    rig.provider.plan(
        Fault.before(Endpoint.REGISTER, new Behaviour.Answer("000023", "value error: state")));
    PayoutOrder order = Orders.individual("inv-1");
    rig.start(order);

    PayoutStatus refused = rig.after(Duration.ofSeconds(30), order);
    rig.recheck(order);

    assertThat(need(refused)).isEqualTo(Need.PAYEE_REFUSED);
    assertThat(needing(refused).detail()).contains("000023");
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aPayeeThatFlipsBeforePayIsNotPaidUntilApprovedAgain() {
    Rig rig = stage.rig();
    rig.provider.plan(
        Fault.after(Endpoint.CREATE_WALLET, new Behaviour.PayeeStatus("Underreview")));
    PayoutOrder order = Orders.individual("inv-1", "cust-1");
    rig.start(order);

    PayoutStatus flipped = rig.after(Duration.ofDays(1), order);
    long sentBefore = rig.calls(Endpoint.PAY);
    rig.provider.payeeStatus("cust-1", "Activated");

    assertThat(flipped.state())
        .isInstanceOfSatisfying(
            PayoutState.Waiting.class, wait -> assertThat(wait.step()).isEqualTo(Step.COMPLIANCE));
    assertThat(sentBefore).isZero();
    assertThat(outcome(rig.ended(order))).isEqualTo(Outcome.PAID);
  }

  @Test
  void aPayeeThatFlipsWhilePayIsUnderWayIsRefused() {
    Rig rig = stage.rig();
    PayoutOrder order = Orders.individual("inv-1", "cust-flips-1");

    assertThat(outcome(rig.payOut(order))).isEqualTo(Outcome.REFUSED);
    assertThat(rig.calls(Endpoint.PAY)).isEqualTo(1);
  }
}
