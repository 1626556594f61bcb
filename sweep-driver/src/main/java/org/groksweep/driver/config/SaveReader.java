package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Fields;
import org.groksweep.driver.config.yaml.ConfigNode.Items;
import org.groksweep.driver.config.yaml.ConfigNode.Scalar;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.Saving.Format;

/** Reads which weights and states are kept: the block save. */
final class SaveReader {

  private static final String AT = "at";
  private static final String FORMAT = "format";
  private static final String RESUMABLE = "resumable";
  private static final List<String> KEYS = List.of(AT, FORMAT, RESUMABLE);
  private static final String PATH = "save.at";

  private final List<PassageRule> rules;
  private final Problems problems;
  private final List<String> passages = new ArrayList<>();
  private final List<Long> steps = new ArrayList<>();
  private boolean atEnd;

  /**
   * @param rules that the config's trials are watched by
   */
  SaveReader(List<PassageRule> rules, Problems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  /** What is kept; of what is wrong, nothing. */
  Saving read(Optional<ConfigNode> node, String modelType) {
    if (node.isEmpty()) {
      return Saving.NONE;
    }
    if (!(node.get() instanceof Fields fields)) {
      problems.add(
          node.get().place(),
          "save",
          "",
          "must be a block of keys, not " + node.get().kind(),
          "write save: {at: [final]} or save: {resumable: true}");
      return Saving.NONE;
    }
    fields.entries().forEach(this::refuseUnknown);
    boolean resumable = resumable(Optional.ofNullable(fields.entries().get(RESUMABLE)));
    Optional<ConfigNode> at = Optional.ofNullable(fields.entries().get(AT));
    if (at.isPresent() || !resumable) {
      if (!(at.orElse(node.get()) instanceof Items items) || items.nodes().isEmpty()) {
        problems.add(
            node.get().place(), PATH, "", "must be a list", "such as [memorized, final, 1000]");
        return Saving.NONE;
      }
      items.nodes().forEach(this::point);
    }
    Format format = format(Optional.ofNullable(fields.entries().get(FORMAT)), modelType);
    return new Saving(passages, steps, atEnd, format, resumable);
  }

  private boolean resumable(Optional<ConfigNode> node) {
    return node.flatMap(
            flag -> new ScalarReader(problems).value(Key.flag("save." + RESUMABLE, ""), flag))
        .filter(Boolean.TRUE::equals)
        .isPresent();
  }

  private void refuseUnknown(String name, ConfigNode value) {
    if (!KEYS.contains(name)) {
      problems.add(value.place(), "save." + name, "", "is unknown", DidYouMean.hint(name, KEYS));
    }
  }

  private void point(ConfigNode item) {
    if (!(item instanceof Scalar scalar)) {
      problems.add(item.place(), PATH, "", "must be names and steps, not " + item.kind());
      return;
    }
    String text = scalar.text();
    List<String> names = new ArrayList<>(rules.stream().map(PassageRule::name).toList());
    boolean twice = passages.contains(text) || (atEnd && text.equals(Saving.FINAL));
    if (text.matches("\\d{1,18}")) {
      long step = Long.parseLong(text);
      twice = steps.contains(step);
      if (!twice) {
        steps.add(step);
      }
    } else if (text.equals(Saving.FINAL)) {
      atEnd = true;
    } else if (names.contains(text) && !twice) {
      passages.add(text);
    } else if (!names.contains(text)) {
      names.add(Saving.FINAL);
      problems.add(
          item.place(),
          PATH,
          text,
          "must be a step or one of " + String.join(", ", names),
          DidYouMean.hint(text, names));
    }
    if (twice) {
      problems.add(item.place(), PATH, text, "is there twice");
    }
  }

  private Format format(Optional<ConfigNode> node, String modelType) {
    if (node.isEmpty()) {
      return Saving.NONE.format();
    }
    List<String> names = Choices.of(Format.class);
    String text = node.get() instanceof Scalar scalar ? scalar.text() : node.get().kind();
    if (!names.contains(text)) {
      problems.add(
          node.get().place(),
          "save.format",
          text,
          "must be one of " + String.join(", ", names),
          DidYouMean.hint(text, names));
      return Saving.NONE.format();
    }
    Format format =
        Arrays.stream(Format.values())
            .filter(each -> Choices.key(each).equals(text))
            .findFirst()
            .orElseThrow();
    if (format == Format.DL4J && !modelType.equals(MultiLayerPerceptron.TYPE)) {
      problems.add(
          node.get().place(),
          "save.format",
          text,
          "holds models of type " + MultiLayerPerceptron.TYPE + " alone",
          "npz holds every model");
    }
    return format;
  }
}
