package io.cryptopayouts.pockyt;

import static io.cryptopayouts.pockyt.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each call is heard of once, as what it was. */
class CallListenerTest {

  private final List<String> heard = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "200, 000100, pay ok",
    "200, 000023, pay refused",
    "200, 000000, pay unknown",
    "502, 000023, pay unknown"
  })
  void a_payment(int status, String code, String expected) {
    try (ScriptedServer server = server(status, code);
        Pockyt pockyt = connect(Samples.settings(server.url()))) {
      pockyt.pay(Samples.PAY, () -> true);
      assertThat(heard).containsExactly(expected);
    }
  }

  @Test
  void a_payment_that_was_not_written() {
    try (ScriptedServer server = server(200, "000100");
        Pockyt pockyt = connect(Samples.settings(server.url()))) {
      pockyt.pay(Samples.PAY, () -> false);
      assertThat(heard).containsExactly("pay not-sent");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, 000021, retrieve-payee not-found",
    "200, 000030, retrieve-payee refused",
    "200, 000000, retrieve-payee unavailable",
    "503, 000021, retrieve-payee unavailable"
  })
  void a_read(int status, String code, String expected) {
    try (ScriptedServer server = server(status, code);
        Pockyt pockyt = connect(Samples.settings(server.url()))) {
      quietly(() -> pockyt.retrievePayeeByCode("cust-1"));
      assertThat(heard).containsExactly(expected);
    }
  }

  @Test
  void an_inquiry_goes_by_the_codes_that_are_set_for_it() {
    try (ScriptedServer server = server(200, "000021");
        Pockyt usual = connect(Samples.settings(server.url()));
        Pockyt other =
            connect(Samples.settings(server.url()).withNotFoundCodes(Set.of("000099")))) {
      quietly(() -> usual.inquire("inv-1"));
      quietly(() -> other.inquire("inv-1"));
      assertThat(heard).containsExactly("inquire not-found", "inquire refused");
    }
  }

  @Test
  void a_read_that_our_own_rate_limit_kept_back() {
    try (ScriptedServer server = server(200, "000021");
        Pockyt pockyt =
            new Pockyt(
                Samples.settings(server.url()),
                Samples.TOKEN,
                Samples.CLOCK,
                new RateLimit(1, 0, Duration.ZERO, () -> 0, wait -> {}),
                new Storm(Duration.ofSeconds(10), () -> 0),
                this::hear)) {
      quietly(() -> pockyt.inquire("inv-1"));
      quietly(() -> pockyt.inquire("inv-1"));
      assertThat(heard).containsExactly("inquire not-found", "inquire not-sent");
    }
  }

  @Test
  void a_read_that_is_held_in_a_storm() {
    try (ScriptedServer server = server(503, "000021");
        Pockyt pockyt = connect(Samples.settings(server.url()))) {
      quietly(() -> pockyt.inquire("inv-1"));
      quietly(() -> pockyt.inquire("inv-1"));
      assertThat(heard).containsExactly("inquire unavailable", "inquire not-sent");
    }
  }

  private interface Call {
    void make() throws ProviderUnavailable;
  }

  private static void quietly(Call call) {
    try {
      call.make();
    } catch (ProviderUnavailable unavailable) {
      // What was heard is what is asked about.
    }
  }

  private Pockyt connect(PockytSettings settings) {
    return Pockyt.connect(settings, Samples.TOKEN, Samples.CLOCK, () -> 0, this::hear);
  }

  private void hear(Endpoint endpoint, CallEnd end) {
    heard.add(endpoint.word() + " " + end.word());
  }

  private static ScriptedServer server(int status, String code) {
    return new ScriptedServer(
        answers(
            status,
            """
            {"ret_code":"%s","ret_msg":"said","result":{"transactionNo":"305469836617940464",
             "invoiceId":"inv-0001","amount":"25.00","currency":"USD","status":"pending"}}
            """
                .formatted(code)));
  }
}
