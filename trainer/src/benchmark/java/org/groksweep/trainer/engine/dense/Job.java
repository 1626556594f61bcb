package org.groksweep.trainer.engine.dense;

import java.util.Arrays;
import java.util.List;
import org.groksweep.trainer.data.ModularTask;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Biases;
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
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * A relu network with biases under AdamW and cross-entropy in float32, on one batch of random
 * examples.
 *
 * @param depth weight layers
 * @param width units of a hidden layer
 * @param batch examples
 * @param inputs numbers per example
 * @param outputs classes
 */
record Job(int depth, int width, int batch, int inputs, int outputs) {

  /** The five numbers in their order, with commas between. */
  static Job of(String numbers) {
    int[] sizes = Arrays.stream(numbers.split(",")).mapToInt(Integer::parseInt).toArray();
    return new Job(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
  }

  String name() {
    return "depth %d, width %d, batch %d, %d inputs, %d outputs"
        .formatted(depth, width, batch, inputs, outputs);
  }

  List<String> peer() {
    return List.of("mlp.py", "" + depth, "" + width, "" + batch, "" + inputs, "" + outputs);
  }

  /** In its first phase, which does not end. */
  Learner learner() {
    Learner learner = new DenseEngine().learner(spec(), new RandomExamples(batch, inputs, outputs));
    learner.beginPhase(0);
    return learner;
  }

  BareProducts products() {
    return new BareProducts(
        new FloatArithmetic(BlasLibrary.ofProcess().routines(), batch),
        Layout.of(model(), inputs, outputs),
        batch);
  }

  private MultiLayerPerceptron model() {
    return new MultiLayerPerceptron(
        depth,
        width,
        Activation.RELU,
        Biases.ALL,
        Initialization.PYTORCH,
        1,
        1,
        InitScaleOn.ALL,
        1);
  }

  private TrialSpec spec() {
    // The task is a name here: the learner sees its examples only.
    return new TrialSpec(
        new ModularTask(7, ModularTask.Operation.ADD),
        model(),
        Loss.CROSS_ENTROPY,
        new OptimizerSpec.Adam(0.9, 0.999, 1e-8, true),
        Batching.FULL,
        Precision.FLOAT32,
        List.of(phase()),
        List.of(),
        SeedStreams.of(1));
  }

  private Phase phase() {
    return new Phase(
        Phase.DEFAULT_NAME,
        Long.MAX_VALUE,
        batch,
        1,
        TestSet.COMPLEMENT,
        1e-3,
        Schedule.NONE,
        1e-2,
        0,
        OptimizerState.KEEP,
        BatchStream.CONTINUE);
  }
}
