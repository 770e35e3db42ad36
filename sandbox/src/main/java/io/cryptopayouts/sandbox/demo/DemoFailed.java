package io.cryptopayouts.sandbox.demo;

/** Why the demo cannot go on; its message is printed as it is. */
final class DemoFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  DemoFailed(String message) {
    super(message);
  }
}
