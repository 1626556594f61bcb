package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Fields;
import org.groksweep.driver.config.yaml.ConfigNode.Items;
import org.groksweep.driver.config.yaml.ConfigNode.Scalar;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Kind;
import org.groksweep.trainer.spec.Phase;

/**
 * Reads the phases; a walk becomes one phase per value, named walk_1, walk_2 and so on, each of
 * which starts from what the one before it left.
 */
final class PhasesReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> WALK_KEYS = Set.of("path", "values", "there", "dwell", "name");
  private static final List<String> DIRECTIONS = List.of("up", "down", "upAndDown");

  // Each is a part of every trial's spec, and of its name.
  private static final int MOST_PHASES = 2000;

  private final KeyTable table;
  private final FieldsReader fields;
  private final Problems problems;
  private final ScalarReader scalars;
  private final List<String> names = new ArrayList<>();

  PhasesReader(KeyTable table, FieldsReader fields, Problems problems) {
    this.table = table;
    this.fields = fields;
    this.problems = problems;
    this.scalars = new ScalarReader(problems);
  }

  /** The phases' names in order; their fields go to the fields' reader. */
  List<String> read(Optional<ConfigNode> node) {
    if (node.isEmpty()) {
      return List.of(Phase.DEFAULT_NAME);
    }
    if (!(node.get() instanceof Items items) || items.nodes().isEmpty()) {
      problems.add(node.get().place(), "phases", "", "must be a list of at least one phase");
      return List.of(Phase.DEFAULT_NAME);
    }
    items.nodes().forEach(this::phase);
    return names;
  }

  private void phase(ConfigNode node) {
    if (!(node instanceof Fields phase)) {
      problems.add(node.place(), "phases", "", "must be blocks of keys, not " + node.kind());
      return;
    }
    ConfigNode walk = phase.entries().get("walk");
    if (walk != null) {
      walk(phase, walk);
      return;
    }
    Optional<String> name = name("phases", phase);
    if (name.isPresent() && add(name.get(), phase.place())) {
      fields.section("phases." + name.get(), phase, Set.of("name"));
    }
  }

  private void walk(Fields phase, ConfigNode node) {
    if (phase.entries().size() > 1 || !(node instanceof Fields walk)) {
      problems.add(node.place(), "walk", "", "must be a block of keys, alone in its entry");
      return;
    }
    Optional<String> name = name("walk", walk);
    Optional<Key> key = walkedKey(walk);
    if (name.isEmpty() || key.isEmpty()) {
      return;
    }
    ConfigNode values = walk.entries().get("values");
    if (values == null) {
      problems.add(walk.place(), "walk.values", "", "is missing");
      return;
    }
    List<Object> path = directed(new AxesReader(problems).values(key.get(), values), walk);
    if (path.size() > MOST_PHASES) {
      String rule = "makes " + path.size() + " phases; the limit is " + MOST_PHASES;
      problems.add(values.place(), "walk.values", "", rule);
      return;
    }
    int number = 0;
    for (Object value : path) {
      String phaseName = name.get() + "_" + ++number;
      String prefix = "phases." + phaseName + ".";
      if (add(phaseName, walk.place())) {
        fields.settings().put(prefix + shortPath(key.get()), new Setting.Literal(value));
        fields.places().put(prefix + shortPath(key.get()), values.place());
        walk.entries().forEach((part, entry) -> walkEntry(prefix, part, entry));
      }
    }
  }

  private void walkEntry(String prefix, String part, ConfigNode node) {
    if (part.equals("dwell")) {
      fields.entry(prefix + "maxSteps", node);
    } else if (!WALK_KEYS.contains(part)) {
      fields.entry(prefix + part, node);
    }
  }

  private List<Object> directed(List<Object> values, Fields walk) {
    Key key = Key.choice("walk.there", DIRECTIONS, "Which way the values are walked.");
    ConfigNode node = walk.entries().getOrDefault("there", new Scalar("up", false, ""));
    Object there = scalars.value(key, node).orElse("up");
    List<Object> sorted =
        values.stream()
            .sorted(
                (a, b) -> Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue()))
            .toList();
    List<Object> reversed = new ArrayList<>(sorted);
    java.util.Collections.reverse(reversed);
    if (there.equals("up")) {
      return sorted;
    }
    if (there.equals("down")) {
      return reversed;
    }
    // The turning point is dwelt at once.
    List<Object> both = new ArrayList<>(sorted);
    both.addAll(reversed.subList(Math.min(1, reversed.size()), reversed.size()));
    return both;
  }

  private Optional<Key> walkedKey(Fields walk) {
    ConfigNode node = walk.entries().get("path");
    if (!(node instanceof Scalar path)) {
      problems.add(walk.place(), "walk.path", "", "must name the key to walk");
      return Optional.empty();
    }
    Map<String, Key> allowed = new LinkedHashMap<>();
    GeneralKeys.OVERRIDABLE.stream()
        .flatMap(full -> table.find(full).stream())
        .filter(key -> key.kind() == Kind.NUMBER || key.kind() == Kind.INTEGER)
        .forEach(key -> allowed.put(shortPath(key), key));
    Key key = allowed.get(path.text());
    if (key == null) {
      problems.add(
          path.place(),
          "walk.path",
          path.text(),
          "must be one of " + String.join(", ", allowed.keySet()),
          DidYouMean.hint(path.text(), allowed.keySet()));
    }
    return Optional.ofNullable(key);
  }

  private Optional<String> name(String section, Fields phase) {
    ConfigNode node = phase.entries().get("name");
    if (node == null) {
      problems.add(phase.place(), section + ".name", "", "is missing");
      return Optional.empty();
    }
    Key key = Key.text(section + ".name", "A phase's name.");
    Optional<String> name = scalars.value(key, node).map(Object::toString);
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      String rule = "must be letters, digits and _, and not begin with a digit";
      problems.add(node.place(), section + ".name", name.get(), rule);
      return Optional.empty();
    }
    return name;
  }

  private boolean add(String name, String place) {
    if (names.contains(name)) {
      problems.add(place, "phases.name", name, "stands twice");
      return false;
    }
    names.add(name);
    return true;
  }

  private static String shortPath(Key key) {
    return KeyTable.inPhase("", key.path()).substring("phases..".length());
  }
}
