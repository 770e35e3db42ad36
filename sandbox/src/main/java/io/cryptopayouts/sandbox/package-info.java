/**
 * A simulator of Pockyt's Payouts API that misbehaves on demand and keeps a ledger of what really
 * moved.
 *
 * <p>It shares no code with the product it tests: it signs, parses and counts for itself, so that a
 * mistake there cannot hide here.
 */
package io.cryptopayouts.sandbox;
