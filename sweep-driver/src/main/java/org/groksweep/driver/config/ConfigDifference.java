package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.groksweep.driver.grid.Axis;

/**
 * What forbids that one config extends the sweep of another: fixed values that differ. Axes,
 * excluded cells, seeds, name, engine, expected steps, recording, passages, probes and save may
 * change, as no trial that was planned becomes another one. Lengths may change where trials are
 * resumable: whether each trial goes on is for the plan to say.
 */
public final class ConfigDifference {

  private static final String LENGTH = "maxSteps";

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
      boolean harmless = path.endsWith("expectedSteps") || (isLength(path) && resumable(stored));
      if (!harmless && !axes.contains(path) && !(size && sizeIsAxis) && !before.equals(after)) {
        conflicts.add(
            new ConfigProblem(
                changed.place(path),
                path,
                before + " -> " + after,
                "differs from the stored plan",
                Optional.of(hint(path))));
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

  /**
   * The lengths of phases that are fixed in both configs and differ, as "stored -> new", by their
   * paths.
   */
  public static Map<String, String> lengths(SweepConfig stored, SweepConfig changed) {
    Map<String, String> lengths = new TreeMap<>();
    Set<String> paths = new TreeSet<>(stored.fields().keySet());
    paths.addAll(changed.fields().keySet());
    for (String path : paths) {
      boolean fixed =
          Stream.of(stored, changed)
              .flatMap(config -> config.grid().axes().stream())
              .noneMatch(axis -> axis.path().equals(path));
      if (isLength(path) && fixed && !written(stored, path).equals(written(changed, path))) {
        lengths.put(path, written(stored, path) + " -> " + written(changed, path));
      }
    }
    return lengths;
  }

  private static boolean isLength(String path) {
    return path.equals(LENGTH) || path.endsWith("." + LENGTH);
  }

  private static boolean resumable(SweepConfig config) {
    return config.observation().saving().resumable();
  }

  private static String hint(String path) {
    String general = "make it an axis, or give another --out";
    return isLength(path)
        ? general + "; it could be raised if the sweep had had save: {resumable: true}"
        : general;
  }

  private static String written(SweepConfig config, String path) {
    Setting setting = config.fields().get(path);
    return setting == null ? "(none)" : NumberText.of(setting.written());
  }
}
