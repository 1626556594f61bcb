package org.groksweep.trainer.spec;

/**
 * The scheme of a network's first weights, before {@code initScale}. fan_in counts a layer's
 * inputs.
 */
public enum Initialization {
  /** PyTorch's {@code nn.Linear}: weights and biases uniform in ±1/√fan_in. */
  PYTORCH,
  /**
   * Normal, variance gain²/fan_in; gain √2 below a relu and 1 elsewhere; biases 0 (He et al.,
   * 2015).
   */
  KAIMING_NORMAL,
  /** Uniform of the same variance as {@link #KAIMING_NORMAL}; biases 0. */
  KAIMING_UNIFORM,
  /** Normal, variance 2/(fan_in + fan_out); biases 0 (Glorot and Bengio, 2010). */
  XAVIER_NORMAL,
  /** Uniform of the same variance as {@link #XAVIER_NORMAL}; biases 0. */
  XAVIER_UNIFORM,
  /** Normal with the standard deviation {@code initStandardDeviation}; biases 0. */
  NORMAL
}
