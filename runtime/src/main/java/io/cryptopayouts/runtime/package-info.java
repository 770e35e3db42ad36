/** How a process joins the system: settings, secrets, Temporal, health, metrics, stop. */
package io.cryptopayouts.runtime;
