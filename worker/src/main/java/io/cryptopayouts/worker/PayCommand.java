package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Instruction;

/**
 * The argument of {@code pay}.
 *
 * @param note internal memo for the provider, or null
 */
record PayCommand(Instruction instruction, String note) {}
