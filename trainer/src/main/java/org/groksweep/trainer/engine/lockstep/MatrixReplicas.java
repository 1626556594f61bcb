package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.FactoredWeights;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ResumableGroupLearner.StepCost;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Factored matrices P = U·Uᵀ − V·Vᵀ on the entries of a table: example e is entry (e / size, e %
 * size).
 */
final class MatrixReplicas implements ReplicaModel, ScalarSets.ScalarMap {

  private final TrialSpec spec;
  private final int size;
  private final ScalarSets sets;

  /**
   * The replicas of a group.
   *
   * @param specs of them, in their order
   * @param examples the entries of a symmetric matrix
   */
  MatrixReplicas(List<TrialSpec> specs, Examples examples) {
    this.spec = specs.get(0);
    this.size = examples.features() / 2;
    this.sets = new ScalarSets(examples, specs);
  }

  int size() {
    return size;
  }

  ScalarSets sets() {
    return sets;
  }

  @Override
  public int weights() {
    return 2 * size * size;
  }

  @Override
  public double[] firstWeights(SeedStreams seeds) {
    return FactoredWeights.draw((MatrixFactorization) spec.model(), size, seeds);
  }

  @Override
  public Weights named(double[] weights) {
    return FactoredWeights.named(weights, size, size);
  }

  @Override
  public double[] values(Weights weights) {
    return FactoredWeights.values(weights, size, size);
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
    double[] outputs = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = dot(weights, 0, i, j) - dot(weights, size * size, i, j);
        outputs[i * size + j] = entry;
        outputs[j * size + i] = entry;
      }
    }
    return outputs;
  }

  private double dot(double[] weights, int factor, int i, int j) {
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += weights[factor + i * size + k] * weights[factor + j * size + k];
    }
    return sum;
  }

  @Override
  public double[] gradient(double[] weights, int[] numbers, double[] derivatives) {
    double[] gradient = new double[weights.length];
    for (int e = 0; e < numbers.length; e++) {
      int row = numbers[e] / size * size;
      int column = numbers[e] % size * size;
      for (int k = 0; k < 2 * size; k++) {
        // Of U, and of V with the other sign.
        int at = k < size ? k : size * size + k - size;
        double derivative = k < size ? derivatives[e] : -derivatives[e];
        gradient[row + at] += derivative * weights[column + at];
        gradient[column + at] += derivative * weights[row + at];
      }
    }
    return gradient;
  }

  @Override
  public StepCost stepCost(Phase phase, List<Watch> watches) {
    return UpdateCost.ofMatrix(size);
  }

  @Override
  public long numbersPerLane() {
    return 6L * size * size;
  }

  @Override
  public <A> LanePass<A> pass(LaneArithmetic<A> arithmetic, int lanes) {
    return new MatrixLanes<>(arithmetic, this, spec, lanes);
  }
}
