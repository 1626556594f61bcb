package org.groksweep.trainer.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a family's keys, complete and checked against them; how a {@link TaskSpec} or
 * {@link ModelSpec} gets its numbers.
 *
 * @param values short key name to Long, Double, Boolean, String or list of Doubles or Strings
 */
public record Settings(Map<String, Object> values) {

  public Settings {
    values = Map.copyOf(values);
  }

  public int integer(String name) {
    return Math.toIntExact((Long) value(name));
  }

  public double number(String name) {
    return (Double) value(name);
  }

  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  public String text(String name) {
    return (String) value(name);
  }

  /** The numbers of a list. */
  public List<Double> numbers(String name) {
    return ((List<?>) value(name)).stream().map(Double.class::cast).toList();
  }

  /** The integer of a key that need not be given. */
  public Optional<Integer> optionalInteger(String name) {
    return Optional.ofNullable((Long) values.get(name)).map(Math::toIntExact);
  }

  /**
   * The enum constant whose camel-case form ("withReplacement" for WITH_REPLACEMENT) is the value.
   */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (Choices.key(constant).equals(value(name))) {
        return constant;
      }
    }
    throw new IllegalArgumentException(name + ": no " + type.getSimpleName() + " " + value(name));
  }

  private Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no setting " + name + " among " + values.keySet());
    }
    return value;
  }
}
