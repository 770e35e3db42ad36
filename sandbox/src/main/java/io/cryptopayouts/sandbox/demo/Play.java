package io.cryptopayouts.sandbox.demo;

/** What brings the demo into a situation. */
interface Play {

  /** Returns when the situation is there, as API or Temporal show it. */
  Situation set(Stage stage);
}
