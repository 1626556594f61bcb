package org.groksweep.driver.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
import org.groksweep.trainer.spec.Start;
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
  private final Section<TaskSpec> task;
  private final Section<ModelSpec> model;
  private final Section<OptimizerSpec> optimizer;
  private final Section<Batching> batch;
  private final Memo<Loss> losses;
  private final Memo<Precision> precisions;
  private final Memo<List<StopRule>> stopRules;
  private final Memo<SeedStreams> seeds;
  private final Memo<DataShape> data;
  private final List<PhaseAssembler> phases;
  private final Memo<List<Phase>> phaseLists;
  private final StopRuleAssembler stopRuleAssembler;
  private final StartAssembler starts;

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
    EscapeAssembler escapes = new EscapeAssembler(config, graph);
    this.phases =
        config.phases().stream()
            .map(name -> new PhaseAssembler(config, name, graph, escapes))
            .toList();
    this.task = new Section<>(graph, "task.", taskFamily.keys(), IntStream.empty());
    this.model = new Section<>(graph, "model.", modelFamily.keys(), IntStream.empty());
    this.optimizer =
        new Section<>(
            graph,
            "optimizer.",
            keys("optimizer."),
            config.phases().stream().mapToInt(name -> graph.slot(weightDecay(name))));
    this.batch = new Section<>(graph, "batch.", keys("batch."), IntStream.empty());
    this.stopRuleAssembler = new StopRuleAssembler(config, graph);
    this.starts = new StartAssembler(graph, modelFamily);
    this.losses = new Memo<>(graph, slots("loss"));
    this.precisions = new Memo<>(graph, slots("precision"));
    this.stopRules = new Memo<>(graph, graph.slotsUnder("stop."));
    this.seeds =
        new Memo<>(
            graph,
            Arrays.stream(Stream.values()).flatMapToInt(s -> slots("pinnedSeeds." + s.key())));
    this.data = new Memo<>(graph, IntStream.empty());
    this.phaseLists =
        new Memo<>(
            graph, IntStream.concat(graph.slotsUnder("phases."), graph.slotsUnder("escapes.")));
  }

  /** The spec of a cell with seed 0; empty after a problem. */
  Optional<TrialSpec> assemble(Object[] cell, CellReport report) {
    Optional<TaskSpec> taskSpec = task.of(cell, "", values -> task(values, report));
    Optional<DataShape> shape =
        taskSpec.flatMap(spec -> data.of(cell, spec, () -> shape(spec, report)));
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    Optional<ModelSpec> modelSpec = model.of(cell, "", values -> model(values, report));
    Optional<OptimizerSpec> optimizerSpec =
        optimizer.of(cell, "", values -> optimizer(values, cell, report));
    Optional<Batching> batching = batch.of(cell, "", values -> batching(values, report));
    Optional<List<Phase>> phaseSpecs =
        phaseLists.of(cell, shape.get(), () -> phases(cell, shape.get(), report));
    Optional<List<StopRule>> rules = stopRules.of(cell, "", () -> stopRuleAssembler.assemble(cell));
    Optional<Loss> loss = losses.of(cell, "", () -> choice(cell, "loss", Loss.class));
    Optional<Precision> precision =
        precisions.of(cell, "", () -> choice(cell, "precision", Precision.class));
    checkLoss(loss, shape.get(), report);
    batching.ifPresent(chosen -> checkSampling(chosen, shape.get(), report));
    Optional<Start> start =
        modelSpec.flatMap(spec -> starts.assemble(cell, spec, shape.get(), report));
    modelSpec.ifPresent(spec -> ModelSize.check(modelFamily, spec, shape.get(), report));
    if (modelSpec.isEmpty()
        || start.isEmpty()
        || optimizerSpec.isEmpty()
        || batching.isEmpty()
        || rules.isEmpty()
        || phaseSpecs.isEmpty()
        || loss.isEmpty()
        || precision.isEmpty()
        || !report.problems().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TrialSpec(
            taskSpec.get(),
            modelSpec.get(),
            loss.get(),
            optimizerSpec.get(),
            batching.get(),
            precision.get(),
            phaseSpecs.get(),
            rules.get(),
            start.get(),
            seeds.of(cell, "", () -> Optional.of(seeds(cell))).get()));
  }

  /** The shape of the examples of a spec that was assembled. */
  DataShape data(Object[] cell, TrialSpec spec) {
    return data.of(cell, spec.task(), Optional::empty).orElseThrow();
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

  private static String weightDecay(String phase) {
    return KeyTable.inPhase(phase, "optimizer.weightDecay");
  }

  private IntStream slots(String path) {
    return IntStream.of(graph.slot(path));
  }

  private static List<Key> keys(String prefix) {
    return GeneralKeys.TRIAL.stream().filter(key -> key.path().startsWith(prefix)).toList();
  }

  private Optional<TaskSpec> task(List<Object> values, CellReport report) {
    return task.lacks(values)
        ? Optional.empty()
        : part("task.type", report, () -> taskFamily.spec(task.named(values)));
  }

  private Optional<DataShape> shape(TaskSpec spec, CellReport report) {
    try {
      return Optional.of(shapes.of(spec));
    } catch (DataException e) {
      e.all()
          .forEach(
              each -> report.refuse("task", spec.type(), "has a wrong file: " + each.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      report.refuse("task", spec.type(), "is wrong: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<ModelSpec> model(List<Object> values, CellReport report) {
    return model.lacks(values)
        ? Optional.empty()
        : part("model.type", report, () -> modelFamily.spec(model.named(values)));
  }

  private Optional<OptimizerSpec> optimizer(List<Object> values, Object[] cell, CellReport report) {
    Object type = value(cell, "optimizer.type");
    boolean decays =
        phases.stream().anyMatch(phase -> phase.weightDecay(cell) instanceof Double d && d > 0);
    if (type.equals("adam") && decays) {
      report.refuse(
          "optimizer.weightDecay",
          "",
          "is decoupled, which makes adam adamw",
          "write type: adamw, or l2 for the coupled penalty");
      return Optional.empty();
    }
    if (values.contains(NoValue.WRONG) || type instanceof NoValue) {
      return Optional.empty();
    }
    return part(
        "optimizer.type",
        report,
        () -> {
          Settings of = optimizer.named(values);
          return type.equals("sgd")
              ? new Sgd(of.number("momentum"), of.flag("decayBiases"))
              : new Adam(
                  of.number("beta1"),
                  of.number("beta2"),
                  of.number("epsilon"),
                  of.flag("decayBiases"));
        });
  }

  private Optional<Batching> batching(List<Object> values, CellReport report) {
    if (values.contains(NoValue.WRONG)) {
      return Optional.empty();
    }
    return part(
        "batch.sampling",
        report,
        () -> {
          Settings of = batch.named(values);
          Batching.Sampling sampling = of.choice("sampling", Batching.Sampling.class);
          return sampling == Batching.Sampling.FULL
              ? Batching.FULL
              : new Batching(of.integer("size"), sampling);
        });
  }

  private Optional<List<Phase>> phases(Object[] cell, DataShape shape, CellReport report) {
    List<Phase> specs = new ArrayList<>(phases.size());
    for (PhaseAssembler phase : phases) {
      phase.assemble(cell, shape, report).ifPresent(specs::add);
    }
    return specs.isEmpty() || specs.size() < phases.size()
        ? Optional.empty()
        : Optional.of(List.copyOf(specs));
  }

  private static void checkLoss(Optional<Loss> loss, DataShape shape, CellReport report) {
    if (loss.equals(Optional.of(Loss.CROSS_ENTROPY)) && !shape.classification()) {
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
    return new SeedStreams(0, pinned);
  }

  private <E extends Enum<E>> Optional<E> choice(Object[] cell, String path, Class<E> type) {
    Object value = value(cell, path);
    return value instanceof NoValue
        ? Optional.empty()
        : Optional.of(new Settings(Map.of(path, value)).choice(path, type));
  }

  private static <T> Optional<T> part(String path, CellReport report, Supplier<T> build) {
    try {
      return Optional.of(build.get());
    } catch (IllegalArgumentException e) {
      report.refuse(path, "", "has a wrong key: " + e.getMessage());
      return Optional.empty();
    }
  }
}
