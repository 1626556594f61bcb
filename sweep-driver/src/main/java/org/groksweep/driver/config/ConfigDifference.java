package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.groksweep.driver.grid.Axis;

/**
 * What forbids that one config extends the sweep of another: fixed values that differ. Axes,
 * excluded cells, seeds, name, engine, expected steps, recording, passages, probes and save may
 * change, as no trial that was planned becomes another one.
 */
public final class ConfigDifference {

  private ConfigDifference() {}

  /** The conflicts, one per key: "stored -> new"; empty if the new config extends the old one. */
  public static List<ConfigProblem> conflicts(SweepConfig stored, SweepConfig changed) {
    Set<String> axes = new HashSet<>();
    stored.grid().axes().stream().map(Axis::path).forEach(axes::add);
    changed.grid().axes().stream().map(Axis::path).forEach(axes::add);
    boolean sizeIsAxis = axes.contains("task.dataFraction") || axes.contains("task.trainExamples");
    Set<String> paths = new TreeSet<>(stored.fields().keySet());
    paths.addAll(changed.fields().keySet());
    List<ConfigProblem> conflicts = new ArrayList<>();
    for (String path : paths) {
      String before = written(stored, path);
      String after = written(changed, path);
      boolean size = path.equals("task.dataFraction") || path.equals("task.trainExamples");
      boolean harmless = path.endsWith("expectedSteps");
      if (!harmless && !axes.contains(path) && !(size && sizeIsAxis) && !before.equals(after)) {
        conflicts.add(
            new ConfigProblem(
                changed.place(path),
                path,
                before + " -> " + after,
                "differs from the stored plan",
                Optional.of("make it an axis, or give another --out")));
      }
    }
    if (!stored.phases().equals(changed.phases())) {
      conflicts.add(
          new ConfigProblem(
              "",
              "phases",
              stored.phases() + " -> " + changed.phases(),
              "differ from the stored plan",
              Optional.of("give another --out")));
    }
    return conflicts;
  }

  private static String written(SweepConfig config, String path) {
    Setting setting = config.fields().get(path);
    return setting == null ? "(none)" : NumberText.of(setting.written());
  }
}
