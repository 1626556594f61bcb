package org.groksweep.driver.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Fields;
import org.groksweep.trainer.spec.Key;

/** Reads sections of keys into settings by path, and notes where each was written. */
final class FieldsReader {

  private final KeyTable table;
  private final Problems problems;
  private final ScalarReader scalars;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();

  FieldsReader(KeyTable table, Problems problems) {
    this.table = table;
    this.problems = problems;
    this.scalars = new ScalarReader(problems);
  }

  /** What was read so far: path to setting. */
  Map<String, Setting> settings() {
    return settings;
  }

  /** Where it was written, also of what was refused: path to place. */
  Map<String, String> places() {
    return places;
  }

  /** Whether the config names the path, be its value right or wrong. */
  boolean names(String path) {
    return places.containsKey(path);
  }

  /** Reads a section and the sections within it. */
  void section(String path, ConfigNode node) {
    section(path, node, Set.of());
  }

  /** The same, but for entries that another reader takes. */
  void section(String path, ConfigNode node, Set<String> others) {
    if (!(node instanceof Fields fields)) {
      problems.add(node.place(), path, "", "must be a block of keys, not " + node.kind());
      return;
    }
    fields
        .entries()
        .forEach(
            (name, value) -> {
              if (!others.contains(name)) {
                entry(path + "." + name, value);
              }
            });
  }

  /** Reads one key, or the section that has its path. */
  void entry(String path, ConfigNode node) {
    Optional<Key> key = table.find(path);
    if (key.isPresent()) {
      places.put(path, node.place());
      scalars.setting(key.get(), node).ifPresent(setting -> settings.put(path, setting));
      return;
    }
    if (node instanceof Fields && !table.names(path).isEmpty()) {
      section(path, node);
      return;
    }
    int dot = path.lastIndexOf('.');
    List<String> names = dot < 0 ? List.of() : table.names(path.substring(0, dot));
    String name = path.substring(dot + 1);
    problems.add(node.place(), path, "", "is unknown", hint(name, names));
  }

  private Optional<String> hint(String name, List<String> names) {
    Optional<String> near = DidYouMean.hint(name, names);
    if (near.isPresent()) {
      return near;
    }
    List<String> elsewhere = table.meanings(name);
    if (elsewhere.size() == 1) {
      return Optional.of("did you mean " + elsewhere.get(0) + "?");
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("the keys here are " + String.join(", ", names));
  }
}
