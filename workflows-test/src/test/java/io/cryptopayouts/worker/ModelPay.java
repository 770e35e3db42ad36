package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.SendOutcome;
import io.cryptopayouts.pockyt.Meaning;
import io.cryptopayouts.pockyt.PayAnswer;
import io.cryptopayouts.pockyt.PayReadings;
import io.cryptopayouts.worker.PayResult.Why;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** One execution of {@code pay} in the model: what {@link GuardedSending} does, step by step. */
final class ModelPay {

  private static final PayAnswer SILENCE = new PayAnswer.Unknown("no answer");
  private static final long WIRE = 20;
  private static final int ATTEMPTS = 3;

  private final Model model;
  private final Instruction instruction;
  private final Consumer<PayResult> done;
  private Claim claim;
  private boolean first;
  private long opened;
  private long written;
  private boolean ineligible;

  ModelPay(Model model, Instruction instruction, Consumer<PayResult> done) {
    this.model = model;
    this.instruction = instruction;
    this.done = done;
  }

  void start() {
    model.pass(Point.PAY_ENTERED, this::read);
  }

  private void finish(PayResult result) {
    model.tell("pay", result);
    model.pass(Point.PAY_LEAVING, () -> done.accept(result));
  }

  private void notSent(Why why) {
    finish(new PayResult.NotSent(why, null));
  }

  private void read() {
    ModelProvider provider = model.provider;
    if (provider.isOut(model.millis())) {
      notSent(Why.PROVIDER_UNAVAILABLE);
      return;
    }
    ineligible = !provider.payee.equals("Activated") || !provider.wallet.equals("Activated");
    if (!model.without.contains(Guard.REREAD)) {
      if (!provider.payee.equals("Activated")) {
        notSent(Why.PAYEE_NOT_PAYABLE);
        return;
      }
      if (!provider.wallet.equals("Activated")) {
        notSent(Why.WALLET_NOT_PAYABLE);
        return;
      }
    }
    Optional<PayResult> known = alreadyThere();
    if (known.isPresent()) {
      finish(known.get());
    } else if (model.settings.hold()) {
      notSent(Why.HELD);
    } else {
      claim = new Claim(model.token(), instruction, model.settings.resend(), ModelRun.quiet(model));
      model.pass(Point.PAY_READ, this::claim);
    }
  }

  private Optional<PayResult> alreadyThere() {
    return switch (ModelRun.inquiry(model, instruction)) {
      case null -> Optional.of(new PayResult.NotSent(Why.PROVIDER_UNAVAILABLE, null));
      case Inquiry.NotFound none -> Optional.empty();
      case Inquiry.Unclear unclear ->
          Optional.of(new PayResult.NotSent(Why.INQUIRY_UNCLEAR, unclear.code()));
      case Inquiry.Differs differs ->
          Optional.of(new PayResult.NotSent(Why.INVOICE_TAKEN, differs.field()));
      case Inquiry.Found found -> {
        boolean recorded = model.invoice.digest().equals(Optional.of(instruction.digest()));
        if (!recorded && !model.without.contains(Guard.COMPARE)) {
          yield Optional.of(new PayResult.NotSent(Why.INVOICE_TAKEN, "records"));
        }
        model.invoice.found(new Found(found.transactionNo(), found.status()), model.now());
        yield Optional.of(new PayResult.Accepted(found.transactionNo(), true));
      }
    };
  }

  private void claim() {
    opened = model.millis();
    String fault = model.takeArmed(Kind.CLAIM);
    if (fault != null) {
      long patience = model.settings.claimPatience().toMillis();
      if (fault.equals("answer-lost")) {
        model.invoice.claim(claim, model.now());
        model.after(patience, () -> model.invoice.giveBack(claim, model.now()));
      } else {
        model.after(patience, () -> model.invoice.giveBack(claim, model.now()));
        model.after(patience + 1_000, () -> model.invoice.claim(claim, model.now()));
      }
      model.after(patience + 1, () -> notSent(Why.NO_CLAIM));
      return;
    }
    switch (model.invoice.claim(claim, model.now())) {
      case ClaimAnswer.Granted granted -> {
        first = granted.first();
        model.pass(Point.PAY_GRANTED, this::write);
      }
      case ClaimAnswer.MaybeSent earlier -> finish(new PayResult.Unknown(earlier.since()));
      case ClaimAnswer.Sealed sealed -> finish(new PayResult.Sealed(sealed.outcome()));
      case ClaimAnswer.Differs differs -> notSent(Why.INSTRUCTION_CHANGED);
      case ClaimAnswer.Voided voided -> notSent(Why.NO_CLAIM);
      case ClaimAnswer.Unusable unusable -> notSent(Why.INVOICE_UNUSABLE);
    }
  }

