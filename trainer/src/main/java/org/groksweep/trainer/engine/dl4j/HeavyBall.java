package org.groksweep.trainer.engine.dl4j;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * PyTorch's momentum, v ← momentum·v + g and w ← w − η·v (Polyak, 1964). Deeplearning4j has only
 * Nesterovs, which looks ahead and keeps η inside v, so that a changed η acts on old gradients too.
 */
final class HeavyBall implements IUpdater {

  private final double momentum;
  private double learningRate;

  HeavyBall(
      @JsonProperty("momentum") double momentum,
      @JsonProperty("learningRate") double learningRate) {
    this.momentum = momentum;
    this.learningRate = learningRate;
  }

  @Override
  public long stateSize(long numParams) {
    return numParams;
  }

  @Override
  public GradientUpdater<HeavyBall> instantiate(INDArray state, boolean initialize) {
    INDArray velocity = state.reshape(state.length());
    if (initialize) {
      velocity.assign(0);
    }
    return new Updater(this, velocity);
  }

  @Override
  public GradientUpdater<HeavyBall> instantiate(Map<String, INDArray> state, boolean initialize) {
    return instantiate(state.get(Updater.VELOCITY), initialize);
  }

  @Override
  public IUpdater clone() {
    return new HeavyBall(momentum, learningRate);
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRate;
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double rate, ISchedule schedule) {
    if (schedule != null) {
      throw new UnsupportedOperationException("the rate is set before each update");
    }
    learningRate = rate;
  }

  /** The rule at work on one block of parameters. */
  private static final class Updater implements GradientUpdater<HeavyBall> {

    private static final String VELOCITY = "V";

    private final HeavyBall config;
    private INDArray velocity;

    private Updater(HeavyBall config, INDArray velocity) {
      this.config = config;
      this.velocity = velocity;
    }

    @Override
    public HeavyBall getConfig() {
      return config;
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
      velocity = state.get(VELOCITY);
    }

    @Override
    public Map<String, INDArray> getState() {
      return Map.of(VELOCITY, velocity);
    }

    @Override
    public void setStateViewArray(
        INDArray view, long[] gradientShape, char gradientOrder, boolean initialize) {
      velocity = view.reshape(gradientOrder, gradientShape);
      if (initialize) {
        velocity.assign(0);
      }
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      velocity.muli(config.momentum).addi(gradient);
      gradient.assign(velocity).muli(config.learningRate);
    }
  }
}
