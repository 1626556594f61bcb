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
final class MatrixReplicas implements ReplicaModel, ScalarEvaluation.ScalarMap {

  // By measurement: alone, lanes of one number cost a loop each.
  private static final int SMALL = 8;
  private static final int FEWEST_SMALL = 4;
  private static final int FEWEST = 12;

  private final TrialSpec spec;
  private final int size;
  private final ScalarSets sets;
  private final ScalarEvaluation evaluation;

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
    this.evaluation = new ScalarEvaluation(this, sets, spec.loss(), examples.isClassification());
  }

  TrialSpec spec() {
    return spec;
  }

  int size() {
    return size;
  }

  ScalarSets sets() {
    return sets;
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
    return evaluation.measure(replica, phase.l2());
  }

  @Override
  public double output(double[] weights, int number) {
    int row = number / size * size;
    int column = number % size * size;
    int second = size * size;
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += weights[row + k] * weights[column + k];
      sum -= weights[second + row + k] * weights[second + column + k];
    }
    return sum;
  }

  @Override
  public void addGradientInPlace(
      double[] gradient, double[] weights, int number, double derivative) {
    int row = number / size * size;
    int column = number % size * size;
    for (int factor = 0; factor < 2; factor++) {
      double signed = factor == 0 ? derivative : -derivative;
      int from = factor * size * size;
      for (int k = from; k < from + size; k++) {
        gradient[row + k] += signed * weights[column + k];
        gradient[column + k] += signed * weights[row + k];
      }
    }
  }

  @Override
  public StepCost stepCost(GroupPhase phase) {
    return UpdateCost.ofMatrix(size, phase);
  }

  @Override
  public long numbersPerLane() {
    return 6L * size * size;
  }

  @Override
  public <A> LanePass<A> pass(LaneArithmetic<A> arithmetic, GroupPhase phase, int lanes) {
    return new MatrixLanes<>(arithmetic, this, phase, lanes);
  }

  @Override
  public int fewestInLanes() {
    return size <= SMALL ? FEWEST_SMALL : FEWEST;
  }

  @Override
  public <A> CoordinatePass<A> along(LaneArithmetic<A> arithmetic, GroupPhase phase) {
    return new MatrixCoordinates<>(arithmetic, this, phase);
  }
}
