package io.cryptopayouts.contract;

/**
 * One fault of an order.
 *
 * @param field where, as a path such as {@code payee.email}
 * @param reason what is wrong and what to do, never quoting the value: it may be personal
 */
public record FieldProblem(String field, String reason) {}
