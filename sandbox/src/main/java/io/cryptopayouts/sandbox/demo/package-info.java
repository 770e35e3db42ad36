/**
 * The demo: starts the whole product against the simulator, each part as a process of its own, and
 * talks to it over HTTP only.
 */
package io.cryptopayouts.sandbox.demo;
