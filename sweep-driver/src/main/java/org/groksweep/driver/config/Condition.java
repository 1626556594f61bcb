package org.groksweep.driver.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.driver.config.formula.Formula;
import org.groksweep.driver.config.formula.FormulaException;

/**
 * A condition on a cell's values.
 *
 * @param inputs slots of the formula's names
 * @param known what it gave so far, by inputs; few inputs recur in many cells
 */
record Condition(
    Formula formula, List<Integer> inputs, Map<List<Object>, Optional<Boolean>> known) {

  /** Whether it holds; empty, with a report, where that cannot be told. */
  Optional<Boolean> holds(Object[] values, CellReport report) {
    List<Object> inputs = FieldGraph.pick(inputs(), values);
    if (CellAssembler.lacks(inputs)) {
      return Optional.empty();
    }
    Optional<Boolean> before = known.get(inputs);
    if (before != null) {
      return before;
    }
    try {
      Optional<Boolean> holds = Optional.of(formula.truth(inputs));
      known.put(inputs, holds);
      return holds;
    } catch (FormulaException e) {
      report.refuse("exclude", formula.toString(), e.getMessage());
      return Optional.empty();
    }
  }
}
