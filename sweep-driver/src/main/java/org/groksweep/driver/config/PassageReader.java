package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.driver.config.yaml.ConfigNode;
import org.groksweep.driver.config.yaml.ConfigNode.Fields;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.Recording.Every;
import org.groksweep.trainer.spec.Recording.Geometric;
import org.groksweep.trainer.spec.Recording.Spacing;

/** Reads how trials are watched: the sections recording and passages. */
final class PassageReader {

  private final KeyTable table;
  private final Metrics metrics;
  private final Problems problems;
  private final ScalarReader scalars;

  PassageReader(KeyTable table, Metrics metrics, Problems problems) {
    this.table = table;
    this.metrics = metrics;
    this.problems = problems;
    this.scalars = new ScalarReader(problems);
  }

  Observation observation(
      Optional<ConfigNode> recording, Optional<ConfigNode> passages, List<String> probes) {
    return new Observation(
        recording.map(this::recording).orElse(Recording.DEFAULT),
        passages.map(this::passages).orElse(Observation.DEFAULT.passages()),
        probes);
  }

  private Recording recording(ConfigNode node) {
    Map<String, Object> values = values("recording", node);
    List<Spacing> spacings = new ArrayList<>();
    if (values.containsKey("ratio") || !values.containsKey("every")) {
      spacings.add(new Geometric((Double) values.getOrDefault("ratio", Recording.DEFAULT_RATIO)));
    }
    if (values.containsKey("every")) {
      spacings.add(new Every((Long) values.get("every")));
    }
    Object share =
        values.getOrDefault("maxEvaluationShare", Recording.DEFAULT_MAX_EVALUATION_SHARE);
    return new Recording(spacings, (Double) share);
  }

  private List<PassageRule> passages(ConfigNode node) {
    List<PassageRule> rules = new ArrayList<>();
    if (!(node instanceof Fields named)) {
      problems.add(node.place(), "passages", "", "must be names with their rules");
      return rules;
    }
    named.entries().forEach((name, rule) -> passage(name, rule).ifPresent(rules::add));
    return rules;
  }

  private Optional<PassageRule> passage(String name, ConfigNode node) {
    String path = "passages." + name;
    Map<String, Object> values = values(path, node);
    if (!(node instanceof Fields fields)) {
      return Optional.empty();
    }
    boolean above = fields.entries().containsKey("above");
    if (above == fields.entries().containsKey("below")) {
      problems.add(node.place(), path, "", "must have one of above and below");
      return Optional.empty();
    }
    if (!fields.entries().containsKey("metric")) {
      problems.add(node.place(), path + ".metric", "", "is missing");
    }
    Object metric = values.get("metric");
    Object threshold = values.get(above ? "above" : "below");
    if (metric == null || threshold == null) {
      return Optional.empty();
    }
    metrics.check(fields.entries().get("metric").place(), path + ".metric", metric);
    Object dwell = values.getOrDefault("dwell", (long) PassageRule.DEFAULT_DWELL);
    Direction direction = above ? Direction.ABOVE : Direction.BELOW;
    return Optional.of(
        new PassageRule(
            name, metric.toString(), direction, (Double) threshold, Math.toIntExact((Long) dwell)));
  }

  private Map<String, Object> values(String section, ConfigNode node) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (!(node instanceof Fields fields)) {
      problems.add(node.place(), section, "", "must be a block of keys, not " + node.kind());
      return values;
    }
    fields
        .entries()
        .forEach(
            (name, value) -> {
              Optional<Key> key = table.find(section + "." + name);
              if (key.isEmpty()) {
                problems.add(
                    value.place(),
                    section + "." + name,
                    "",
                    "is unknown",
                    DidYouMean.hint(name, table.names(section)));
                return;
              }
              scalars.value(key.get(), value).ifPresent(read -> values.put(name, read));
            });
    return values;
  }
}
