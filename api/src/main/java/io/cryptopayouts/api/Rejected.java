package io.cryptopayouts.api;

/** A request that the API itself turns down. */
final class Rejected extends RuntimeException {

  private final transient Problem problem;

  Rejected(Problem problem) {
    super(problem.type(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
