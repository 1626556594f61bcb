package org.groksweep.trainer.spec;

import java.util.List;

/**
 * A deep linear network y = W_depth · … · W_1 · x without biases; the hidden layers are equally
 * wide. A chain of scalars is its special case of width 1 on a task of one input and one output.
 *
 * @param depth number of weight layers, at least 1
 * @param width units of each hidden layer, at least 1; without effect at depth 1
 * @param initialization what the first weights are
 * @param initScale α under {@link Scheme#NORMAL}, above 0; without effect elsewhere
 * @param modes end-to-end singular values under {@link Scheme#MODES}, each at least 0, at most as
 *     many as the narrowest layer has units; without effect elsewhere
 * @param initialNoise standard deviation of the Gaussian that is added to every weight under {@link
 *     Scheme#MODES}, at least 0; without effect elsewhere
 */
public record DeepLinear(
    int depth,
    int width,
    Scheme initialization,
    double initScale,
    List<Double> modes,
    double initialNoise)
    implements ModelSpec {

  public static final String TYPE = "deep-linear";

  /** What the first weights are. */
  public enum Scheme {
    /** Independent N(0, α²/width) on every layer (Ersoy &amp; Wiesner, 2026). */
    NORMAL,
    /** Balanced: every layer has λ^{1/depth} of each mode λ on its diagonal, 0 elsewhere. */
    MODES
  }

  public DeepLinear {
    Require.atLeast("depth", depth, 1);
    Require.atLeast("width", width, 1);
    Require.positive("initScale", initScale);
    modes = List.copyOf(modes);
    for (double mode : modes) {
      Require.atLeast("modes", mode, 0.0);
    }
    Require.that(
        depth == 1 || modes.size() <= width,
        "number of modes",
        modes.size(),
        "must be at most the width, " + width);
    Require.atLeast("initialNoise", initialNoise, 0.0);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  /** Inputs of weight layer {@code layer}, counted from 0, for a task of so many features. */
  public int layerInputs(int layer, int features) {
    return layer == 0 ? features : width;
  }

  /** Outputs of weight layer {@code layer}, counted from 0, for a task of so many outputs. */
  public int layerOutputs(int layer, int outputs) {
    return layer == depth - 1 ? outputs : width;
  }
}
