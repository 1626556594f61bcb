package org.groksweep.driver.config;

/** What a config says about one key. */
public sealed interface Setting {

  /** As it stands in the canonical config: the value itself, or the expression's text. */
  Object written();

  /**
   * A value.
   *
   * @param value a Long, Double, Boolean or String, as the key's kind wants it
   */
  record Literal(Object value) implements Setting {
    @Override
    public Object written() {
      return value;
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
