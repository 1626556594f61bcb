package org.groksweep.driver.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.ConfigProblem;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.Trial;

/**
 * A choice of trials by their axis values: comparisons of which all must hold, such as {@code
 * depth>=3,seed=1}. An axis is named by its path or by the last word of it.
 */
public final class TrialCondition implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String SEED = "seed";
  private static final Pattern COMPARISON =
      Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_.]*)\\s*(<=|>=|!=|=|<|>)\\s*(\\S(?:.*\\S)?)\\s*");

  private record Comparison(String axis, String operator, String operand) implements Serializable {

    boolean names(String path) {
      return path.equals(axis) || path.endsWith("." + axis);
    }

    boolean holdsFor(Object value) {
      OptionalInt order = compare(value);
      return switch (operator) {
        case "=" -> order.isPresent() && order.getAsInt() == 0;
        case "!=" -> order.isEmpty() || order.getAsInt() != 0;
        case "<" -> order.isPresent() && order.getAsInt() < 0;
        case "<=" -> order.isPresent() && order.getAsInt() <= 0;
        case ">" -> order.isPresent() && order.getAsInt() > 0;
        case ">=" -> order.isPresent() && order.getAsInt() >= 0;
        default -> throw new IllegalStateException("no operator " + operator);
      };
    }

    private OptionalInt compare(Object value) {
      if (!(value instanceof Number number)) {
        return OptionalInt.of(Integer.signum(value.toString().compareTo(operand)));
      }
      try {
        return value instanceof Long whole && operand.matches("[+-]?\\d+")
            ? OptionalInt.of(Long.compare(whole, Long.parseLong(operand)))
            : OptionalInt.of(Double.compare(number.doubleValue(), Double.parseDouble(operand)));
      } catch (NumberFormatException e) {
        return OptionalInt.empty();
      }
    }
  }

  private final String text;
  private final List<Comparison> comparisons;

  private TrialCondition(String text, List<Comparison> comparisons) {
    this.text = text;
    this.comparisons = comparisons;
  }

  /**
   * Reads comparisons that commas separate.
   *
   * @throws ConfigException that names every part that is none
   */
  public static TrialCondition parse(String text) {
    List<Comparison> comparisons = new ArrayList<>();
    List<ConfigProblem> problems = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = COMPARISON.matcher(part);
      if (matcher.matches()) {
        comparisons.add(new Comparison(matcher.group(1), matcher.group(2), matcher.group(3)));
      } else {
        problems.add(
            problem(
                part, "must be a comparison by =, !=, <, <=, > or >=", "such as depth=4,seed=1"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException("condition", problems);
    }
    return new TrialCondition(text, List.copyOf(comparisons));
  }

  /** Whether all comparisons hold; one with an axis that the trial lacks does not. */
  public boolean matches(Trial trial) {
    return comparisons.stream().allMatch(comparison -> holds(comparison, trial));
  }

  /**
   * Refuses names that no trial of the plan has.
   *
   * @throws ConfigException that names every one
   */
  public void check(SweepPlan plan) {
    Set<String> axes = new TreeSet<>();
    axes.add(SEED);
    plan.bundles().stream()
        .flatMap(bundle -> bundle.trials().stream())
        .flatMap(trial -> trial.axes().stream())
        .forEach(axis -> axes.add(axis.path()));
    List<ConfigProblem> problems =
        comparisons.stream()
            .filter(comparison -> axes.stream().noneMatch(comparison::names))
            .map(comparison -> problem(comparison.axis(), "must be an axis", "they are " + axes))
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigException("condition", problems);
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean holds(Comparison comparison, Trial trial) {
    if (comparison.axis().equals(SEED)) {
      return comparison.holdsFor(trial.spec().seeds().seed());
    }
    return trial.axes().stream()
        .filter(axis -> comparison.names(axis.path()))
        .map(AxisValue::value)
        .anyMatch(comparison::holdsFor);
  }

  private static ConfigProblem problem(String value, String rule, String hint) {
    return new ConfigProblem(0, "only", value, rule, Optional.of(hint));
  }
}
