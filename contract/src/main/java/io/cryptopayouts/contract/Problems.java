package io.cryptopayouts.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Collects the faults of an order, so that a caller learns all of them at once. */
public final class Problems {

  private final List<FieldProblem> found = new ArrayList<>();

  public void add(String field, String reason) {
    found.add(new FieldProblem(field, reason));
  }

  /**
   * Makes a part of the order, taking over the faults it finds under this path.
   *
   * @return the part, or null if it is faulty
   */
  public <T> T in(String path, Supplier<T> part) {
    try {
      return part.get();
    } catch (InvalidOrder invalid) {
      for (FieldProblem problem : invalid.problems()) {
        add(path.isEmpty() ? problem.field() : path + "." + problem.field(), problem.reason());
      }
      return null;
    }
  }

  /**
   * @throws InvalidOrder with all faults found so far
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidOrder(found);
    }
  }

  void required(String field, String value, int longest) {
    if (value == null) {
      add(field, "is missing");
    } else {
      optional(field, value, longest);
    }
  }

  void optional(String field, String value, int longest) {
    if (value == null) {
      return;
    }
    if (value.isBlank()) {
      add(field, "must not be blank: leave it out or give a value");
    } else if (value.length() > longest) {
      add(field, "must have at most " + longest + " characters");
    } else if (value.chars().anyMatch(Character::isISOControl)) {
      add(field, "must not contain line breaks or other control characters");
    } else if (!value.equals(value.strip())) {
      add(field, "must not start or end with a space");
    }
  }

  void matching(String field, String value, Pattern shape, String reason) {
    if (value == null) {
      add(field, "is missing");
    } else if (!shape.matcher(value).matches()) {
      add(field, reason);
    }
  }
}
