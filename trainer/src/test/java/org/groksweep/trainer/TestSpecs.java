package org.groksweep.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.ModularFamily;
import org.groksweep.trainer.data.ModularTask;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;
import org.groksweep.trainer.spec.Phase.OptimizerState;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.groksweep.trainer.spec.TrialSpec;

/** A small trial, modular addition mod 7, and copies of it that differ in one thing. */
public final class TestSpecs {

  public static final ModularTask TASK = new ModularTask(7, ModularTask.Operation.ADD);
  public static final MultiLayerPerceptron MODEL =
      new MultiLayerPerceptron(
          2, 16, Activation.RELU, Biases.ALL, Initialization.PYTORCH, 1, 1, InitScaleOn.ALL, 1);
  public static final OptimizerSpec ADAM = new OptimizerSpec.Adam(0.9, 0.98, 1e-8, true);
  public static final Phase PHASE = phase("train", 300, 30);
  public static final TrialSpec SPEC =
      new TrialSpec(
          TASK,
          MODEL,
          Loss.CROSS_ENTROPY,
          ADAM,
          Batching.FULL,
          Precision.FLOAT32,
          List.of(PHASE),
          List.of(),
          SeedStreams.of(1));

  private TestSpecs() {}

  public static Phase phase(String name, long maxSteps, int trainExamples) {
    return new Phase(
        name,
        maxSteps,
        trainExamples,
        trainExamples / 49.0,
        TestSet.COMPLEMENT,
        0.01,
        Schedule.NONE,
        0.1,
        0,
        OptimizerState.KEEP,
        BatchStream.CONTINUE);
  }

  public static Examples examples() {
    return new ModularFamily().examples(TASK);
  }

  /** Those of any task. */
  public static Examples examples(TaskSpec task) {
    try {
      return TaskFamilies.load().examples(task);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TrialSpec withPhases(TrialSpec spec, Phase... phases) {
    return new TrialSpec(
        spec.task(),
        spec.model(),
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        List.of(phases),
        spec.stopRules(),
        spec.seeds());
  }

  public static TrialSpec withModel(TrialSpec spec, MultiLayerPerceptron model) {
    return new TrialSpec(
        spec.task(),
        model,
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        spec.phases(),
        spec.stopRules(),
        spec.seeds());
  }

  public static TrialSpec withLoss(TrialSpec spec, Loss loss) {
    return new TrialSpec(
        spec.task(),
        spec.model(),
        loss,
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        spec.phases(),
        spec.stopRules(),
        spec.seeds());
  }

  public static TrialSpec withOptimizer(TrialSpec spec, OptimizerSpec optimizer) {
    return new TrialSpec(
        spec.task(),
        spec.model(),
        spec.loss(),
        optimizer,
        spec.batching(),
        spec.precision(),
        spec.phases(),
        spec.stopRules(),
        spec.seeds());
  }

  public static TrialSpec withBatching(TrialSpec spec, Batching batching) {
    return new TrialSpec(
        spec.task(),
        spec.model(),
        spec.loss(),
        spec.optimizer(),
        batching,
        spec.precision(),
        spec.phases(),
        spec.stopRules(),
        spec.seeds());
  }

  public static TrialSpec withPrecision(TrialSpec spec, Precision precision) {
    return new TrialSpec(
        spec.task(),
        spec.model(),
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        precision,
        spec.phases(),
        spec.stopRules(),
        spec.seeds());
  }

  public static TrialSpec withStopRule(TrialSpec spec, StopRule rule) {
    return new TrialSpec(
        spec.task(),
        spec.model(),
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        spec.phases(),
        List.of(rule),
        spec.seeds());
  }

  public static TrialSpec withStart(TrialSpec spec, Start start) {
    return new TrialSpec(
        spec.task(),
        spec.model(),
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        spec.phases(),
        spec.stopRules(),
        start,
        spec.seeds());
  }

  public static TrialSpec withSeed(TrialSpec spec, long seed) {
    return new TrialSpec(
        spec.task(),
        spec.model(),
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        spec.phases(),
        spec.stopRules(),
        SeedStreams.of(seed));
  }

  /** A phase of other numbers. */
  public static Phase withRates(Phase phase, double learningRate, double weightDecay, double l2) {
    return new Phase(
        phase.name(),
        phase.maxSteps(),
        phase.trainExamples(),
        phase.dataFraction(),
        phase.testSet(),
        learningRate,
        phase.schedule(),
        weightDecay,
        l2,
        phase.optimizerState(),
        phase.batchStream());
  }

  public static Trial trial(TrialSpec spec) {
    TrialId id = TrialId.of(CanonicalJson.of(spec), examples().fingerprint());
    return new Trial(id, "c0", spec, List.of());
  }
}