  private void write() {
    if (!first) {
      Optional<PayResult> known = alreadyThere();
      if (known.isPresent()) {
        tell(Send.State.UNSENT, null, null);
        finish(
            known.get() instanceof PayResult.Accepted ? known.get() : new PayResult.Unknown(null));
        return;
      }
    }
    boolean open = model.millis() - opened < model.settings.sendWindow().toMillis();
    if (!open && !model.without.contains(Guard.SEND_WINDOW)) {
      tell(Send.State.UNSENT, null, null);
      notSent(Why.NOT_WRITTEN);
      return;
    }
    written = model.millis();
    String slow = model.takeArmed(Kind.PAY_SLOW);
    String fault = model.takeArmed(Kind.PAY);
    if (slow == null) {
      model.after(WIRE, () -> arrives(fault, 1));
    } else {
      // The caller has gone before it arrives.
      long call = model.settings.callLimit().toMillis();
      model.after(call + Scenario.Length.parse(slow).millis(), () -> take());
      model.after(call, () -> model.pass(Point.PAY_ANSWERED, () -> answered(SILENCE)));
    }
  }

  private ModelProvider.Reply take() {
    int before = model.provider.payments.size();
    String key =
        model.without.contains(Guard.SAME_KEY)
            ? UUID.nameUUIDFromBytes(
                    claim.token().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString()
            : Model.KEY;
    ModelProvider.Reply reply = model.provider.pay(key, instruction.accountToken(), model.millis());
    model.taken(before, ineligible);
    return reply;
  }

  private void arrives(String fault, int attempt) {
    if (fault == null) {
      ModelProvider.Reply reply = take();
      model.pass(Point.PAY_TAKEN, () -> comesBack(reply));
      return;
    }
    boolean taken = !fault.endsWith("-untaken") && !fault.equals("request-lost");
    int before = model.provider.payments.size();
    ModelProvider.Reply reply = taken ? take() : null;
    if (reply != null && !reply.isSuccess()) {
      // A refusal is not spoiled: nothing was taken that the answer could be wrong about.
      model.pass(Point.PAY_TAKEN, () -> comesBack(reply));
      return;
    }
    if (model.provider.payments.size() > before && spoilsTheKey(fault)) {
      model.provider.forgetAnswer();
    }
    PayAnswer answer = spoiled(fault);
    boolean repeats = attempt == 1 && isLost(fault) && repeatsOnTheWire();
    boolean tries =
        attempt < ATTEMPTS
            && model.without.contains(Guard.ONE_ATTEMPT)
            && answer instanceof PayAnswer.Unknown;
    if (repeats || tries) {
      model.after(WIRE, () -> arrives(null, attempt + 1));
    } else {
      model.pass(Point.PAY_TAKEN, () -> model.pass(Point.PAY_ANSWERED, () -> answered(answer)));
    }
  }

  private boolean repeatsOnTheWire() {
    return model.without.contains(Guard.NO_WIRE_RETRY);
  }

  private static boolean isLost(String fault) {
    return fault.equals("request-lost") || fault.equals("answer-lost");
  }

  /** Whether the provider has given another answer than success, so that it keeps none. */
  private static boolean spoilsTheKey(String fault) {
    return Character.isDigit(fault.charAt(0)) || fault.startsWith("duplicate");
  }

  private PayAnswer spoiled(String fault) {
    return switch (fault) {
      case "request-lost", "answer-lost", "answer-cut" -> silence();
      case "502-taken", "502-untaken", "503-untaken" ->
          model.without.contains(Guard.TROUBLE_IS_UNKNOWN)
              ? PayReadings.of(200, "000010", "")
              : SILENCE;
      case "500-envelope-taken" ->
          PayReadings.of(
              model.without.contains(Guard.TROUBLE_IS_UNKNOWN) ? 200 : 500, "000040", "short");
      case "duplicate-taken" -> PayReadings.of(200, "000023", "Duplicate request error");
      default -> PayReadings.of(200, fault.substring(0, fault.indexOf('-')), "");
    };
  }

  private PayAnswer silence() {
    return model.without.contains(Guard.SILENCE_IS_UNKNOWN)
        ? PayReadings.of(200, "000010", "")
        : SILENCE;
  }

  private void comesBack(ModelProvider.Reply reply) {
    boolean late = model.millis() - written > model.settings.callLimit().toMillis();
    PayAnswer answer =
        late
            ? silence()
            : reply.isSuccess() ? null : PayReadings.of(200, reply.code(), reply.message());
    model.pass(
        Point.PAY_ANSWERED,
        () -> {
          if (answer == null) {
            tell(Send.State.ACCEPTED, null, reply.number());
            finish(new PayResult.Accepted(reply.number(), false));
          } else {
            answered(answer);
          }
        });
  }

  private void answered(PayAnswer answer) {
    switch (answer) {
      case PayAnswer.Accepted accepted -> throw new IllegalStateException("told otherwise");
      case PayAnswer.NotSent unsent -> throw new IllegalStateException("it was written");
      case PayAnswer.Unknown unknown -> {
        model.unanswered();
        finish(new PayResult.Unknown(null));
      }
      case PayAnswer.Refused refused -> {
        String code = refused.refusal().code();
        tell(Send.State.REFUSED, code, null);
        boolean definitive = first;
        if (!first && model.without.contains(Guard.FIRST_REFUSAL_ONLY)) {
          model.invoice.refusedAll(code, model.now());
          definitive = true;
        }
        finish(
            definitive
                ? new PayResult.Refused(code, refused.refusal().meaning() == Meaning.SHORT_OF_FUNDS)
                : new PayResult.Unknown(null));
      }
    }
  }

  private void tell(Send.State state, String code, String number) {
    model.invoice.told(new SendOutcome(claim.token(), state, code, number), model.now());
  }
}
