package io.cryptopayouts.contract;

import java.util.List;
import java.util.stream.Collectors;

/** An order, or a part of one, that cannot be paid as it is; nothing was started. */
public final class InvalidOrder extends IllegalArgumentException {

  private final List<FieldProblem> problems;

  public InvalidOrder(List<FieldProblem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.field() + " " + problem.reason())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Every faulty field, in the order in which they were checked. */
  public List<FieldProblem> problems() {
    return problems;
  }
}
