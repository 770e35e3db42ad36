package io.cryptopayouts.api;

import java.security.Principal;

/**
 * Who calls the API: the name of the key, which is the actor of everything it asks for.
 *
 * @param name as configured, not personal
 */
record Caller(String name) implements Principal {

  @Override
  public String getName() {
    return name;
  }
}
