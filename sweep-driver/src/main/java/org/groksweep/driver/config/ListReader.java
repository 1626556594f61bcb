package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Items;
import org.groksweep.driver.config.yaml.ConfigNode.Scalar;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Kind;

/** Reads the lists of numbers and of names; one scalar is a list of one. */
final class ListReader {

  private final Problems problems;
  private final ScalarReader scalars;

  ListReader(Problems problems, ScalarReader scalars) {
    this.problems = problems;
    this.scalars = scalars;
  }

  /** The setting; empty after a problem with any element. */
  Optional<Setting> setting(Key key, ConfigNode node) {
    List<ConfigNode> nodes =
        node instanceof Items items
            ? items.nodes()
            : node instanceof Scalar ? List.of(node) : List.of();
    if (nodes.isEmpty() && !(node instanceof Items)) {
      String what = key.kind() == Kind.NUMBERS ? "numbers" : "names";
      String rule = "must be a list of " + what + ", not " + node.kind();
      problems.add(node.place(), key.path(), "", rule);
      return Optional.empty();
    }
    List<Object> elements = new ArrayList<>();
    boolean computed = false;
    for (int i = 0; i < nodes.size(); i++) {
      Optional<Setting> element = scalars.setting(element(key, i), nodes.get(i));
      element.ifPresent(setting -> elements.add(setting.written()));
      computed |= element.isPresent() && element.get() instanceof Setting.Computed;
    }
    if (elements.size() < nodes.size()) {
      return Optional.empty();
    }
    return Optional.of(
        computed ? new Setting.ComputedList(elements) : new Setting.Literal(List.copyOf(elements)));
  }

  /** The key of one element of a list, for checks and messages. */
  static Key element(Key key, int index) {
    String path = key.path() + "[" + index + "]";
    return key.kind() == Kind.NUMBERS
        ? Key.number(path, key.range(), key.unit(), key.meaning())
        : Key.text(path, key.meaning());
  }
}
