package io.cryptopayouts.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptopayouts.contract.Payouts;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Where operators begin: what needs them, and how to find the rest. Needs an API key. */
@Path("/operations")
@Produces(MediaType.APPLICATION_JSON)
public final class OperationsResource {

  private static final int MOST = 200;

  private final Payouts payouts;
  private final Census census;
  private final Operations operations;

  OperationsResource(Payouts payouts, Census census, Operations operations) {
    this.payouts = payouts;
    this.census = census;
    this.operations = operations;
  }

  @GET
  public ObjectNode show(@Auth Caller caller, @QueryParam("customer") String customer) {
    return operations.show(
        Query.customer(customer),
        payouts.list(Payouts.Listed.NEEDS_ACTION, MOST + 1),
        MOST,
        census.fresh());
  }
}
