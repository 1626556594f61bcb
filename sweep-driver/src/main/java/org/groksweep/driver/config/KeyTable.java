package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;

/** The keys of configs of one task type and one model type, found by their path. */
final class KeyTable {

  private final Map<String, Key> byPattern = new LinkedHashMap<>();
  private boolean ofOneFamily;

  private KeyTable(Families families, List<Key> familyKeys) {
    add(Key.choice("task.type", atLeastOne(families.taskTypes()), "What is learned."));
    add(Key.choice("model.type", atLeastOne(families.modelTypes()), "What learns."));
    GeneralKeys.TRIAL.forEach(this::add);
    familyKeys.forEach(this::add);
    for (String path : GeneralKeys.OVERRIDABLE) {
      add(inPhase(byPattern.get(path)));
    }
    GeneralKeys.PHASE.forEach(this::add);
    GeneralKeys.STOP.forEach(this::add);
    GeneralKeys.ESCAPES.forEach(this::add);
    GeneralKeys.OBSERVATION.forEach(this::add);
    for (var stream : org.groksweep.trainer.spec.Stream.values()) {
      add(
          Key.integer(
              "pinnedSeeds." + stream.key(),
              Key.Range.ANY,
              "dimensionless",
              "A seed of its own for this stream, whatever the trial's seed is."));
    }
  }

  /** The keys where the config names these families. */
  static KeyTable of(Families families, TaskFamily task, ModelFamily model) {
    List<Key> keys = new ArrayList<>(task.keys());
    Object testSet = Choices.key(task.defaultTestSet());
    keys.addAll(model.keys());
    KeyTable table = new KeyTable(families, keys);
    table.add(table.byPattern.get("task.testSet").withDefault(testSet));
    table.ofOneFamily = true;
    return table;
  }

  /** The keys of all families together, for a config whose types are not known yet. */
  static KeyTable ofAll(Families families) {
    return new KeyTable(families, families.allKeys());
  }

  /** Whether task and model type are known, so that exactly their keys are here. */
  boolean isOfOneFamily() {
    return ofOneFamily;
  }

  /** All keys in the order of the reference page; "*" stands for a name or an index. */
  List<Key> keys() {
    return List.copyOf(byPattern.values());
  }

  /** The keys that decide a trial and belong to no family, in the order of the reference page. */
  List<Key> trialKeys() {
    return Stream.of(
            byPattern.values().stream().filter(key -> key.path().endsWith(".type")),
            GeneralKeys.TRIAL.stream().filter(key -> !key.path().equals("optimizer.type")),
            byPattern.values().stream().filter(key -> key.path().startsWith("pinnedSeeds.")))
        .flatMap(keys -> keys)
        .toList();
  }

  /** The paths of {@link #keys}. */
  Set<String> paths() {
    return Collections.unmodifiableSet(byPattern.keySet());
  }

  /** The key of a path of a config, under that path. */
  Optional<Key> find(String path) {
    Key exact = byPattern.get(path);
    if (exact != null && !path.contains("*")) {
      return Optional.of(exact);
    }
    String[] parts = path.split("\\.", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    String rest = parts[1].contains(".") ? parts[1].substring(parts[1].indexOf('.')) : "";
    return Optional.ofNullable(byPattern.get(parts[0] + ".*" + rest)).map(key -> key.at(path));
  }

  /** The names that may stand in a section of a config, such as "optimizer" or "phases.shrink". */
  List<String> names(String section) {
    String[] parts = section.split("\\.", 2);
    String prefix = section + ".";
    String pattern =
        parts.length < 2 ? prefix : parts[0] + ".*" + parts[1].replaceFirst("^[^.]*", "") + ".";
    return byPattern.keySet().stream()
        .filter(path -> path.startsWith(prefix) || path.startsWith(pattern))
        .map(path -> path.substring(path.startsWith(prefix) ? prefix.length() : pattern.length()))
        .map(rest -> rest.replaceFirst("\\..*", ""))
        .filter(name -> !name.equals("*"))
        .distinct()
        .toList();
  }

  /**
   * The paths that a name in an axis or an expression may mean: itself if it is a path, else the
   * keys of the trial whose last part it is; several where it is ambiguous, none where unknown.
   */
  List<String> meanings(String name) {
    if (find(name).isPresent()) {
      return List.of(name);
    }
    return byPattern.values().stream()
        .filter(key -> !key.path().contains("*") && key.shortName().equals(name))
        .map(Key::path)
        .filter(path -> !path.startsWith("recording.") && !path.startsWith("pinnedSeeds."))
        .toList();
  }

  /** The path of a key that a trial overrides in a phase, such as "phases.shrink.learningRate". */
  static String inPhase(String phase, String path) {
    String withoutSection =
        path.startsWith("schedule.") ? path : path.substring(path.indexOf('.') + 1);
    return "phases." + phase + "." + withoutSection;
  }

  private void add(Key key) {
    byPattern.put(key.path(), key);
  }

  private static Key inPhase(Key key) {
    return new Key(
        inPhase("*", key.path()),
        key.kind(),
        Optional.empty(),
        Optional.empty(),
        key.range(),
        key.choices(),
        key.unit(),
        "In this phase; default: " + key.path() + ".");
  }

  private static List<String> atLeastOne(List<String> types) {
    if (types.isEmpty()) {
      throw new IllegalStateException("no task or model family is on the class path");
    }
    return types;
  }
}
