package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Items;
import org.groksweep.driver.config.yaml.ConfigNode.Scalar;
import org.groksweep.trainer.probe.Probes;

/** Reads the list probes. */
final class ProbesReader {

  private final Probes probes;
  private final Problems problems;

  ProbesReader(Probes probes, Problems problems) {
    this.probes = probes;
    this.problems = problems;
  }

  /** The named probes, each at hand and once; what is not is a problem. */
  List<String> read(Optional<ConfigNode> node) {
    List<String> names = new ArrayList<>();
    if (node.isEmpty()) {
      return names;
    }
    if (!(node.get() instanceof Items items)) {
      String rule = "must be a list of names, not " + node.get().kind();
      problems.add(node.get().place(), "probes", "", rule, "write probes: [" + example() + "]");
      return names;
    }
    for (ConfigNode item : items.nodes()) {
      name(item).filter(name -> isNew(name, names, item)).ifPresent(names::add);
    }
    return names;
  }

  private Optional<String> name(ConfigNode item) {
    if (!(item instanceof Scalar scalar)) {
      problems.add(item.place(), "probes", "", "must be names, not " + item.kind());
      return Optional.empty();
    }
    if (probes.find(scalar.text()).isEmpty()) {
      problems.add(
          item.place(),
          "probes",
          scalar.text(),
          "must be one of " + String.join(", ", probes.names()),
          DidYouMean.hint(scalar.text(), probes.names()));
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }

  private boolean isNew(String name, List<String> names, ConfigNode item) {
    if (names.contains(name)) {
      problems.add(item.place(), "probes", name, "is there twice");
      return false;
    }
    return true;
  }

  private String example() {
    return String.join(", ", probes.names());
  }
}
