package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Split;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/** One trial's first phase in double loops, example by example: as slow and as plain as can be. */
final class PlainReference {

  private final TrialSpec spec;
  private final Examples examples;
  private final PlainModel model;
  private final int[] trainingSet;
  private final BatchOrder order;
  private final RandomStream batches;
  private final RandomStream noise;
  private long update;

  /** Layer by layer, row-major. */
  final double[] weights;

  PlainReference(TrialSpec spec, Examples examples) {
    this.spec = spec;
    this.examples = examples;
    this.model = PlainModel.of(spec, examples);
    Phase phase = spec.phases().get(0);
    this.trainingSet = new Split(examples, spec.seeds()).train(phase.trainExamples());
    this.order = new BatchOrder(spec.batching(), spec.seeds());
    this.batches = new RandomStream(spec.seeds(), Stream.BATCH);
    this.noise = new RandomStream(spec.seeds(), Stream.NOISE);
    order.begin(phase);
    this.weights = model.first();
  }

  void step() {
    Phase phase = spec.phases().get(0);
    double[][] batch = batch();
    double[] gradient = gradient(batch);
    for (int i = 0; i < weights.length; i++) {
      double noisy =
          gradient[i]
              + Math.sqrt(phase.gradientNoise()) * noise.normal(UpdateAddress.of(0, update), i);
      weights[i] -=
          phase.learningRate()
              * (noisy + phase.l2() * weights[i] + phase.weightDecay() * weights[i]);
    }
    update++;
  }

  private double[][] batch() {
    if (BatchOrder.isFull(spec.batching(), spec.phases().get(0))) {
      double[][] batch = new double[trainingSet.length][];
      for (int i = 0; i < batch.length; i++) {
        batch[i] = example(trainingSet[i]);
      }
      return batch;
    }
    if (spec.batching().sampling() == Sampling.FRESH) {
      double[][] batch = new double[spec.batching().size()][width()];
      for (int i = 0; i < batch.length; i++) {
        examples
            .population()
            .orElseThrow()
            .draw(batches, UpdateAddress.of(0, update), i, batch[i], 0);
      }
      return batch;
    }
    double[][] batch = new double[order.next()][];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = example(trainingSet[order.example(i)]);
    }
    return batch;
  }

  private int width() {
    return examples.features() + examples.outputs();
  }

  private double[] example(int number) {
    double[] example = new double[width()];
    examples.copyInput(number, example, 0);
    examples.copyTarget(number, example, examples.features());
    return example;
  }

  /** The mean loss over a batch. */
  double loss(double[][] batch) {
    double sum = 0;
    for (double[] example : batch) {
      sum += model.loss(weights, example);
    }
    return sum / batch.length;
  }

  /** The loss's gradient over a batch, without penalties. */
  double[] gradient(double[][] batch) {
    double[] gradient = new double[weights.length];
    for (double[] example : batch) {
      double[] own = model.gradient(weights, example);
      for (int i = 0; i < own.length; i++) {
        gradient[i] += own[i] / batch.length;
      }
    }
    return gradient;
  }

  double[][] trainingBatch() {
    double[][] batch = new double[trainingSet.length][];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = example(trainingSet[i]);
    }
    return batch;
  }
}
