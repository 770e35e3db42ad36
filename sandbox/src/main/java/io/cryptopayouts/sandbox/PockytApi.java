package io.cryptopayouts.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * Pockyt's endpoints over HTTP, with the faults that were planned or that the ids in a request ask
 * for.
 */
final class PockytApi {
  private static final String REQUEST_ID = "Pockyt-Request-ID";

  private final Set<String> invoicesSeen = new HashSet<>();
  private final Set<String> payeesFlipped = new HashSet<>();
  private final Provider provider;
  private final Faults faults;
  private final CallLog calls;

  PockytApi(Provider provider, Faults faults, CallLog calls) {
    this.provider = provider;
    this.faults = faults;
    this.calls = calls;
  }

  /** What happens to one call, before and after recording. */
  private record Plan(List<Behaviour> before, List<Behaviour> after) {}

  /** One call on its way; the answer is null until there is one. */
  private static final class Turn {
    final HttpExchange exchange;
    final Endpoint endpoint;
    final Params params;
    final String requestId;
    ObjectNode answer;

    Turn(HttpExchange exchange, Endpoint endpoint, Params params) {
      this.exchange = exchange;
      this.endpoint = endpoint;
      this.params = params;
      this.requestId = exchange.header(REQUEST_ID);
    }
  }

  void handle(HttpExchange exchange) throws IOException, InterruptedException {
    Params params = Params.read(exchange.header("Content-Type"), exchange.body());
    CallLog.Entry entry =
        calls.arrived(
            new Call(
                provider.settings().clock().instant(),
                exchange.path(),
                params.text("invoiceId"),
                params.text("customerNo"),
                exchange.header(REQUEST_ID),
                Call.OPEN));
    exchange.beforeAnswer(entry::answered);
    Optional<Endpoint> endpoint = Endpoint.at(exchange.path());
    String outcome = Call.NONE;
    try {
      if (endpoint.isPresent() && exchange.method().equals("POST")) {
        outcome = run(new Turn(exchange, endpoint.get(), params));
      } else {
        outcome = sendStatus(exchange, Behaviour.Status.html(404));
      }
    } finally {
      entry.answered(outcome);
    }
  }

