package io.cryptopayouts.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link Simulator} over HTTP, for the demo and for people with curl. Arguments are form or JSON
 * fields.
 *
 * <pre>
 * GET    /admin/ledger                          all movements
 * GET    /admin/ledger/{invoiceId}              the movements of one invoice
 * GET    /admin/calls                           the requests seen
 * GET    /admin/notices                         the attempts to deliver notices
 * GET    /admin/payees                          payees and wallets with their statuses
 * POST   /admin/payees                          customerCode, email [, fields of register]
 * POST   /admin/payees/{customerCode}/status    status
 * POST   /admin/wallets                         customerNo, walletChain, walletAddress [, accountTag, walletAddressTag]
 * POST   /admin/wallets/{customerNo}/status     status
 * GET    /admin/balance
 * POST   /admin/balance                         amount
 * POST   /admin/topup                           amount
 * POST   /admin/payouts/{invoiceId}/settle      status
 * POST   /admin/payouts/{invoiceId}/notice      status [, fields to change]
 * GET    /admin/faults                          the faults not used up
 * POST   /admin/faults                          endpoint, behaviour [, about, times, when, the behaviour's own fields]
 * DELETE /admin/faults                          forgets them
 * POST   /admin/switches/{switch}               on = true or false
 * POST   /admin/chains                          chains, separated by commas
 * POST   /admin/fields                          name, label: one more required wallet field
 * </pre>
 */
final class AdminApi {
  private static final String ROOT = "/admin/";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(BigDecimal.class, ToStringSerializer.instance))
          .build();
  private static final Map<String, String> DONE = Map.of("done", "true");

  private final Simulator simulator;

  AdminApi(Simulator simulator) {
    this.simulator = simulator;
  }

  static boolean serves(String path) {
    return path.startsWith(ROOT);
  }

  void handle(HttpExchange exchange) throws IOException {
    try {
      Optional<Object> answer = route(exchange);
      respond(exchange, answer.isPresent() ? 200 : 404, answer.orElse(error("no such path")));
    } catch (Refused | IllegalArgumentException | ArithmeticException e) {
      respond(exchange, 400, error(String.valueOf(e.getMessage())));
    }
  }

  private static Map<String, String> error(String message) {
    return Map.of("error", message);
  }

  private static void respond(HttpExchange exchange, int status, Object answer) throws IOException {
    exchange.respond(status, Map.of(), "application/json", write(answer) + "\n");
  }

  private static String write(Object answer) {
    try {
      return MAPPER.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer of ours can be written", e);
    }
  }

  private Optional<Object> route(HttpExchange exchange) {
    List<String> path =
        Arrays.stream(exchange.path().substring(ROOT.length()).split("/", -1))
            .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
            .toList();
    String id = path.size() > 1 ? path.get(1) : "";
    String resource =
        switch (path.size()) {
          case 1 -> path.get(0);
          case 2 -> path.get(0) + "/*";
          case 3 -> path.get(0) + "/*/" + path.get(2);
          default -> "";
        };
    return switch (exchange.method()) {
      case "GET" -> get(resource, id);
      case "POST" -> post(resource, id, params(exchange));
      case "DELETE" -> delete(resource);
      default -> Optional.empty();
    };
  }

  private static Params params(HttpExchange exchange) {
    if (exchange.body().length == 0) {
      return new Params(Map.of(), Optional.empty());
    }
    Params params = Params.read(exchange.header("Content-Type"), exchange.body());
    if (params.malformed().isPresent()) {
      throw params.malformed().get();
    }
    return params;
  }

  private Optional<Object> get(String resource, String id) {
    return switch (resource) {
      case "ledger" -> Optional.of(simulator.ledger().movements());
      case "ledger/*" -> Optional.of(simulator.ledger().movements(id));
      case "calls" -> Optional.of(simulator.calls());
      case "notices" -> Optional.of(simulator.deliveries());
      case "payees" -> Optional.of(simulator.payees());
      case "balance" -> Optional.of(balance());
      case "faults" -> Optional.of(simulator.planned().stream().map(Fault::toString).toList());
      default -> Optional.empty();
    };
  }

  private Optional<Object> delete(String resource) {
    if (!resource.equals("faults")) {
      return Optional.empty();
    }
    simulator.behave();
    return Optional.of(DONE);
  }

  private Map<String, String> balance() {
    return Map.of("currency", "USD", "amount", simulator.balance().toPlainString());
  }

  private Optional<Object> post(String resource, String id, Params params) {
    switch (resource) {
      case "payees" -> {
        params.required("customerCode");
        params.required("email");
        return Optional.of(Map.of("customerNo", simulator.addPayee(params.fields())));
      }
      case "wallets" -> {
        return Optional.of(Map.of("accountToken", addWallet(params)));
      }
      case "payees/*/status" -> simulator.payeeStatus(id, params.required("status"));
      case "wallets/*/status" -> simulator.walletStatus(id, params.required("status"));
      case "balance" -> {
        simulator.balance(amount(params));
        return Optional.of(balance());
      }
      case "topup" -> {
        simulator.topUp(amount(params));
        return Optional.of(balance());
      }
      case "payouts/*/settle" -> simulator.settle(id, params.required("status"));
      case "payouts/*/notice" -> {
        Map<String, String> changes = new LinkedHashMap<>(params.fields());
        changes.remove("status");
        return Optional.of(simulator.sendNotice(id, params.required("status"), changes));
      }
      case "faults" -> simulator.plan(fault(params));
      case "switches/*" ->
          simulator.turn(
              SimulatorSettings.constant(Switch.class, id),
              Boolean.parseBoolean(params.required("on")));
      case "chains" ->
          simulator.chains(
              Arrays.stream(params.required("chains").split(",", -1)).map(String::strip).toList());
      case "fields" ->
          simulator.requireWalletField(params.required("name"), params.required("label"));
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(DONE);
  }

  private String addWallet(Params params) {
    return simulator.addWallet(
        params.required("customerNo"),
        params.text("accountTag"),
        params.required("walletChain"),
        params.required("walletAddress"),
        params.text("walletAddressTag"));
  }

  private static BigDecimal amount(Params params) {
    return new BigDecimal(params.required("amount"));
  }

  private static Fault fault(Params params) {
    Behaviour behaviour = behaviour(params);
    String when = params.text("when");
    return new Fault(
        SimulatorSettings.constant(Endpoint.class, params.required("endpoint")),
        params.text("about"),
        times(params.value("times").orElse("1")),
        when.isEmpty() ? Fault.When.AFTER : SimulatorSettings.constant(Fault.When.class, when),
        List.of(behaviour));
  }

  private static int times(String text) {
    return text.equals("ever") ? Fault.FOR_EVER : Integer.parseInt(text);
  }

  private static Behaviour behaviour(Params params) {
    String word = params.required("behaviour");
    return switch (word) {
      case "delay" -> new Behaviour.Delay(Duration.parse(params.required("duration")));
      case "hang" -> new Behaviour.Hang();
      case "reset" -> new Behaviour.Reset();
      case "cut" -> new Behaviour.Cut(Integer.parseInt(params.required("bytes")));
      case "status" -> status(params);
      case "answer" ->
          new Behaviour.Answer(params.required("ret_code"), params.required("ret_msg"));
      case "set" -> new Behaviour.SetField(params.required("name"), params.required("value"));
      case "drop" -> new Behaviour.DropField(params.required("name"));
      case "payee-status" -> new Behaviour.PayeeStatus(params.required("status"));
      case "wallet-status" -> new Behaviour.WalletStatus(params.required("status"));
      case "lag" -> new Behaviour.Lag(Duration.parse(params.required("duration")));
      case "notice-first" -> new Behaviour.NoticeFirst(params.required("status"));
      default -> throw new IllegalArgumentException("unknown behaviour " + word);
    };
  }

  private static Behaviour status(Params params) {
    int code = Integer.parseInt(params.required("code"));
    return params
        .value("retryAfter")
        .map(seconds -> Behaviour.Status.html(code, Duration.ofSeconds(Long.parseLong(seconds))))
        .orElseGet(() -> Behaviour.Status.html(code));
  }
}
