package io.cryptopayouts.api;

import io.dropwizard.auth.UnauthorizedHandler;

/** Lets the error table answer for a missing or unknown key. */
final class Unauthorized implements UnauthorizedHandler {

  @Override
  public RuntimeException buildException(String prefix, String realm) {
    return new Rejected(Problem.UNAUTHORIZED);
  }
}
