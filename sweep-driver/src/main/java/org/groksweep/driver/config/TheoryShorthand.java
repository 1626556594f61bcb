package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Fields;
import org.groksweep.driver.config.yaml.ConfigNode.Items;
import org.groksweep.driver.config.yaml.ConfigNode.Scalar;

/**
 * Writes out what a config leaves to the theory of deep linear networks, before it is read: {@code
 * crosses} of an escape becomes its threshold, and {@code start: {metastable: r}} of the model the
 * modes of the state in which the first r singular values are learned. Both become expressions, so
 * that they follow axes and overrides.
 */
final class TheoryShorthand {

  private static final Set<String> CROSSES = Set.of("theory", "mode", "l2");
  private static final Set<String> START = Set.of("metastable", "l2");

  private final Problems problems;
  private final List<ConfigNode> singularValues;

  private TheoryShorthand(List<ConfigNode> singularValues, Problems problems) {
    this.singularValues = singularValues;
    this.problems = problems;
  }

  /** The tree of a config with its shorthands written out. */
  static Fields writeOut(Fields root, Problems problems) {
    TheoryShorthand shorthand = new TheoryShorthand(singularValues(root), problems);
    Map<String, ConfigNode> entries = new LinkedHashMap<>(root.entries());
    if (entries.get("model") instanceof Fields model && model.entries().containsKey("start")) {
      entries.put("model", shorthand.started(model));
    }
    if (entries.get("escapes") instanceof Fields escapes) {
      Map<String, ConfigNode> rules = new LinkedHashMap<>();
      escapes.entries().forEach((name, rule) -> rules.put(name, shorthand.crossing(name, rule)));
      entries.put("escapes", new Fields(rules, escapes.place()));
    }
    return new Fields(entries, root.place());
  }

  private static List<ConfigNode> singularValues(Fields root) {
    ConfigNode values =
        root.entries().get("task") instanceof Fields task
            ? task.entries().get("singularValues")
            : null;
    return values instanceof Items items
        ? items.nodes()
        : values instanceof Scalar ? List.of(values) : List.of();
  }

  private Fields started(Fields model) {
    ConfigNode start = model.entries().get("start");
    Map<String, ConfigNode> entries = new LinkedHashMap<>(model.entries());
    entries.remove("start");
    for (String key : List.of("initialization", "modes")) {
      if (entries.containsKey(key)) {
        String rule = "says what model.start says too; leave one of them out";
        problems.add(model.entries().get(key).place(), "model." + key, "", rule);
      }
    }
    Optional<Fields> block = block("model.start", start, START);
    Optional<Integer> rank =
        block.flatMap(fields -> count("model.start.metastable", fields, "metastable", 0));
    if (rank.isPresent()) {
      List<ConfigNode> modes = new ArrayList<>();
      for (int k = 1; k <= singularValues.size(); k++) {
        String mode = "lambdaMin(%s, %s, model.depth)".formatted(value(k), l2(block.get()));
        modes.add(new Scalar(k <= rank.get() ? mode : "0", false, start.place()));
      }
      entries.put("initialization", new Scalar("modes", false, start.place()));
      entries.put("modes", new Items(modes, start.place()));
    }
    return new Fields(entries, model.place());
  }

  private ConfigNode crossing(String name, ConfigNode rule) {
    if (!(rule instanceof Fields given) || !given.entries().containsKey("crosses")) {
      return rule;
    }
    String path = "escapes." + name + ".crosses";
    ConfigNode crosses = given.entries().get("crosses");
    Map<String, ConfigNode> entries = new LinkedHashMap<>(given.entries());
    entries.remove("crosses");
    Optional<Fields> block = block(path, crosses, CROSSES);
    Optional<Integer> mode = block.flatMap(fields -> count(path + ".mode", fields, "mode", 1));
    Optional<Threshold> threshold = block.flatMap(fields -> threshold(path, fields));
    if (mode.isPresent() && threshold.isPresent()) {
      String formula =
          threshold.get().formula.formatted(value(mode.get()), l2(block.get()) + ", model.depth");
      entries.put(threshold.get().side, new Scalar(formula, false, crosses.place()));
      entries.putIfAbsent(
          "metric", new Scalar("singular_values_" + mode.get(), false, crosses.place()));
    }
    return new Fields(entries, given.place());
  }

  /** What an escape crosses. */
  private enum Threshold {
    /** Into the learned state: half of saddle and minimum. */
    MIDPOINT("above", "lambdaMidpoint(%s, %s)"),
    /** The saddle itself, from below: from there a path returns half of the time. */
    SADDLE("above", "lambdaSaddle(%s, %s)"),
    /** Into the unlearned state: half of the saddle. */
    HALF_SADDLE("below", "lambdaSaddle(%s, %s) / 2");

    private final String side;
    private final String formula;

    Threshold(String side, String formula) {
      this.side = side;
      this.formula = formula;
    }
  }

  private Optional<Threshold> threshold(String path, Fields crosses) {
    ConfigNode theory = crosses.entries().get("theory");
    String text = theory instanceof Scalar scalar ? scalar.text() : "";
    for (Threshold each : Threshold.values()) {
      if (org.groksweep.trainer.spec.Choices.key(each).equals(text)) {
        return Optional.of(each);
      }
    }
    String place = theory == null ? crosses.place() : theory.place();
    List<String> known = org.groksweep.trainer.spec.Choices.of(Threshold.class);
    problems.add(
        place,
        path + ".theory",
        text,
        "must be one of " + String.join(", ", known),
        DidYouMean.hint(text, known));
    return Optional.empty();
  }

  private Optional<Fields> block(String path, ConfigNode node, Set<String> known) {
    if (!(node instanceof Fields fields)) {
      problems.add(node.place(), path, "", "must be a block of keys, not " + node.kind());
      return Optional.empty();
    }
    fields
        .entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                problems.add(
                    value.place(), path + "." + key, "", "is unknown", DidYouMean.hint(key, known));
              }
            });
    return Optional.of(fields);
  }

  /** A place among the singular values. */
  private Optional<Integer> count(String path, Fields block, String key, int lowest) {
    ConfigNode node = block.entries().get(key);
    String text = node instanceof Scalar scalar ? scalar.text() : "";
    int highest = singularValues.size();
    if (text.matches("[0-9]{1,4}")) {
      int number = Integer.parseInt(text);
      if (number >= lowest && number <= highest) {
        return Optional.of(number);
      }
    }
    String rule =
        "must be an integer from %d to %d, the number of task.singularValues"
            .formatted(lowest, highest);
    problems.add(node == null ? block.place() : node.place(), path, text, rule);
    return Optional.empty();
  }

  private String value(int mode) {
    return singularValues.get(mode - 1) instanceof Scalar scalar ? scalar.text() : "";
  }

  private static String l2(Fields block) {
    return block.entries().get("l2") instanceof Scalar scalar ? scalar.text() : "optimizer.l2";
  }
}
