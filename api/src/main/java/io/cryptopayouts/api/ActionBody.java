package io.cryptopayouts.api;

import io.cryptopayouts.contract.Acknowledge;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.Recheck;
import io.cryptopayouts.contract.Release;
import io.cryptopayouts.contract.Resolve;

/** Reads the bodies of actions. Who acts is the caller, never taken from the body. */
final class ActionBody {

  private static final int LONGEST = 500;
  private static final int LONGEST_DIGEST = 128;

  private ActionBody() {}

  static Recheck recheck(byte[] body, Caller by) {
    checked(Fields.ofOptional(body));
    return new Recheck(by.name());
  }

  static Cancel cancel(byte[] body, Caller by) {
    Fields fields = Fields.ofOptional(body);
    String reason = fields.line("reason", LONGEST);
    checked(fields);
    return new Cancel(by.name(), reason);
  }

  static Hold hold(byte[] body, Caller by) {
    Fields fields = Fields.of(body);
    String reason = fields.requiredLine("reason", LONGEST);
    checked(fields);
    return new Hold(by.name(), reason);
  }

  static Release release(byte[] body, Caller by) {
    Fields fields = Fields.of(body);
    String reason = fields.requiredLine("reason", LONGEST);
    String instruction = fields.requiredLine("instruction", LONGEST_DIGEST);
    checked(fields);
    return new Release(by.name(), reason, instruction);
  }

  static Resolve resolve(byte[] body, Caller by) {
    Fields fields = Fields.of(body);
    Resolve.Verdict verdict = fields.requiredWord("verdict", Resolve.Verdict.class);
    String reason = fields.requiredLine("reason", LONGEST);
    String evidence = fields.requiredLine("evidence", LONGEST);
    String instruction = fields.line("instruction", LONGEST_DIGEST);
    checked(fields);
    return new Resolve(by.name(), verdict, reason, evidence, instruction);
  }

  static Acknowledge acknowledge(byte[] body, Caller by) {
    Fields fields = Fields.of(body);
    String reason = fields.requiredLine("reason", LONGEST);
    checked(fields);
    return new Acknowledge(by.name(), reason);
  }

  private static void checked(Fields fields) {
    fields.refuseOthers();
    if (!fields.faults().isEmpty()) {
      throw new Rejected(
          new Problem(
              400,
              "invalid-action",
              "The action cannot be taken as it is",
              "correct every field in 'errors' and send it again",
              fields.faults()));
    }
  }
}
