/**
 * The provider, fenced: a client of the Pockyt Payouts API, its request signing, and the
 * verification of the notices it posts.
 *
 * <p>Nothing here knows of payouts as workflows. The module logs nothing, and neither an exception
 * text nor a {@code toString} holds the API token or a personal datum.
 *
 * @see <a href="https://docs.pockyt.io/docs/payouts-through-crypto">Payouts through crypto</a>
 */
package io.cryptopayouts.pockyt;
