package org.groksweep.driver.config;

import java.util.List;
import java.util.Map;
import org.groksweep.driver.config.formula.Formula;

/** How a slot of the field graph gets its value. */
sealed interface FieldRule {

  /** The slots that it needs the values of. */
  default List<Integer> inputs() {
    return List.of();
  }

  /** The same in every cell. */
  record Fixed(Object value) implements FieldRule {}

  /** The cell's value on an axis, by the axis's index. */
  record OnAxis(int axis) implements FieldRule {}

  /** What another slot has. */
  record Inherited(int from) implements FieldRule {
    @Override
    public List<Integer> inputs() {
      return List.of(from);
    }
  }

  /**
   * A formula over other slots.
   *
   * @param known what it gave so far, by its inputs' values: few of them recur in many cells
   */
  record Formed(Formula formula, List<Integer> inputs, Map<List<Object>, Object> known)
      implements FieldRule {}

  /**
   * A list with formulas in it.
   *
   * @param elements each a Double or a {@link Formed}
   * @param inputs of all formulas
   */
  record FormedList(List<Object> elements, List<Integer> inputs) implements FieldRule {}
}
