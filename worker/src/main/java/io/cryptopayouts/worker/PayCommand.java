package io.cryptopayouts.worker;

import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Personal;

/**
 * The argument of {@code pay}.
 *
 * @param note internal memo for the provider, or null
 */
public record PayCommand(Instruction instruction, @Personal String note) {}
