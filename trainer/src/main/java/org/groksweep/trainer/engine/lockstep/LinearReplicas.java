package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.DeepLinearWeights;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ResumableGroupLearner.StepCost;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TrialSpec;

/** Deep linear networks on a linear teacher. */
final class LinearReplicas implements ReplicaModel {

  private final TrialSpec spec;
  private final Shape shape;
  private final Evaluation evaluation;
  private final double[] rows;
  private final TrainingSets sets;

  /**
   * @param specs of the replicas, in their order
   */
  LinearReplicas(List<TrialSpec> specs, Examples examples) {
    this.spec = specs.get(0);
    this.shape = Shape.of(spec, examples);
    this.evaluation = new Evaluation(shape, spec.loss());
    this.rows = BatchMoments.rows(shape, examples);
    this.sets = new TrainingSets(shape, examples, specs);
  }

  TrialSpec spec() {
    return spec;
  }

  Shape shape() {
    return shape;
  }

  /** [examples, inputs + outputs] inputs and residuals of all examples. */
  double[] rows() {
    return rows;
  }

  TrainingSets sets() {
    return sets;
  }

  @Override
  public double[] firstWeights(SeedStreams seeds) {
    return DeepLinearWeights.draw(shape.model(), shape.inputs(), shape.outputs(), seeds);
  }

  @Override
  public Weights named(double[] weights) {
    return shape.named(weights);
  }

  @Override
  public double[] values(Weights weights) {
    return shape.values(weights);
  }

  @Override
  public void assign(Phase phase, List<Replica> replicas) {
    sets.assign(phase, replicas);
  }

  @Override
  public Measurement measure(Replica replica, Phase phase) {
    return evaluation.measure(replica.weights, phase.l2(), sets.train(replica), sets.test(replica));
  }

  @Override
  public StepCost stepCost(GroupPhase phase) {
    return UpdateCost.ofLinear(shape, phase);
  }

  @Override
  public long numbersPerLane() {
    long batch = spec.batching().sampling() == Sampling.FULL ? 0 : spec.batching().size();
    return 5L * shape.weights()
        + batch * (shape.inputs() + shape.outputs())
        + 4L * shape.inputs() * (shape.inputs() + shape.outputs());
  }

  @Override
  public <A> LanePass<A> pass(LaneArithmetic<A> arithmetic, GroupPhase phase, int lanes) {
    return new LinearLanes<>(arithmetic, this, phase, lanes);
  }

  @Override
  public int fewestInLanes() {
    return 0;
  }

  @Override
  public <A> CoordinatePass<A> along(LaneArithmetic<A> arithmetic, GroupPhase phase) {
    throw new UnsupportedOperationException("linear networks are always trained in lanes");
  }
}
