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

/** How long inquiry takes to show what the provider accepted, on which re-sends rest. */
class SightingStoriesTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void anAcceptedPayoutIsTimedOnceWhenInquiryFirstShowsIt() {
    Rig rig = lagging(Duration.ofMinutes(3));
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
    Rig rig = lagging(Duration.ofMinutes(8));
    rig.payOut(Orders.individual("inv-1"));

    assertThat(sightings(rig).count()).isEqualTo(1);
    assertThat(late(rig)).isEqualTo(1);
    assertThat(resendsStopped(rig)).isZero();
  }

  @Test
  void whatIsNotShownAfterTheQuietPeriodStopsResends() {
    Rig rig = lagging(Duration.ofDays(2));
    rig.start(Orders.individual("inv-1"));
    rig.sleep(Duration.ofHours(1));

    assertThat(sightings(rig).count()).isZero();
    assertThat(resendsStopped(rig)).isEqualTo(1);
  }

  @Test
  void anUnansweredPayoutIsNotTimedBecauseNobodyKnowsWhenItWasTaken() {
    Rig rig = lagging(Duration.ofMinutes(1));
    rig.provider.plan(Fault.after(Endpoint.PAY, new Behaviour.Hang()));
    rig.payOut(Orders.individual("inv-1"));

    assertThat(sightings(rig).count()).isZero();
  }

  private Rig lagging(Duration lag) {
    return stage.rig(Rig.builder().profile(Profile.HOSTILE, lag));
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
