package io.cryptopayouts.contract;

/**
 * Look again now instead of at the next poll. Wakes the wait; never sends twice.
 *
 * @param by who asks
 */
public record Recheck(String by) {}
