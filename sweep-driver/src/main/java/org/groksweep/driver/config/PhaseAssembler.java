package org.groksweep.driver.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.driver.config.FieldGraph.NoValue;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;
import org.groksweep.trainer.spec.Phase.OptimizerState;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.TestSet;

/** Builds one phase of a cell from its values. */
final class PhaseAssembler {

  private static final List<String> KEYS =
      List.of(
          "dataFraction",
          "trainExamples",
          "testSet",
          "learningRate",
          "weightDecay",
          "l2",
          "schedule.warmupSteps",
          "schedule.decay",
          "schedule.finalFactor",
          "maxSteps",
          "optimizerState",
          "batchStream",
          "gradientNoise",
          "startNoise");

  private final SweepConfig config;
  private final String name;
  private final FieldGraph graph;
  private final int[] slots;
  private final EscapeAssembler escapes;
  private final Map<Object, Phase> phases = new HashMap<>();

  PhaseAssembler(SweepConfig config, String name, FieldGraph graph, EscapeAssembler escapes) {
    this.config = config;
    this.name = name;
    this.graph = graph;
    this.escapes = escapes;
    this.slots = KEYS.stream().mapToInt(key -> graph.slot(path(key))).toArray();
  }

  /** The phase's weight decay: a Double, or none. */
  Object weightDecay(Object[] cell) {
    return cell[slots[KEYS.indexOf("weightDecay")]];
  }

  /** The phase; empty after a problem. */
  Optional<Phase> assemble(Object[] cell, DataShape shape, CellReport report) {
    Object[] values = new Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      values[i] = cell[slots[i]];
    }
    Optional<List<EscapeRule>> rules = escapes.rules(cell, name, report);
    Optional<List<String>> until =
        rules.flatMap(watched -> escapes.until(cell, path("until"), watched, report));
    Object expected = graph.value(cell, path("expectedSteps"));
    if (until.isEmpty() || expected == NoValue.WRONG) {
      return Optional.empty();
    }
    List<Object> key = List.of(Arrays.asList(values), shape, rules.get(), until.get(), expected);
    Phase known = phases.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Phase> phase =
        build(Arrays.asList(values), shape, report)
            .map(plain -> watched(plain, rules.get(), until.get(), expected));
    phase.ifPresent(built -> phases.put(key, built));
    return phase;
  }

  private Optional<Phase> build(List<Object> values, DataShape shape, CellReport report) {
    Map<String, Object> named = new HashMap<>();
    for (int i = 0; i < KEYS.size(); i++) {
      if (!(values.get(i) instanceof NoValue)) {
        named.put(KEYS.get(i), values.get(i));
      }
    }
    Settings of = new Settings(named);
    Optional<Integer> examples = trainExamples(named, shape, report);
    checkTestSet(named, shape, report);
    checkSchedule(named, report);
    boolean complete =
        KEYS.stream()
            .filter(key -> !key.equals("dataFraction") && !key.equals("trainExamples"))
            .allMatch(named::containsKey);
    if (examples.isEmpty() || !complete) {
      return Optional.empty();
    }
    double fraction =
        named.containsKey("dataFraction") && !named.containsKey("trainExamples")
            ? of.number("dataFraction")
            : examples.get() / (double) shape.available();
    Schedule schedule =
        new Schedule(
            (Long) named.get("schedule.warmupSteps"),
            of.choice("schedule.decay", Schedule.Decay.class),
            of.number("schedule.finalFactor"));
    return Optional.of(
        new Phase(
            name,
            (Long) named.get("maxSteps"),
            examples.get(),
            fraction,
            of.choice("testSet", TestSet.class),
            of.number("learningRate"),
            schedule,
            of.number("weightDecay"),
            of.number("l2"),
            of.choice("optimizerState", OptimizerState.class),
            of.choice("batchStream", BatchStream.class),
            of.number("gradientNoise"),
            of.number("startNoise"),
            List.of(),
            List.of(),
            (Long) named.get("maxSteps")));
  }

  private static Phase watched(
      Phase plain, List<EscapeRule> rules, List<String> until, Object expected) {
    // A budget below the expectation is the better expectation.
    long expectedSteps =
        expected instanceof Long steps ? Math.min(steps, plain.maxSteps()) : plain.maxSteps();
    return plain.watching(rules, until, expectedSteps);
  }

  private Optional<Integer> trainExamples(
      Map<String, Object> named, DataShape shape, CellReport report) {
    Object count = named.get("trainExamples");
    Object fraction = named.get("dataFraction");
    if (count != null) {
      if ((Long) count > shape.available()) {
        report.refuse(
            written("trainExamples"),
            count.toString(),
            "is more than the " + shape.available() + " examples that can be trained on");
        return Optional.empty();
      }
      return Optional.of(Math.toIntExact((Long) count));
    }
    if (fraction == null) {
      return Optional.empty();
    }
    // Round half up, as design.md says.
    int examples = (int) Math.floor((Double) fraction * shape.available() + 0.5);
    if (examples == 0) {
      report.refuse(
          written("dataFraction"),
          NumberText.of(fraction),
          "of " + shape.available() + " examples is none");
      return Optional.empty();
    }
    return Optional.of(examples);
  }

  private void checkTestSet(Map<String, Object> named, DataShape shape, CellReport report) {
    if ("holdOut".equals(named.get("testSet")) && shape.count() == shape.available()) {
      report.refuse(
          written("testSet"), "holdOut", "needs examples set aside, and the task has none");
    }
  }

  private void checkSchedule(Map<String, Object> named, CellReport report) {
    Object finalFactor = named.get("schedule.finalFactor");
    boolean constant = "constant".equals(named.get("schedule.decay"));
    if (constant && finalFactor instanceof Double d && d != Schedule.NONE.finalFactor()) {
      report.refuse(
          written("schedule.finalFactor"), NumberText.of(d), "has no effect without decay: cosine");
    }
  }

  /** The path under which the value was written: the phase's, or the trial's if inherited. */
  private String written(String key) {
    if (config.places().containsKey(path(key))) {
      return path(key);
    }
    return GeneralKeys.OVERRIDABLE.stream()
        .filter(base -> KeyTable.inPhase(name, base).equals(path(key)))
        .findFirst()
        .orElse(path(key));
  }

  private String path(String key) {
    return "phases." + name + "." + key;
  }
}
