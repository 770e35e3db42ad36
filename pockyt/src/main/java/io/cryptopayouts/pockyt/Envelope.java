package io.cryptopayouts.pockyt;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every answer comes in: code, text and payload, either flat or wrapped as {@code
 * {"status":200,"resultBody":{...}}}, which the guide prints for configurations.
 */
record Envelope(String code, String message, JsonFields payload) {
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{1,12}");

  static Envelope of(JsonFields reply) throws Unreadable {
    JsonFields payload = reply;
    if (reply.text("ret_code") == null) {
      Optional<JsonFields> wrapped = reply.object("resultBody");
      payload = wrapped.orElse(reply);
    }
    String code = payload.text("ret_code");
    if (code == null || !CODE.matcher(code).matches()) {
      throw new Unreadable("no ret_code");
    }
    String message = payload.text("ret_msg");
    return new Envelope(code, message == null ? "" : message, payload);
  }

  boolean isSuccess() {
    return code.equals(ErrorTable.SUCCESS);
  }

  JsonFields required(String name) throws Unreadable {
    return payload.object(name).orElseThrow(() -> new Unreadable("no " + name));
  }
}
