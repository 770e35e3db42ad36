package io.cryptopayouts.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptopayouts.contract.AmountRule;
import io.cryptopayouts.contract.InvalidOrder;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.contract.Payouts;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;

/** Payouts for callers and operators. Every method needs an API key. */
@Path("/payouts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PayoutsResource {

  private final Payouts payouts;
  private final AmountRule amounts;
  private final Views views;

  PayoutsResource(Payouts payouts, AmountRule amounts, Views views) {
    this.payouts = payouts;
    this.amounts = amounts;
    this.views = views;
  }

  @POST
  public Response start(@Auth Caller caller, InputStream body) throws IOException {
    Payouts.Started started =
        payouts.start(OrderBody.read(Bodies.read(body), amounts), caller.name());
    return Response.accepted(views.started(started))
        .location(URI.create(Views.path(started.invoiceId())))
        .build();
  }

  @GET
  public ObjectNode list(
      @Auth Caller caller, @QueryParam("state") String state, @QueryParam("limit") String limit) {
    int most = Query.limit(limit);
    return views.list(payouts.list(Query.state(state), most + 1), most);
  }

  @GET
  @Path("/{invoiceId}")
  public ObjectNode find(
      @Auth Caller caller,
      @PathParam("invoiceId") String invoiceId,
      @QueryParam("wait") String wait) {
    PayoutId id = id(invoiceId);
    Duration patience = Query.wait(wait);
    return (patience.isZero() ? payouts.find(id) : payouts.findEnded(id, patience))
        .map(views::status)
        .orElseThrow(() -> noSuchPayout("there is no payout " + id));
  }

  @POST
  @Path("/{invoiceId}/recheck")
  public ObjectNode recheck(
      @Auth Caller caller, @PathParam("invoiceId") String invoiceId, InputStream body)
      throws IOException {
    PayoutId id = id(invoiceId);
    return views.done(id, payouts.recheck(id, ActionBody.recheck(Bodies.read(body), caller)));
  }

  @POST
  @Path("/{invoiceId}/cancel")
  public ObjectNode cancel(
      @Auth Caller caller, @PathParam("invoiceId") String invoiceId, InputStream body)
      throws IOException {
    PayoutId id = id(invoiceId);
    return views.done(id, payouts.cancel(id, ActionBody.cancel(Bodies.read(body), caller)));
  }

  @POST
  @Path("/{invoiceId}/hold")
  public ObjectNode hold(
      @Auth Caller caller, @PathParam("invoiceId") String invoiceId, InputStream body)
      throws IOException {
    PayoutId id = id(invoiceId);
    return views.done(id, payouts.hold(id, ActionBody.hold(Bodies.read(body), caller)));
  }

  @POST
  @Path("/{invoiceId}/release")
  public ObjectNode release(
      @Auth Caller caller, @PathParam("invoiceId") String invoiceId, InputStream body)
      throws IOException {
    PayoutId id = id(invoiceId);
    return views.done(id, payouts.release(id, ActionBody.release(Bodies.read(body), caller)));
  }

  @POST
  @Path("/{invoiceId}/resolve")
  public ObjectNode resolve(
      @Auth Caller caller, @PathParam("invoiceId") String invoiceId, InputStream body)
      throws IOException {
    PayoutId id = id(invoiceId);
    return views.done(id, payouts.resolve(id, ActionBody.resolve(Bodies.read(body), caller)));
  }

  @POST
  @Path("/{invoiceId}/acknowledge")
  public ObjectNode acknowledge(
      @Auth Caller caller, @PathParam("invoiceId") String invoiceId, InputStream body)
      throws IOException {
    PayoutId id = id(invoiceId);
    return views.done(
        id, payouts.acknowledge(id, ActionBody.acknowledge(Bodies.read(body), caller)));
  }

  /** A path that cannot be a payout's is the path of none. */
  private static PayoutId id(String invoiceId) {
    try {
      return new PayoutId(invoiceId);
    } catch (InvalidOrder notOne) {
      throw noSuchPayout(
          "there is no such payout: an invoice id " + notOne.problems().getFirst().reason());
    }
  }

  private static Rejected noSuchPayout(String detail) {
    return new Rejected(new Problem(404, "no-such-payout", "There is no such payout", detail));
  }
}
