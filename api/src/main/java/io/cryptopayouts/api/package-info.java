/** The HTTP API and the webhook endpoint. */
package io.cryptopayouts.api;
