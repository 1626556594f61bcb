package org.groksweep.analysis.arrhenius;

import java.util.List;
import org.groksweep.analysis.theory.Transition;

/**
 * What the theory needs to know of an escape in a deep linear network that learns a linear teacher
 * with whitened inputs by plain gradient descent.
 *
 * @param layers L, at least 2
 * @param hiddenWidth h, at least 1; 1 is the scalar chain where there is one singular value
 * @param singularValues s, descending
 * @param inputs and {@code outputs} of the network, at least as many as singular values
 * @param l2 β, at least 0
 * @param mode whose singular value is watched, counted from 1
 * @param transition LEARN where it rises over the threshold
 * @param noise what drives the escape
 */
public record EscapeSetting(
    int layers,
    int hiddenWidth,
    List<Double> singularValues,
    int inputs,
    int outputs,
    double l2,
    int mode,
    Transition transition,
    Noise noise) {

  /** What moves the weights beside the gradient of the whole data. */
  public enum Noise {
    NONE,
    /** Isotropic Gaussian noise of the gradient. */
    GRADIENT,
    /** Batches of independent samples with targets of unit variance. */
    UNIT_VARIANCE_BATCHES,
    /** Any other batches, which no formula here describes. */
    OTHER_BATCHES
  }

  public EscapeSetting {
    singularValues = List.copyOf(singularValues);
    if (mode < 1 || mode > singularValues.size()) {
      throw new IllegalArgumentException(
          "mode: " + mode + " must be in [1, " + singularValues.size() + "]");
    }
  }

  double singularValue() {
    return singularValues.get(mode - 1);
  }

  /** Whether every input and output belongs to a singular value, and those are distinct. */
  boolean isFull() {
    return inputs == singularValues.size()
        && outputs == singularValues.size()
        && hiddenWidth >= singularValues.size()
        && singularValues.stream().distinct().count() == singularValues.size();
  }
}
