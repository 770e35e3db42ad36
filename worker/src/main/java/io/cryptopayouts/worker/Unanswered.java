package io.cryptopayouts.worker;

/** A step gave no usable answer: it was tried for long enough, or a person's word came first. */
final class Unanswered extends RuntimeException {

  Unanswered(Throwable cause) {
    super(cause);
  }
}
