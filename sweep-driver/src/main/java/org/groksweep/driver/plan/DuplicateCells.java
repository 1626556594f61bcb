package org.groksweep.driver.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.ConfigProblem;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.Trial;

/** Finds cells that resolve to the same trials, such as two fractions that round to one count. */
final class DuplicateCells {

  private DuplicateCells() {}

  /**
   * Refuses cells of one id.
   *
   * @param firstTrials the first trial of each cell
   * @throws ConfigException naming the values that stand for the same
   */
  static void refuse(SweepConfig config, List<Trial> firstTrials) {
    Map<String, Trial> seen = new HashMap<>(firstTrials.size() * 2);
    Map<String, Long> rules = new LinkedHashMap<>();
    Map<String, String> places = new HashMap<>();
    for (Trial trial : firstTrials) {
      Trial same = seen.putIfAbsent(trial.cellId(), trial);
      if (same != null) {
        String rule = differences(same, trial);
        rules.merge(rule, 1L, Long::sum);
        places.putIfAbsent(rule, place(config, same, trial));
      }
    }
    List<ConfigProblem> problems = new ArrayList<>();
    rules.forEach(
        (rule, cells) ->
            problems.add(
                new ConfigProblem(
                    places.get(rule),
                    "axes",
                    "",
                    rule + " (in " + cells + (cells == 1 ? " cell)" : " cells)"),
                    Optional.of("leave one out"))));
    if (!problems.isEmpty()) {
      throw new ConfigException(config.source(), problems);
    }
  }

  private static String differences(Trial one, Trial other) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < one.axes().size(); i++) {
      AxisValue a = one.axes().get(i);
      AxisValue b = other.axes().get(i);
      if (!a.equals(b)) {
        differences.add(a.path() + " " + a.value() + " and " + b.value());
      }
    }
    return "stand for the same trials: " + String.join(", ", differences);
  }

  private static String place(SweepConfig config, Trial one, Trial other) {
    for (int i = 0; i < one.axes().size(); i++) {
      if (!one.axes().get(i).equals(other.axes().get(i))) {
        return config.place(one.axes().get(i).path());
      }
    }
    return "";
  }
}
