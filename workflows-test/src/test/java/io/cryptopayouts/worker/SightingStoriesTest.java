package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.PayoutOrder;
import io.cryptopayouts.sandbox.Behaviour;
import io.cryptopayouts.sandbox.Endpoint;
import io.cryptopayouts.sandbox.Fault;
import io.cryptopayouts.sandbox.Profile;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long inquiry takes to show what the provider accepted, on which re-sends rest. */
class SightingStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT3H", "-PT3H"})
  void anAcceptedPayoutIsTimedOnceWhenInquiryFirstShowsIt(Duration clockError) {
    Rig rig = lagging(Duration.ofMinutes(3), clockError);
    PayoutOrder order = Orders.individual("inv-stuck-1");
    rig.start(order);
    rig.sleep(Duration.ofHours(12));

    assertThat(rig.calls(Endpoint.INQUIRY)).as("asked again and again").isGreaterThan(8);
    assertThat(sightings(rig).count()).isEqualTo(1);
    assertThat(sightings(rig).max(TimeUnit.MINUTES)).isBetween(3.0, 7.0);
    assertThat(late(rig)).isZero();
    assertThat(resendsStopped(rig)).isZero();
  }

  @Test
  void afterHalfOfTheQuietPeriodItIsLate() {
    Rig rig = lagging(Duration.ofMinutes(8), Duration.ZERO);
    rig.payOut(Orders.individual("inv-1"));

    assertThat(sightings(rig).count()).isEqualTo(1);
    assertThat(late(rig)).isEqualTo(1);
    assertThat(resendsStopped(rig)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT3H", "-PT3H"})
  void whatIsNotShownAfterTheQuietPeriodStopsResends(Duration clockError) {
    Rig rig = lagging(Duration.ofDays(2), clockError);
    rig.start(Orders.individual("inv-1"));
    rig.sleep(Duration.ofHours(1));

    assertThat(sightings(rig).count()).isZero();
    assertThat(resendsStopped(rig)).isEqualTo(1);
  }

  @Test
  void anUnansweredPayoutIsNotTimedBecauseNobodyKnowsWhenItWasTaken() {
    Rig rig = lagging(Duration.ofMinutes(1), Duration.ZERO);
    rig.provider.plan(Fault.after(Endpoint.PAY, new Behaviour.Hang()));
    rig.payOut(Orders.individual("inv-1"));

    assertThat(sightings(rig).count()).isZero();
  }

  @Test
  void aStepThatIsTriedForLongCountsUntilItIsAnswered() {
    Rig rig = stage.rig();
    rig.start(Orders.individual("inv-stuck-1"));
    rig.sleep(Duration.ofSeconds(5));
    rig.provider.plan(Fault.before(Endpoint.INQUIRY, Behaviour.Status.html(500)).forEver());
    rig.sleep(Duration.ofMinutes(10));
    rig.provider.behave();
    rig.sleep(Duration.ofMinutes(5));

    assertThat(sightings(rig).max(TimeUnit.MINUTES)).isBetween(8.0, 13.0);
    assertThat(late(rig)).isEqualTo(1);
  }

  private Rig lagging(Duration lag, Duration clockError) {
    return stage.rig(Rig.builder().profile(Profile.HOSTILE, lag).clockError(clockError));
  }

  private static Timer sightings(Rig rig) {
    return rig.metrics.get("payouts.accepted.to.found").timer();
  }

  private static double late(Rig rig) {
    return rig.metrics.get("payouts.found.late").counter().count();
  }

  private static double resendsStopped(Rig rig) {
    return rig.metrics.get("payouts.resends.stopped").gauge().value();
  }
}
