package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.FactoredWeights;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ResumableGroupLearner.StepCost;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TrialSpec;

/** Diagonal networks f(x) = Σ (uₖ² − vₖ²)·xₖ, on classes of points or on one number. */
final class DiagonalReplicas implements ReplicaModel, ScalarSets.ScalarMap {

  private final TrialSpec spec;
  private final int features;
  private final ScalarSets sets;

  /** Of all examples, [features][examples]. */
  private final double[][] inputs;

  /**
   * The replicas of a group.
   *
   * @param specs of them, in their order
   */
  DiagonalReplicas(List<TrialSpec> specs, Examples examples) {
    this.spec = specs.get(0);
    this.features = examples.features();
    this.sets = new ScalarSets(examples, specs);
    this.inputs = new double[features][examples.count()];
    double[] input = new double[features];
    for (int number = 0; number < examples.count(); number++) {
      examples.copyInput(number, input, 0);
      for (int k = 0; k < features; k++) {
        inputs[k][number] = input[k];
      }
    }
  }

  int features() {
    return features;
  }

  ScalarSets sets() {
    return sets;
  }

  double input(int number, int k) {
    return inputs[k][number];
  }

  /** [examples · features] those of the training set that all replicas have, row by row. */
  double[] sharedInputs() {
    int[] numbers = sets.sharedTrainingSet();
    double[] shared = new double[numbers.length * features];
    for (int i = 0; i < numbers.length; i++) {
      for (int k = 0; k < features; k++) {
        shared[i * features + k] = inputs[k][numbers[i]];
      }
    }
    return shared;
  }

  @Override
  public int weights() {
    return 2 * features;
  }

  @Override
  public double[] firstWeights(SeedStreams seeds) {
    return FactoredWeights.draw((DiagonalLinear) spec.model(), features, seeds);
  }

  @Override
  public Weights named(double[] weights) {
    return FactoredWeights.named(weights, features);
  }

  @Override
  public double[] values(Weights weights) {
    return FactoredWeights.values(weights, features);
  }

  @Override
  public void assign(Phase phase, List<Replica> replicas) {
    sets.assign(phase, replicas);
  }

  @Override
  public Measurement measure(Replica replica, Phase phase) {
    return sets.measure(this, replica, phase.l2());
  }

  @Override
  public double[] outputs(double[] weights) {
    double[] outputs = new double[inputs[0].length];
    for (int k = 0; k < features; k++) {
      double factor = weights[k] * weights[k] - weights[features + k] * weights[features + k];
      double[] column = inputs[k];
      for (int number = 0; number < outputs.length; number++) {
        outputs[number] += factor * column[number];
      }
    }
    return outputs;
  }

  @Override
  public double[] gradient(double[] weights, int[] numbers, double[] derivatives) {
    double[] gradient = new double[2 * features];
    for (int k = 0; k < features; k++) {
      double slope = 0;
      for (int i = 0; i < numbers.length; i++) {
        slope += derivatives[i] * inputs[k][numbers[i]];
      }
      gradient[k] = 2 * weights[k] * slope;
      gradient[features + k] = -2 * weights[features + k] * slope;
    }
    return gradient;
  }

  @Override
  public StepCost stepCost(Phase phase, List<Watch> watches) {
    return UpdateCost.ofDiagonal(features, ScalarSets.batch(spec, phase), !watches.isEmpty());
  }

  @Override
  public long numbersPerLane() {
    return ScalarSets.largestBatch(spec) * (features + 2L) + 6L * features;
  }

  @Override
  public <A> LanePass<A> pass(LaneArithmetic<A> arithmetic, int lanes) {
    return new DiagonalLanes<>(arithmetic, this, spec, lanes);
  }
}
