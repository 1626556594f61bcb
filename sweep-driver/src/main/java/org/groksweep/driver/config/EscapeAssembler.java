package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.driver.config.FieldGraph.NoValue;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.PassageRule.Direction;

/** Builds the escapes of a cell's phases from its values. */
final class EscapeAssembler {

  private final SweepConfig config;
  private final FieldGraph graph;
  private final List<String> names;

  EscapeAssembler(SweepConfig config, FieldGraph graph) {
    this.config = config;
    this.graph = graph;
    // The paths are sorted, so the order of the rules does not depend on that of the file.
    this.names =
        config.fields().keySet().stream()
            .filter(path -> path.startsWith("escapes."))
            .map(path -> path.split("\\.")[1])
            .distinct()
            .toList();
  }

  /** Whether a phase has that name or is of the walk of that name. */
  static boolean isNamed(String phase, String name) {
    return phase.equals(name)
        || (phase.startsWith(name + "_") && phase.substring(name.length() + 1).matches("[0-9]+"));
  }

  /** The rules of a phase; empty where a part is missing or wrong, which was reported. */
  Optional<List<EscapeRule>> rules(Object[] cell, String phase, CellReport report) {
    List<EscapeRule> rules = new ArrayList<>();
    for (String name : names) {
      if (!watches(cell, name, phase)) {
        continue;
      }
      Optional<EscapeRule> rule = rule(cell, name, report);
      if (rule.isEmpty()) {
        return Optional.empty();
      }
      rules.add(rule.get());
    }
    return Optional.of(rules);
  }

  /**
   * The names of those of a phase's rules that end it; empty after a problem.
   *
   * @param path under which the phase's until is, its own or inherited
   */
  Optional<List<String>> until(
      Object[] cell, String path, List<EscapeRule> rules, CellReport report) {
    if (!(graph.value(cell, path) instanceof List<?> named)) {
      return graph.value(cell, path) == NoValue.WRONG ? Optional.empty() : Optional.of(List.of());
    }
    boolean own = config.places().containsKey(path);
    List<String> until = new ArrayList<>();
    for (Object name : named) {
      if (rules.stream().anyMatch(rule -> rule.name().equals(name))) {
        until.add(name.toString());
      } else if (own && names.contains(name)) {
        report.refuse(path, name.toString(), "is not watched in this phase");
      }
    }
    return Optional.of(until.stream().distinct().sorted().toList());
  }

  private boolean watches(Object[] cell, String name, String phase) {
    Object phases = graph.value(cell, path(name, "phases"));
    return !(phases instanceof List<?> named)
        || named.stream().anyMatch(each -> isNamed(phase, each.toString()));
  }

  private Optional<EscapeRule> rule(Object[] cell, String name, CellReport report) {
    boolean above = config.fields().containsKey(path(name, "above"));
    Object threshold = graph.value(cell, path(name, above ? "above" : "below"));
    Object metric = graph.value(cell, path(name, "metric"));
    Object dwell = graph.value(cell, path(name, "dwell"));
    Object reset = graph.value(cell, path(name, "reset"));
    if (CellAssembler.lacks(List.of(threshold, metric, dwell)) || reset == NoValue.WRONG) {
      return Optional.empty();
    }
    if (reset instanceof Double && dwell.equals(0L)) {
      report.refuse(path(name, "reset"), NumberText.of(reset), "has no effect without a dwell");
      return Optional.empty();
    }
    double back = reset instanceof Double given ? given : (Double) threshold;
    try {
      Direction direction = above ? Direction.ABOVE : Direction.BELOW;
      return Optional.of(
          new EscapeRule(
              name, metric.toString(), direction, (Double) threshold, back, (Long) dwell));
    } catch (IllegalArgumentException e) {
      report.refuse("escapes." + name, "", "is wrong: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String path(String name, String key) {
    return "escapes." + name + "." + key;
  }
}
