package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.groksweep.driver.config.FieldRule.Fixed;
import org.groksweep.driver.config.FieldRule.Formed;
import org.groksweep.driver.config.FieldRule.FormedList;
import org.groksweep.driver.config.FieldRule.Inherited;
import org.groksweep.driver.config.FieldRule.OnAxis;
import org.groksweep.driver.config.formula.Formula;
import org.groksweep.driver.config.formula.FormulaException;
import org.groksweep.trainer.spec.Key;

/**
 * The fields of a config as numbered slots with the expressions between them, in an order in which
 * they can be evaluated. What no axis reaches is evaluated once, unless it is refused: every cell
 * reports that.
 */
final class FieldGraph {

  /** Stands in a slot that has no value. */
  enum NoValue {
    /** Nobody gave one: a phase's key that inherits from a key that is not given. */
    ABSENT,
    /** It was refused. */
    WRONG
  }

  private final SweepConfig config;
  private final Problems problems;
  private final Map<String, Integer> slots = new LinkedHashMap<>();
  private final List<FieldRule> rules = new ArrayList<>();
  private final List<Integer> order = new ArrayList<>();
  private final List<Optional<Key>> keys = new ArrayList<>();
  private final NameResolver names;
  private final Object[] fixed;
  private final boolean[] varies;
  private final List<Integer> varying = new ArrayList<>();

  FieldGraph(SweepConfig config, KeyTable table, Problems problems) {
    this.config = config;
    this.problems = problems;
    List<String> paths = new ArrayList<>(config.fields().keySet());
    config.grid().axes().forEach(axis -> paths.add(axis.path()));
    for (String phase : config.phases()) {
      GeneralKeys.OVERRIDABLE.forEach(path -> paths.add(KeyTable.inPhase(phase, path)));
    }
    // Also what was refused or is missing, so that the rest can still be checked.
    table.paths().stream().filter(path -> !path.contains("*")).forEach(paths::add);
    config.places().keySet().stream()
        .filter(path -> table.find(path).isPresent())
        .sorted()
        .forEach(paths::add);
    for (String path : paths) {
      slots.putIfAbsent(path, slots.size());
    }
    this.names = new NameResolver(config, table, slots, problems);
    slots.keySet().forEach(path -> keys.add(table.find(path)));
    slots.keySet().forEach(path -> rules.add(new Fixed(NoValue.ABSENT)));
    FieldRules all = new FieldRules(config, slots, names);
    slots.forEach((path, slot) -> rules.set(slot, all.of(path)));
    sort();
    this.fixed = new Object[rules.size()];
    this.varies = new boolean[rules.size()];
    order.forEach(this::settle);
  }

  /** Whether cells differ in a slot's value. */
  boolean varies(int slot) {
    return slot >= 0 && varies[slot];
  }

  /** The slots of all paths that begin so. */
  IntStream slotsUnder(String prefix) {
    return slots.keySet().stream().filter(path -> path.startsWith(prefix)).mapToInt(slots::get);
  }

  int slot(String path) {
    return slots.getOrDefault(path, -1);
  }

  /** A cell's value of a path; ABSENT where the config has no such field. */
  Object value(Object[] cell, String path) {
    int slot = slot(path);
    return slot < 0 ? NoValue.ABSENT : cell[slot];
  }

  /** The formula of a condition on cells, with the slots of its names. */
  Optional<Condition> condition(String text, String place) {
    try {
      Formula formula = Formula.parse(text);
      return names
          .inputs("exclude", place, formula)
          .map(inputs -> new Condition(formula, inputs, new HashMap<>()));
    } catch (FormulaException e) {
      throw new IllegalStateException("a condition was parsed when it was read: " + text, e);
    }
  }

  /** The values of a cell by slot, given the index of its value on each axis. */
  Object[] evaluate(int[] indices, CellReport report) {
    Object[] values = fixed.clone();
    for (int i = 0; i < varying.size(); i++) {
      int slot = varying.get(i);
      values[slot] = value(slot, values, indices, report);
    }
    return values;
  }

  private void settle(int slot) {
    FieldRule rule = rules.get(slot);
    varies[slot] = rule instanceof OnAxis || rule.inputs().stream().anyMatch(this::varies);
    if (!varies[slot]) {
      fixed[slot] = value(slot, fixed, new int[0], new CellReport(config));
      boolean computed = rule instanceof Formed || rule instanceof FormedList;
      varies[slot] = computed && fixed[slot] == NoValue.WRONG;
    }
    if (varies[slot]) {
      varying.add(slot);
    }
  }

