package io.cryptopayouts.worker;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Copies all that a payout knows, so that a modelled run can go back to it. */
final class ProgressCopy {

  private static final List<Field> FIELDS =
      Stream.of(Progress.class.getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .peek(field -> field.setAccessible(true))
          .toList();

  private ProgressCopy() {}

  @SuppressWarnings("unchecked")
  static Progress of(Progress original) {
    Progress copy = new Progress();
    try {
      for (Field field : FIELDS) {
        Object value = field.get(original);
        if (!Modifier.isFinal(field.getModifiers())) {
          field.set(copy, value);
        } else if (value instanceof Map<?, ?> map) {
          ((Map<Object, Object>) field.get(copy)).putAll(map);
        } else {
          ((Collection<Object>) field.get(copy)).addAll((Collection<Object>) value);
        }
      }
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
    return copy;
  }
}
