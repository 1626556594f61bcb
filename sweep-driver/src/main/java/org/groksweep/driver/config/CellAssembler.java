package org.groksweep.driver.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.groksweep.driver.config.FieldGraph.NoValue;
import org.groksweep.trainer.data.DataException;
import org.groksweep.trainer.data.TaskFamily;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Settings;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TrialSpec;

/** Builds a cell's spec from its values; equal parts of different cells are one object. */
final class CellAssembler {

  private final FieldGraph graph;
  private final TaskFamily taskFamily;
  private final ModelFamily modelFamily;
  private final TaskShapes shapes;
  private final Map<Object, Object> parts = new HashMap<>();
  private final Map<Object, Settings> settings = new HashMap<>();
  private final Section task;
  private final Section model;
  private final Section optimizer;
  private final Section batch;
  private final List<PhaseAssembler> phases;
  private final StopRuleAssembler stopRuleAssembler;

  /** The slots of the keys of one part. */
  private record Section(
      String name, List<String> keys, List<Integer> slots, List<Boolean> optional) {

    /** Whether a value that must be there is not, or any was refused. */
    boolean lacks(List<Object> values) {
      for (int i = 0; i < values.size(); i++) {
        boolean absent = values.get(i) == NoValue.ABSENT && !optional.get(i);
        if (absent || values.get(i) == NoValue.WRONG) {
          return true;
        }
      }
      return false;
    }

    List<Object> values(Object[] cell) {
      Object[] values = new Object[slots.size()];
      for (int i = 0; i < values.length; i++) {
        int slot = slots.get(i);
        values[i] = slot < 0 ? NoValue.ABSENT : cell[slot];
      }
      return Arrays.asList(values);
    }
  }

  CellAssembler(
      SweepConfig config,
      FieldGraph graph,
      TaskFamily taskFamily,
      ModelFamily modelFamily,
      TaskShapes shapes) {
    this.graph = graph;
    this.taskFamily = taskFamily;
    this.modelFamily = modelFamily;
    this.shapes = shapes;
    this.task = section("task.", taskFamily.keys());
    this.model = section("model.", modelFamily.keys());
    this.stopRuleAssembler = new StopRuleAssembler(config, graph);
    List<Key> keys = GeneralKeys.TRIAL;
    this.optimizer =
        section(
            "optimizer.", keys.stream().filter(k -> k.path().startsWith("optimizer.")).toList());
    this.batch =
        section("batch.", keys.stream().filter(k -> k.path().startsWith("batch.")).toList());
    EscapeAssembler escapes = new EscapeAssembler(config, graph);
    this.phases =
        config.phases().stream()
            .map(name -> new PhaseAssembler(config, name, graph, escapes))
            .toList();
  }

  /** The spec of a cell with seed 0; empty after a problem. */
  Optional<TrialSpec> assemble(Object[] cell, CellReport report) {
    List<Object> taskValues = task.values(cell);
    if (task.lacks(taskValues)) {
      return Optional.empty();
    }
    Optional<TaskSpec> taskSpec =
        part("task.type", report, taskValues, () -> taskFamily.spec(named(task, taskValues)));
    Optional<DataShape> shape = taskSpec.flatMap(spec -> shape(spec, report));
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    Optional<ModelSpec> modelSpec = model(cell, report);
    Optional<OptimizerSpec> optimizerSpec = optimizer(cell, report);
    Optional<Batching> batching = batching(cell, report);
    List<Phase> phaseSpecs = new ArrayList<>();
    for (PhaseAssembler phase : phases) {
      phase.assemble(cell, shape.get(), report).ifPresent(phaseSpecs::add);
    }
    Optional<List<StopRule>> stopRules = stopRuleAssembler.assemble(cell);
    checkLoss(cell, shape.get(), report);
    batching.ifPresent(chosen -> checkSampling(chosen, shape.get(), report));
    modelSpec.ifPresent(spec -> ModelSize.check(modelFamily, spec, shape.get(), report));
    if (modelSpec.isEmpty()
        || optimizerSpec.isEmpty()
        || batching.isEmpty()
        || stopRules.isEmpty()
        || phases.isEmpty()
        || phaseSpecs.size() < phases.size()
        || lacks(List.of(value(cell, "loss"), value(cell, "precision")))
        || !report.problems().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TrialSpec(
            taskSpec.get(),
            modelSpec.get(),
            choice(cell, "loss", Loss.class),
            optimizerSpec.get(),
            batching.get(),
            choice(cell, "precision", Precision.class),
            shared(phaseSpecs),
            shared(stopRules.get()),
            seeds(cell)));
  }

