package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.driver.config.FieldRule.Fixed;
import org.groksweep.driver.config.FieldRule.Formed;
import org.groksweep.driver.config.FieldRule.FormedList;
import org.groksweep.driver.config.FieldRule.Inherited;
import org.groksweep.driver.config.FieldRule.OnAxis;
import org.groksweep.driver.config.formula.Formula;
import org.groksweep.driver.config.formula.FormulaException;
import org.groksweep.driver.grid.Axis;

/** Where the values of a config's fields come from. */
final class FieldRules {

  private final SweepConfig config;
  private final Map<String, Integer> slots;
  private final NameResolver names;

  /**
   * @param slots of all paths
   */
  FieldRules(SweepConfig config, Map<String, Integer> slots, NameResolver names) {
    this.config = config;
    this.slots = slots;
    this.names = names;
  }

  /** The rule of a path. */
  FieldRule of(String path) {
    List<Axis> axes = config.grid().axes();
    for (int axis = 0; axis < axes.size(); axis++) {
      if (axes.get(axis).path().equals(path)) {
        return new OnAxis(axis);
      }
    }
    Setting setting = config.fields().get(path);
    if (setting instanceof Setting.Literal literal) {
      return new Fixed(literal.value());
    }
    if (setting instanceof Setting.Computed computed) {
      return formed(path, computed.text()).map(FieldRule.class::cast).orElse(wrong());
    }
    if (setting instanceof Setting.ComputedList list) {
      return formedList(path, list);
    }
    return config.places().containsKey(path) ? wrong() : inherited(path);
  }

  private FieldRule inherited(String path) {
    FieldRule absent = new Fixed(FieldGraph.NoValue.ABSENT);
    for (String phase : config.phases()) {
      for (String base : GeneralKeys.OVERRIDABLE) {
        if (KeyTable.inPhase(phase, base).equals(path)) {
          return replacedBySize(phase, base) ? absent : new Inherited(slots.get(base));
        }
      }
    }
    return absent;
  }

  // A phase that gives its data size one way doesn't inherit it the other way.
  private boolean replacedBySize(String phase, String base) {
    String other =
        switch (base) {
          case "task.dataFraction" -> "task.trainExamples";
          case "task.trainExamples" -> "task.dataFraction";
          default -> "";
        };
    return !other.isEmpty() && config.places().containsKey(KeyTable.inPhase(phase, other));
  }

  private static FieldRule wrong() {
    return new Fixed(FieldGraph.NoValue.WRONG);
  }

  private FieldRule formedList(String path, Setting.ComputedList list) {
    List<Object> elements = new ArrayList<>();
    List<Integer> inputs = new ArrayList<>();
    for (Object element : list.elements()) {
      Optional<Formed> formed =
          element instanceof String text ? formed(path, text) : Optional.empty();
      formed.ifPresent(rule -> inputs.addAll(rule.inputs()));
      elements.add(formed.isPresent() ? formed.get() : element);
    }
    return elements.stream().anyMatch(String.class::isInstance)
        ? wrong()
        : new FormedList(elements, inputs);
  }

  private Optional<Formed> formed(String path, String text) {
    try {
      Formula formula = Formula.parse(text);
      return names
          .inputs(path, config.place(path), formula)
          .map(inputs -> new Formed(formula, inputs, new HashMap<>()));
    } catch (FormulaException e) {
      throw new IllegalStateException("an expression was parsed when it was read: " + path, e);
    }
  }
}
