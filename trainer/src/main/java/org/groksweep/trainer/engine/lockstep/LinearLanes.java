package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/** Deep linear networks in the lanes of a tile, whose batches enter by their moments. */
final class LinearLanes<A> implements LanePass<A> {

  private final LaneArithmetic<A> arithmetic;
  private final LinearReplicas model;
  private final TrialSpec spec;
  private final double lossScale;
  private final LinearPass<A> pass;
  private final BatchMoments<A> moments;
  private final WatchedValues<A> values;

  /** [lanes] what of half the squared error no weight changes. */
  private final double[] residuals;

  private Phase phase;
  private int phaseIndex;

  LinearLanes(LaneArithmetic<A> arithmetic, LinearReplicas model, TrialSpec spec, int lanes) {
    Shape shape = model.shape();
    this.arithmetic = arithmetic;
    this.model = model;
    this.spec = spec;
    this.lossScale = Evaluation.lossScale(shape, spec.loss());
    this.pass = new LinearPass<>(arithmetic, shape, lanes);
    this.moments = new BatchMoments<>(arithmetic, shape, spec, model.rows(), lanes);
    this.values = new WatchedValues<>(arithmetic, shape, pass, lanes);
    this.residuals = new double[lanes];
  }

  @Override
  public A[] weights() {
    return pass.weights;
  }

  @Override
  public A[] gradient() {
    return pass.gradient;
  }

  @Override
  public double gradientScale() {
    return lossScale;
  }

  @Override
  public void begin(Phase begun, int index, List<Watch> watches) {
    phase = begun;
    phaseIndex = index;
    moments.begin(BatchOrder.isFull(spec.batching(), begun), model.sets().isPopulation(begun));
    values.begin(watches);
  }

  @Override
  public void place(int lane, Replica replica) {
    for (int i = 0; i < pass.weights.length; i++) {
      arithmetic.set(pass.weights[i], lane, replica.weights[i]);
    }
    Moments train = model.sets().train(replica);
    moments.place(lane, replica.seeds, replica.order, replica.trainingSet, train);
    residuals[lane] = train.ee();
  }

  @Override
  public void copyLane(int from, int to) {
    arithmetic.copyLane(pass.weights, from, to);
    moments.copyLane(from, to);
    residuals[to] = residuals[from];
  }

  @Override
  public void takeBatches(long update, int lanes) {
    moments.take(phase, phaseIndex, update, lanes);
  }

  @Override
  public void forward(int lanes) {
    pass.forward(lanes);
  }

  @Override
  public void slope(int lanes) {
    pass.slope(moments, lanes);
  }

  @Override
  public A finiteness(int lanes) {
    return values.slopeProduct(lanes);
  }

  @Override
  public void backward(int lanes) {
    pass.backward(lanes);
  }

  @Override
  public void findSingularValues(int lanes) {
    values.findSingularValues(lanes);
  }

  @Override
  public A singularValue(int mode) {
    return values.singularValue(mode);
  }

  // Only under full batches, whose moments stand.
  @Override
  public void findLosses(int lanes) {
    pass.slope(moments, lanes);
    values.findLoss(moments, lanes);
  }

  @Override
  public double loss(int lane) {
    return lossScale * (values.lossSum(lane) + residuals[lane]) / 2;
  }
}
