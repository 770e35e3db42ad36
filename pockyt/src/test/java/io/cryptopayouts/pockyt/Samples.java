package io.cryptopayouts.pockyt;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** The published sandbox token and the values the signing vectors were made with. */
final class Samples {
  static final String TOKEN = "5cbfb079f15b150122261c8537086d77a";
  static final Clock CLOCK = Clock.fixed(Instant.parse("2025-01-15T10:20:30.987Z"), ZoneOffset.UTC);
  static final String CUSTOMER_NO = "2000305228303182610217";
  static final String ACCOUNT_TOKEN = "2010378298556879970563";
  static final String INVOICE_ID = "inv-0001";

  static final PayRequest PAY =
      new PayRequest(
          INVOICE_ID,
          UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
          CUSTOMER_NO,
          ACCOUNT_TOKEN,
          new BigDecimal("25"),
          "USD",
          "https://example.com/webhooks?a=1&b=2",
          "Payouts, Thanks");

  private Samples() {}

  static PockytSettings settings(URI baseUrl) {
    return PockytSettings.of(new PockytAccount(baseUrl, "200043", "300014"));
  }

  static Pockyt connect(PockytSettings settings) {
    return Pockyt.connect(settings, TOKEN, CLOCK);
  }

  /** A client that may read and pay so often, since time stands still for its rate limit. */
  static Pockyt connectWithRequestsLeft(URI baseUrl, int requests) {
    RateLimit rate = new RateLimit(requests, 0, Duration.ZERO, () -> 0, wait -> {});
    Storm storm = new Storm(Duration.ofSeconds(10), () -> 0);
    return new Pockyt(settings(baseUrl), TOKEN, CLOCK, rate, storm, (endpoint, end) -> {});
  }
}
