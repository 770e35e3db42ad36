package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Who grants sends: the invoice's own workflow. A seam, so that a test can show what it is for. */
@FunctionalInterface
interface Claims {

  ClaimAnswer claim(Claim claim, Duration patience) throws TimeoutException;
}
