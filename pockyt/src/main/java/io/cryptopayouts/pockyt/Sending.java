package io.cryptopayouts.pockyt;

import java.io.IOException;

/**
 * One call on its way to the wire, carried by the request as a tag. It lets the request be written
 * once and remembers whether it was, which is what tells "not sent" from "unknown". Not shared
 * between calls; the client runs a call on the caller's thread.
 */
final class Sending {
  /** How far the call got. */
  enum Stage {
    /** Nothing was written. */
    CONNECTING,
    /** Nothing was written, because the gate was not open. */
    GATE_CLOSED,
    /** Writing has begun: any part may have arrived. */
    WRITTEN
  }

  private final SendGate gate;
  private Stage stage = Stage.CONNECTING;

  Sending(SendGate gate) {
    this.gate = gate;
  }

  Stage stage() {
    return stage;
  }

  /** To be called directly before the request is written, on a ready connection. */
  void passGate() throws IOException {
    if (stage != Stage.CONNECTING) {
      throw new IOException("a call is sent once");
    }
    stage = Stage.GATE_CLOSED;
    if (!gate.isOpen()) {
      throw new IOException("the gate is closed");
    }
    stage = Stage.WRITTEN;
  }
}
