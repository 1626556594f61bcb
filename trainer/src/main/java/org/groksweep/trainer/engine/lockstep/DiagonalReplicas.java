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

/** Diagonal networks f(x) = Σ (uₖ² − vₖ²)·xₖ, on two classes or on one target. */
final class DiagonalReplicas implements ReplicaModel, ScalarEvaluation.ScalarMap {

  // By measurement: of more inputs than these, lanes do not stay in a cache.
  private static final long MOST_INPUTS_OF_A_LANE = 1 << 12;
  private static final int FEWEST = 24;

  private final TrialSpec spec;
  private final int features;

  /** Of an update, in any phase. */
  private final long mostExamples;

  private final ScalarSets sets;
  private final ScalarEvaluation evaluation;

  /** [examples][features] */
  private final double[][] inputs;

  /**
   * The replicas of a group.
   *
   * @param specs of them, in their order
   */
  DiagonalReplicas(List<TrialSpec> specs, Examples examples) {
    this.spec = specs.get(0);
    this.features = examples.features();
    this.mostExamples = GroupPhase.mostExamples(spec);
    this.sets = new ScalarSets(examples, specs);
    this.evaluation = new ScalarEvaluation(this, sets, spec.loss(), examples.isClassification());
    this.inputs = new double[examples.count()][features];
    for (int number = 0; number < inputs.length; number++) {
      examples.copyInput(number, inputs[number], 0);
    }
  }

  TrialSpec spec() {
    return spec;
  }

  int features() {
    return features;
  }

  ScalarSets sets() {
    return sets;
  }

  /** [features] of an example. */
  double[] input(int number) {
    return inputs[number];
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
    return evaluation.measure(replica, phase.l2());
  }

  @Override
  public double output(double[] weights, int number) {
    double[] input = inputs[number];
    double sum = 0;
    for (int k = 0; k < features; k++) {
      sum += (weights[k] * weights[k] - weights[features + k] * weights[features + k]) * input[k];
    }
    return sum;
  }

  @Override
  public void addGradientInPlace(
      double[] gradient, double[] weights, int number, double derivative) {
    double[] input = inputs[number];
    for (int k = 0; k < features; k++) {
      gradient[k] += 2 * weights[k] * derivative * input[k];
      gradient[features + k] -= 2 * weights[features + k] * derivative * input[k];
    }
  }

  @Override
  public StepCost stepCost(GroupPhase phase) {
    return UpdateCost.ofDiagonal(features, phase);
  }

  @Override
  public long numbersPerLane() {
    return mostExamples * (features + 2) + 6L * features;
  }

  @Override
  public <A> LanePass<A> pass(LaneArithmetic<A> arithmetic, GroupPhase phase, int lanes) {
    return new DiagonalLanes<>(arithmetic, this, phase, lanes);
  }

  @Override
  public int fewestInLanes() {
    return mostExamples * features > MOST_INPUTS_OF_A_LANE ? Integer.MAX_VALUE : FEWEST;
  }

  @Override
  public <A> CoordinatePass<A> along(LaneArithmetic<A> arithmetic, GroupPhase phase) {
    return new DiagonalCoordinates<>(arithmetic, this, phase);
  }
}
