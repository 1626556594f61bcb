package org.groksweep.trainer.engine.lockstep;

/** Deep linear networks in the lanes of a tile, whose batches enter by their moments. */
final class LinearLanes<A> implements LanePass<A> {

  private final LaneArithmetic<A> arithmetic;
  private final LinearReplicas model;
  private final GroupPhase phase;
  private final boolean watchesSingularValues;
  private final boolean watchesLoss;
  private final double lossScale;
  private final LinearPass<A> pass;
  private final BatchMoments<A> moments;
  private final WatchedValues<A> values;

  /** [lanes] the mean squared residual, which no weight changes. */
  private final double[] residuals;

  LinearLanes(LaneArithmetic<A> arithmetic, LinearReplicas model, GroupPhase phase, int lanes) {
    Shape shape = model.shape();
    this.arithmetic = arithmetic;
    this.model = model;
    this.phase = phase;
    this.watchesSingularValues = phase.watchesSingularValues();
    this.watchesLoss = phase.watchesLoss();
    this.lossScale = Evaluation.lossScale(shape, model.spec().loss());
    this.pass = new LinearPass<>(arithmetic, shape, lanes);
    this.moments = new BatchMoments<>(arithmetic, shape, model.spec(), model.rows(), lanes);
    this.values = new WatchedValues<>(arithmetic, shape, pass, lanes);
    this.residuals = new double[lanes];
    moments.begin(phase.full(), model.sets().isPopulation(phase.phase()));
    values.begin(phase.watches());
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
  public void place(int lane, Replica replica) {
    Moments train = model.sets().train(replica);
    moments.place(lane, replica.seeds, replica.order, replica.trainingSet, train);
    residuals[lane] = train.ee();
  }

  @Override
  public void copyLane(int from, int to) {
    moments.copyLane(from, to);
    residuals[to] = residuals[from];
  }

  @Override
  public void takeBatches(long update, int lanes) {
    moments.take(phase.phase(), phase.index(), update, lanes);
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
  public void look(int lanes) {
    if (watchesSingularValues) {
      values.findSingularValues(lanes);
    }
    if (watchesLoss) {
      pass.slope(moments, lanes);
      values.findLoss(moments, lanes);
    }
  }

  @Override
  public double watched(Watch watch, int lane) {
    return watch.looksAtLoss()
        ? lossScale * (values.lossSum(lane) + residuals[lane]) / 2
        : arithmetic.get(values.singularValue(watch.mode()), lane);
  }

  @Override
  public boolean mayCross(Watch watch, int lanes) {
    if (watch.looksAtLoss()) {
      return true;
    }
    A looked = values.singularValue(watch.mode());
    double threshold = watch.rule().threshold();
    int first =
        switch (watch.rule().direction()) {
          case ABOVE -> arithmetic.firstAtLeast(looked, threshold, 0, lanes);
          case BELOW -> arithmetic.firstAtMost(looked, threshold, 0, lanes);
        };
    return first < lanes;
  }
}