  /** The shape of the examples of a spec that was assembled. */
  DataShape data(TrialSpec spec) {
    try {
      return shapes.of(spec.task());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What is missing or wrong was reported when it was read.
  static boolean lacks(List<Object> values) {
    for (Object value : values) {
      if (value instanceof NoValue) {
        return true;
      }
    }
    return false;
  }

  private Object value(Object[] cell, String path) {
    return graph.value(cell, path);
  }

  private Section section(String prefix, List<Key> keys) {
    List<Integer> slots = keys.stream().map(key -> graph.slot(key.path())).toList();
    List<String> names = keys.stream().map(key -> key.path().substring(prefix.length())).toList();
    List<Boolean> optional = keys.stream().map(Key::isOptional).toList();
    return new Section(prefix, names, slots, optional);
  }

  private Settings named(Section section, List<Object> values) {
    Map<String, Object> named = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != NoValue.ABSENT) {
        named.put(section.keys().get(i), values.get(i));
      }
    }
    return settings.computeIfAbsent(named, key -> new Settings(named));
  }

  private Optional<DataShape> shape(TaskSpec spec, CellReport report) {
    try {
      return Optional.of(shapes.of(spec));
    } catch (DataException e) {
      report.refuse("task", spec.type(), "has a wrong file: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      report.refuse("task", spec.type(), "is wrong: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<ModelSpec> model(Object[] cell, CellReport report) {
    List<Object> values = model.values(cell);
    return model.lacks(values)
        ? Optional.empty()
        : part("model.type", report, values, () -> modelFamily.spec(named(model, values)));
  }

  private Optional<OptimizerSpec> optimizer(Object[] cell, CellReport report) {
    List<Object> values = optimizer.values(cell);
    Object type = value(cell, "optimizer.type");
    boolean decays =
        phases.stream().anyMatch(phase -> phase.weightDecay(cell) instanceof Double d && d > 0);
    if (type.equals("adam") && decays) {
      report.refuse(
          "optimizer.weightDecay",
          "",
          "is decoupled, which makes adam adamw",
          "write type: adamw, or l2 for the coupled penalty");
    }
    if (values.contains(NoValue.WRONG) || type instanceof NoValue) {
      return Optional.empty();
    }
    return part(
        "optimizer.type",
        report,
        values,
        () -> {
          Settings of = named(optimizer, values);
          return type.equals("sgd")
              ? new Sgd(of.number("momentum"), of.flag("decayBiases"))
              : new Adam(
                  of.number("beta1"),
                  of.number("beta2"),
                  of.number("epsilon"),
                  of.flag("decayBiases"));
        });
  }

  private Optional<Batching> batching(Object[] cell, CellReport report) {
    List<Object> values = batch.values(cell);
    if (values.contains(NoValue.WRONG)) {
      return Optional.empty();
    }
    return part(
        "batch.sampling",
        report,
        values,
        () -> {
          Settings of = named(batch, values);
          Batching.Sampling sampling = of.choice("sampling", Batching.Sampling.class);
          return sampling == Batching.Sampling.FULL
              ? Batching.FULL
              : new Batching(of.integer("size"), sampling);
        });
  }

  private void checkLoss(Object[] cell, DataShape shape, CellReport report) {
    if (value(cell, "loss").equals("crossEntropy") && !shape.classification()) {
      report.refuse("loss", "crossEntropy", "needs labels, which the task does not have");
    }
  }

  private static void checkSampling(Batching batching, DataShape shape, CellReport report) {
    if (batching.sampling() == Batching.Sampling.FRESH && !shape.fresh()) {
      String hint = "such a task is linear-teacher; withReplacement draws from the training set";
      report.refuse("batch.sampling", "fresh", "needs a task that draws new examples", hint);
    }
  }

  private SeedStreams seeds(Object[] cell) {
    Map<Stream, Long> pinned = new EnumMap<>(Stream.class);
    for (Stream stream : Stream.values()) {
      int slot = graph.slot("pinnedSeeds." + stream.key());
      if (slot >= 0 && cell[slot] instanceof Long seed) {
        pinned.put(stream, seed);
      }
    }
    return shared(new SeedStreams(0, pinned));
  }

  private <E extends Enum<E>> E choice(Object[] cell, String path, Class<E> type) {
    return type.cast(
        parts.computeIfAbsent(
            List.of(path, value(cell, path)),
            key -> new Settings(Map.of(path, value(cell, path))).choice(path, type)));
  }

  private <T> Optional<T> part(
      String path, CellReport report, List<Object> values, Supplier<T> build) {
    try {
      @SuppressWarnings("unchecked") // one path always builds one type
      T part = (T) parts.computeIfAbsent(List.of(path, values), key -> build.get());
      return Optional.of(part);
    } catch (IllegalArgumentException e) {
      report.refuse(path, "", "has a wrong key: " + e.getMessage());
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // a part is stored under itself
  private <T> T shared(T part) {
    return (T) parts.computeIfAbsent(part, key -> part);
  }
}
