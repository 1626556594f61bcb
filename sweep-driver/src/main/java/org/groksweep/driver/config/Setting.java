package org.groksweep.driver.config;

import java.util.List;

/** What a config says about one key. */
public sealed interface Setting {

  /** As it stands in the canonical config: the value itself, or the expression's text. */
  Object written();

  /**
   * A value.
   *
   * @param value a Long, Double, Boolean, String or list of Doubles or Strings, as the key's kind
   *     wants it
   */
  record Literal(Object value) implements Setting {
    @Override
    public Object written() {
      return value;
    }
  }

  /**
   * A list of numbers of which some are expressions over other keys.
   *
   * @param elements each a Double, or a String that is an expression
   */
  record ComputedList(List<Object> elements) implements Setting {

    public ComputedList {
      elements = List.copyOf(elements);
    }

    @Override
    public Object written() {
      return elements;
    }
  }

  /** An expression over other keys, for a number. */
  record Computed(String text) implements Setting {
    @Override
    public Object written() {
      return text;
    }
  }
}
