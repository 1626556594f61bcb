package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.groksweep.driver.grid.Axis;
import org.groksweep.driver.grid.Grid;
import org.groksweep.trainer.spec.Key;

/** Fills in defaults, and reports what is missing and what has no effect. */
final class Completion {

  private final KeyTable table;
  private final FieldsReader fields;
  private final Metrics metrics;
  private final Problems problems;
  private final Set<String> given = new LinkedHashSet<>();

  Completion(KeyTable table, FieldsReader fields, Metrics metrics, Problems problems) {
    this.table = table;
    this.fields = fields;
    this.metrics = metrics;
    this.problems = problems;
  }

  void complete(Grid grid, List<String> phases, int stopRules) {
    given.addAll(fields.places().keySet());
    optimizer(grid);
    batch(grid);
    for (Key key : table.keys()) {
      if (!key.path().contains("*") && mustBeComplete(key.path())) {
        complete(key);
      }
    }
    for (String phase : phases) {
      complete(table.find("phases." + phase + ".optimizerState").orElseThrow());
      complete(table.find("phases." + phase + ".batchStream").orElseThrow());
      complete(table.find("phases." + phase + ".startNoise").orElseThrow());
      inherited("maxSteps", phase);
      inherited("optimizer.learningRate", phase);
      dataSize(phase);
    }
    for (int rule = 0; rule < stopRules; rule++) {
      stopRule("stop." + rule + ".");
    }
  }

  private static boolean mustBeComplete(String path) {
    return !path.startsWith("pinnedSeeds.")
        && !path.startsWith("recording.")
        && !path.equals("task.dataFraction")
        && !path.equals("task.trainExamples")
        && !path.equals("optimizer.learningRate")
        && !path.equals("maxSteps")
        && !path.equals("batch.size")
        && !path.startsWith("optimizer.beta")
        && !path.equals("optimizer.epsilon")
        && !path.equals("optimizer.momentum");
  }

  private void complete(Key key) {
    if (given.contains(key.path()) || key.otherwise().isPresent()) {
      return;
    }
    if (key.defaultValue().isPresent()) {
      fields.settings().put(key.path(), new Setting.Literal(key.defaultValue().get()));
      return;
    }
    // Without a known type nobody knows which of the families' keys must be given.
    if (table.isOfOneFamily() || !isOfFamily(key.path())) {
      missing(key.path());
    }
  }

  private static boolean isOfFamily(String path) {
    boolean type = path.equals("task.type") || path.equals("model.type");
    return !type && (path.startsWith("task.") || path.startsWith("model."));
  }

  private void missing(String path) {
    problems.add("", path, "", "is missing; " + table.find(path).orElseThrow().meaning());
  }

  private void optimizer(Grid grid) {
    Set<Object> types = valuesOf("optimizer.type", grid);
    boolean adam = types.contains("adam") || types.contains("adamw");
    for (String name : List.of("beta1", "beta2", "epsilon")) {
      applies("optimizer." + name, adam || types.isEmpty(), "has no effect on sgd");
    }
    boolean sgd = types.contains("sgd") || types.isEmpty();
    applies("optimizer.momentum", sgd, "has no effect on adam and adamw");
  }

  private void batch(Grid grid) {
    Set<Object> samplings = valuesOf("batch.sampling", grid);
    boolean onlyFull = samplings.isEmpty() || samplings.equals(Set.of("full"));
    boolean sized = given.contains("batch.size");
    if (sized && onlyFull) {
      String hint = "add sampling: shuffled, withReplacement or fresh, or leave size out";
      problems.add(place("batch.size"), "batch.size", "", "has no effect on full batches", hint);
    }
    if (!sized && !onlyFull) {
      missing("batch.size");
    }
  }

  private void applies(String path, boolean applies, String otherwise) {
    if (applies) {
      complete(table.find(path).orElseThrow());
    } else if (given.contains(path)) {
      problems.add(place(path), path, "", otherwise);
    }
  }

  private Set<Object> valuesOf(String path, Grid grid) {
    for (Axis axis : grid.axes()) {
      if (axis.path().equals(path)) {
        return Set.copyOf(axis.values());
      }
    }
    Setting setting = fields.settings().get(path);
    return setting == null ? Set.of() : Set.of(setting.written());
  }

  private void inherited(String path, String phase) {
    if (!given.contains(path) && !given.contains(KeyTable.inPhase(phase, path))) {
      missing(path);
    }
  }

  private void dataSize(String phase) {
    List<String> own = new ArrayList<>();
    List<String> base = new ArrayList<>();
    for (String path : List.of("task.dataFraction", "task.trainExamples")) {
      base.add(path);
      own.add(KeyTable.inPhase(phase, path));
    }
    for (List<String> both : List.of(base, own)) {
      if (given.containsAll(both)) {
        String other = both.get(0).replaceFirst(".*\\.", "");
        problems.add(
            place(both.get(1)),
            both.get(1),
            "",
            "says the same as " + other + "; give one of them");
      }
    }
    if (java.util.stream.Stream.of(base, own).flatMap(List::stream).noneMatch(given::contains)) {
      String hint = "give task.dataFraction or task.trainExamples, fixed or as an axis";
      problems.add("", "task.dataFraction", "", "is missing", hint);
    }
  }

  private void stopRule(String prefix) {
    for (String name : List.of("when.metric", "when.dwell", "every", "extraSteps")) {
      complete(table.find(prefix + name).orElseThrow());
    }
    if (given.contains(prefix + "when.above") == given.contains(prefix + "when.below")) {
      problems.add("", prefix + "when", "", "must have one of above and below");
    }
    Optional.ofNullable(fields.settings().get(prefix + "when.metric"))
        .ifPresent(
            metric ->
                metrics.check(
                    place(prefix + "when.metric"), prefix + "when.metric", metric.written()));
  }

  private String place(String path) {
    return fields.places().getOrDefault(path, "");
  }
}