  private String run(Turn turn) throws IOException, InterruptedException {
    Plan plan = plan(turn);
    for (Behaviour behaviour : plan.before()) {
      Optional<String> end = apply(behaviour, turn);
      if (end.isPresent()) {
        return end.get();
      }
    }
    turn.answer = provider.answer(turn.endpoint, turn.params, turn.requestId);
    for (Behaviour behaviour : plan.after()) {
      Optional<String> end = apply(behaviour, turn);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return send(turn.exchange, turn.answer);
  }

  private Plan plan(Turn turn) {
    Plan plan = new Plan(new ArrayList<>(), new ArrayList<>());
    faults
        .take(turn.endpoint, turn.params)
        .ifPresent(fault ->
            (fault.when() == Fault.When.BEFORE ? plan.before() : plan.after())
                .addAll(fault.behaviours()));
    if (turn.endpoint == Endpoint.PAY) {
      planFlip(turn.params, plan);
      boolean first = isFirst(invoicesSeen, turn.params.text("invoiceId"));
      for (Trigger trigger : Trigger.in(turn.params.text("invoiceId"))) {
        planTrigger(trigger, first, plan);
      }
    }
    if (turn.endpoint == Endpoint.INQUIRY
        && Trigger.in(turn.params.text("invoiceId")).contains(Trigger.WRONGAMOUNT)) {
      plan.after().add(new Behaviour.SetField("amount", "0.01"));
    }
    return plan;
  }

  private static boolean isFirst(Set<String> seen, String id) {
    synchronized (seen) {
      return seen.add(id);
    }
  }

  private void planFlip(Params params, Plan plan) {
    boolean flips =
        provider.look(world ->
            world
                .payees()
                .about(params)
                .filter(payee -> payee.triggers().contains(PayeeTrigger.FLIPS))
                .isPresent());
    if (flips && isFirst(payeesFlipped, params.text("customerNo"))) {
      plan.before().add(new Behaviour.PayeeStatus("Pending"));
    }
  }

  private void planTrigger(Trigger trigger, boolean first, Plan plan) {
    switch (trigger) {
      case REFUSED ->
          plan.before().add(new Behaviour.Answer("000023", "parameter value error: amount"));
      case WRONGAMOUNT -> plan.after().add(new Behaviour.SetField("amount", "0.01"));
      case TIMEOUT_PAID -> onFirst(first, plan.after(), new Behaviour.Hang());
      case TIMEOUT_UNPAID -> onFirst(first, plan.before(), new Behaviour.Hang());
      case RESET_PAID -> onFirst(first, plan.after(), new Behaviour.Reset());
      case RESET_UNPAID -> onFirst(first, plan.before(), new Behaviour.Reset());
      case HTTP502 -> onFirst(first, plan.after(), Behaviour.Status.html(502));
      case HTTP503 ->
          onFirst(first, plan.before(), Behaviour.Status.html(503, Duration.ofSeconds(1)));
      case SYSERROR -> onFirst(first, plan.after(), new Behaviour.Answer("000000", "system error"));
      case SUPPLIER ->
          onFirst(first, plan.before(), new Behaviour.Answer("000080", "supplier system error"));
      case SLOW -> onFirst(first, plan.after(), new Behaviour.Delay(provider.settings().slow()));
      case EARLYNOTICE -> onFirst(first, plan.after(), new Behaviour.NoticeFirst("success"));
      // These concern the settlement and its notices, not the call.
      case FAILED, RETURNED, STUCK, ONHOLD, NONOTICE, DUPNOTICE, PENDINGNOTICE, FORGEDNOTICE -> {}
    }
  }

  private static void onFirst(boolean first, List<Behaviour> place, Behaviour behaviour) {
    if (first) {
      place.add(behaviour);
    }
  }

  /** What the call log says of the call if this ended it; empty if the call goes on. */
  private Optional<String> apply(Behaviour behaviour, Turn turn)
      throws IOException, InterruptedException {
    return switch (behaviour) {
      case Behaviour.Delay delay -> {
        Thread.sleep(delay.duration());
        yield Optional.empty();
      }
      case Behaviour.Gate gate -> {
        await(gate);
        yield Optional.empty();
      }
      case Behaviour.Hang hang -> {
        turn.exchange.awaitCallerGone();
        yield Optional.of(Call.NONE);
      }
      case Behaviour.Reset reset -> {
        turn.exchange.reset();
        yield Optional.of(Call.NONE);
      }
      case Behaviour.Cut cut -> {
        turn.exchange.respondCut(Json.bytes(turn.answer), cut.bytes());
        yield Optional.of(Call.NONE);
      }
      case Behaviour.Status status -> Optional.of(sendStatus(turn.exchange, status));
      case Behaviour.Answer answer -> Optional.of(sendInstead(answer, turn));
      case Behaviour.SetField field -> {
        Json.set(turn.answer, field.name(), field.value());
        yield Optional.empty();
      }
      case Behaviour.DropField field -> {
        Json.drop(turn.answer, field.name());
        yield Optional.empty();
      }
      case Behaviour.PayeeStatus status -> {
        withPayee(turn, (payee, world) -> payee.status(status.status(), world.now()));
        yield Optional.empty();
      }
      case Behaviour.WalletStatus status -> {
        withPayee(turn, (payee, world) -> payee.wallets.forEach(w -> w.status(status.status())));
        yield Optional.empty();
      }
      case Behaviour.Lag lag -> {
        provider.change(
            world -> world.payouts().lag(turn.params.text("invoiceId"), lag.duration()));
        yield Optional.empty();
      }
      case Behaviour.NoticeFirst notice -> {
        noticeFirst(turn, notice.status());
        yield Optional.empty();
      }
    };
  }

  private void withPayee(Turn turn, BiConsumer<Payee, Provider.World> change) {
    provider.change(
        world -> world.payees().about(turn.params).ifPresent(payee -> change.accept(payee, world)));
  }

  private static void await(Behaviour.Gate gate) throws InterruptedException {
    try {
      gate.opened().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a gate is opened, not failed", e);
    }
  }

  private String sendInstead(Behaviour.Answer answer, Turn turn) throws IOException {
    if (turn.endpoint == Endpoint.PAY && !answer.retCode().equals("000100")) {
      provider.change(world -> world.payouts().forget(turn.requestId));
    }
    return send(turn.exchange, provider.envelope(turn.endpoint, answer.retCode(), answer.retMsg()));
  }

  private void noticeFirst(Turn turn, String status) {
    if (!Json.retCode(turn.answer).equals("000100") || turn.params.text("ipnUrl").isEmpty()) {
      return;
    }
    String invoiceId = turn.params.text("invoiceId");
    Map<String, String> fields =
        provider.look(world -> {
          world.payouts().settle(invoiceId, status, world.now(), false);
          Payout latest = world.payouts().ofInvoice(invoiceId).getLast();
          return world.payouts().noticeFields(latest, status, world.now());
        });
    boolean json = provider.look(world -> world.switches().contains(Switch.JSON_NOTICES));
    Notices notices = provider.notices();
    notices.attempt(
        URI.create(turn.params.text("ipnUrl")),
        notices.signed(fields),
        json,
        1 + provider.settings().resends());
  }

  private static String sendStatus(HttpExchange exchange, Behaviour.Status status)
      throws IOException {
    String outcome = "HTTP " + status.code();
    exchange.answering(outcome);
    exchange.respond(status.code(), status.headers(), "text/html", status.body());
    return outcome;
  }

  private static String send(HttpExchange exchange, ObjectNode answer) throws IOException {
    String outcome = Json.retCode(answer);
    exchange.answering(outcome);
    exchange.respondJson(Json.bytes(answer));
    return outcome;
  }
}