  private Object value(int slot, Object[] values, int[] indices, CellReport report) {
    FieldRule rule = rules.get(slot);
    if (rule instanceof Fixed fixed) {
      return fixed.value();
    }
    if (rule instanceof OnAxis axis) {
      return config.grid().axes().get(axis.axis()).values().get(indices[axis.axis()]);
    }
    if (rule instanceof Inherited inherited) {
      return values[inherited.from()];
    }
    Key key = keys.get(slot).orElseThrow();
    return rule instanceof FormedList list
        ? list(key, list, values, report)
        : formed(key, (Formed) rule, values, report);
  }

  private Object list(Key key, FormedList list, Object[] values, CellReport report) {
    List<Object> computed = new ArrayList<>();
    for (int i = 0; i < list.elements().size(); i++) {
      Object element = list.elements().get(i);
      computed.add(
          element instanceof Formed formed
              ? formed(ListReader.element(key, i), formed, values, report)
              : element);
    }
    return computed.contains(NoValue.WRONG) ? NoValue.WRONG : List.copyOf(computed);
  }

  private Object formed(Key key, Formed formed, Object[] values, CellReport report) {
    List<Object> inputs = pick(formed.inputs(), values);
    if (inputs.contains(NoValue.WRONG)) {
      return NoValue.WRONG;
    }
    Object known = formed.known().get(inputs);
    if (known != null) {
      return known;
    }
    Object computed = computed(key, formed.formula(), inputs, report);
    if (computed != NoValue.WRONG) {
      // A refusal is not kept: every cell reports its own.
      formed.known().put(inputs, computed);
    }
    return computed;
  }

  static List<Object> pick(List<Integer> slots, Object[] values) {
    Object[] picked = new Object[slots.size()];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[slots.get(i)];
    }
    return Arrays.asList(picked);
  }

  private Object computed(Key key, Formula formula, List<Object> inputs, CellReport report) {
    int absent = inputs.indexOf(NoValue.ABSENT);
    if (absent >= 0) {
      report.refuse(
          key.path(), formula.toString(), "uses " + formula.names().get(absent) + ", not given");
      return NoValue.WRONG;
    }
    try {
      double number = formula.number(inputs);
      String written = formula + " = " + NumberText.of(number);
      Optional<ConfigProblem> outside =
          ScalarReader.check(key, number, written, config.place(key.path()));
      if (outside.isPresent()) {
        report.refuse(outside.get());
        return NoValue.WRONG;
      }
      return typed(key, number, written, report);
    } catch (FormulaException e) {
      report.refuse(key.path(), formula.toString(), e.getMessage());
      return NoValue.WRONG;
    }
  }

  private static Object typed(Key key, double number, String written, CellReport report) {
    if (key.kind() != Key.Kind.INTEGER) {
      return number + 0.0;
    }
    // Beyond 2^53 a double has no exact integers to offer.
    if (number != Math.rint(number) || Math.abs(number) > 0x1p53) {
      report.refuse(key.path(), written, "must be an integer; wrap it in ceil(…) or round(…)");
      return NoValue.WRONG;
    }
    return (long) number;
  }

  private void sort() {
    int[] state = new int[rules.size()];
    for (int slot = 0; slot < rules.size(); slot++) {
      visit(slot, state, new ArrayList<>());
    }
  }

  // Depth first: 1 is on the way, 2 is done.
  private void visit(int slot, int[] state, List<Integer> way) {
    if (state[slot] == 2) {
      return;
    }
    if (state[slot] == 1) {
      List<String> paths = List.copyOf(slots.keySet());
      List<String> cycle =
          way.subList(way.indexOf(slot), way.size()).stream().map(paths::get).toList();
      String rule = "depends on itself: " + String.join(" <- ", cycle) + " <- " + cycle.get(0);
      problems.add(config.place(cycle.get(0)), cycle.get(0), "", rule);
      rules.set(slot, new Fixed(NoValue.WRONG));
      return;
    }
    state[slot] = 1;
    way.add(slot);
    rules.get(slot).inputs().forEach(input -> visit(input, state, way));
    way.remove(way.size() - 1);
    state[slot] = 2;
    order.add(slot);
  }
}
