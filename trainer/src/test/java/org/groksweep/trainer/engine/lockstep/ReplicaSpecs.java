package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;

/** Trials of small models, put together step by step. */
final class ReplicaSpecs {

  TaskSpec task = population(1.0);
  ModelSpec model = fromModes(3, 1, List.of());
  Loss loss = Loss.HALF_SQUARED_ERROR;
  Batching batching = Batching.FULL;
  Precision precision = Precision.FLOAT64;
  double learningRate = 0.1;
  double l2;
  double weightDecay;
  double gradientNoise;
  double startNoise;
  int trainExamples;
  List<EscapeRule> escapes = List.of();
  List<String> until = List.of();
  private final List<Phase> phases = new ArrayList<>();

  static LinearTeacher population(Double... singularValues) {
    return teacher(
        LinearTeacher.Data.POPULATION, 1, LinearTeacher.Residual.VARIANCE, singularValues);
  }

  static LinearTeacher teacher(
      LinearTeacher.Data data, int count, LinearTeacher.Residual residual, Double... values) {
    return new LinearTeacher(
        List.of(values), values.length, values.length, data, count, residual, 0, 0);
  }

  static DeepLinear fromModes(int depth, int width, List<Double> modes) {
    return new DeepLinear(depth, width, DeepLinear.Scheme.MODES, 1, modes, 0);
  }

  static DeepLinear random(int depth, int width) {
    return new DeepLinear(depth, width, DeepLinear.Scheme.NORMAL, 1, List.of(), 0);
  }

  /** Watches one rule, which ends the phase. */
  ReplicaSpecs endingAt(EscapeRule rule) {
    escapes = List.of(rule);
    until = List.of(rule.name());
    return this;
  }

  /** Adds a phase as things stand. */
  ReplicaSpecs phase(String name, long maxSteps) {
    int available = examples().available();
    int taken = trainExamples == 0 ? available : trainExamples;
    phases.add(
        new Phase(
            name,
            maxSteps,
            taken,
            taken / (double) available,
            examples().count() == available ? TestSet.COMPLEMENT : TestSet.HOLD_OUT,
            learningRate,
            Schedule.NONE,
            weightDecay,
            l2,
            Phase.OptimizerState.KEEP,
            Phase.BatchStream.CONTINUE,
            gradientNoise,
            startNoise,
            escapes,
            until,
            maxSteps));
    return this;
  }

  Examples examples() {
    return TestSpecs.examples(task);
  }

  TrialSpec seed(long seed) {
    return new TrialSpec(
        task,
        model,
        loss,
        new OptimizerSpec.Sgd(0, true),
        batching,
        precision,
        phases,
        List.of(),
        SeedStreams.of(seed));
  }

  /** Of which the examples of each seed are the same. */
  TrialSpec pinned(long seed, long split) {
    return seed(seed).withSeeds(new SeedStreams(seed, Map.of(Stream.SPLIT, split)));
  }

  List<TrialSpec> seeds(long from, int count) {
    List<TrialSpec> specs = new ArrayList<>();
    for (long seed = from; seed < from + count; seed++) {
      specs.add(seed(seed));
    }
    return specs;
  }
}
