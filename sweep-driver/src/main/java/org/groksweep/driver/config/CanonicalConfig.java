package org.groksweep.driver.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.groksweep.driver.grid.Axis;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Recording.Every;
import org.groksweep.trainer.spec.Recording.Geometric;
import org.groksweep.trainer.spec.Recording.Spacing;
import org.groksweep.trainer.spec.Saving;

/** A config as one JSON text that the reader of YAML reads back. */
final class CanonicalConfig {

  private CanonicalConfig() {}

  static String json(SweepConfig config) {
    StringBuilder text = new StringBuilder();
    append(text, tree(config));
    return text.toString();
  }

  static String digest(SweepConfig config) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] bytes = json(config).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Map<String, Object> tree(SweepConfig config) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", config.name());
    config
        .fields()
        .forEach(
            (path, setting) -> {
              if (!path.startsWith("phases.") && !path.startsWith("stop.")) {
                put(tree, List.of(path.split("\\.")), setting.written());
              }
            });
    tree.put("phases", config.phases().stream().map(name -> phase(config, name)).toList());
    if (config.stopRules() > 0) {
      List<Object> rules = new ArrayList<>();
      for (int i = 0; i < config.stopRules(); i++) {
        rules.add(section(config, "stop." + i + "."));
      }
      tree.put("stop", rules);
    }
    tree.put("seeds", seeds(config.seeds()));
    Map<String, Object> axes = new LinkedHashMap<>();
    config.grid().axes().forEach((Axis axis) -> axes.put(axis.path(), axis.values()));
    tree.put("axes", axes);
    tree.put("zip", config.grid().zips());
    tree.put("exclude", config.excluded());
    tree.put("engine", config.engine());
    tree.put("recording", recording(config));
    tree.put("passages", passages(config));
    if (!config.observation().probes().isEmpty()) {
      // Left out where there are none: so was it before there were probes.
      tree.put("probes", config.observation().probes());
    }
    if (!config.observation().saving().isNone()) {
      tree.put("save", save(config.observation().saving()));
    }
    return tree;
  }

  private static Map<String, Object> save(Saving saving) {
    List<Object> at = new ArrayList<>(saving.passages());
    at.addAll(saving.steps());
    if (saving.atEnd()) {
      at.add(Saving.FINAL);
    }
    Map<String, Object> save = new LinkedHashMap<>();
    if (saving.keepsWeights()) {
      save.put("at", at);
    }
    save.put("format", Choices.key(saving.format()));
    if (saving.resumable()) {
      save.put("resumable", true);
    }
    return save;
  }

  private static Map<String, Object> phase(SweepConfig config, String name) {
    Map<String, Object> phase = new LinkedHashMap<>();
    phase.put("name", name);
    phase.putAll(section(config, "phases." + name + "."));
    return phase;
  }

  private static Map<String, Object> section(SweepConfig config, String prefix) {
    Map<String, Object> section = new LinkedHashMap<>();
    config
        .fields()
        .forEach(
            (path, setting) -> {
              if (path.startsWith(prefix)) {
                String rest = path.substring(prefix.length());
                put(section, List.of(rest.split("\\.")), setting.written());
              }
            });
    return section;
  }

  private static Object seeds(List<Long> seeds) {
    long first = seeds.get(0);
    long last = seeds.get(seeds.size() - 1);
    for (int i = 0; i < seeds.size(); i++) {
      if (seeds.get(i) != first + i) {
        return seeds;
      }
    }
    Map<String, Object> range = new LinkedHashMap<>();
    range.put("from", first);
    range.put("to", last);
    return seeds.size() == 1 ? seeds : range;
  }

  private static Map<String, Object> recording(SweepConfig config) {
    Map<String, Object> recording = new LinkedHashMap<>();
    for (Spacing spacing : config.observation().recording().spacings()) {
      if (spacing instanceof Geometric geometric) {
        recording.put("ratio", geometric.ratio());
      } else if (spacing instanceof Every every) {
        recording.put("every", every.steps());
      }
    }
    recording.put("maxEvaluationShare", config.observation().recording().maxEvaluationShare());
    return recording;
  }

  private static Map<String, Object> passages(SweepConfig config) {
    Map<String, Object> passages = new LinkedHashMap<>();
    for (PassageRule rule : config.observation().passages()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("metric", rule.metric());
      fields.put(rule.direction() == Direction.ABOVE ? "above" : "below", rule.threshold());
      fields.put("dwell", rule.dwell());
      passages.put(rule.name(), fields);
    }
    return passages;
  }

  @SuppressWarnings("unchecked") // only this method puts maps under names
  private static void put(Map<String, Object> tree, List<String> path, Object value) {
    if (path.size() == 1) {
      tree.put(path.get(0), value);
      return;
    }
    Object inner = tree.computeIfAbsent(path.get(0), name -> new LinkedHashMap<String, Object>());
    put((Map<String, Object>) inner, path.subList(1, path.size()), value);
  }

  // CanonicalJson sorts the keys of maps; the order of axes is part of what a config says.
  private static void append(StringBuilder text, Object value) {
    if (value instanceof Map<?, ?> entries) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        text.append(separator).append(CanonicalJson.of(entry.getKey())).append(':');
        append(text, entry.getValue());
        separator = ",";
      }
      text.append(entries.isEmpty() ? "{}" : "}");
      return;
    }
    text.append(CanonicalJson.of(value));
  }
}
