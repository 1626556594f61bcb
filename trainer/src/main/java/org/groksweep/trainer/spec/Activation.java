package org.groksweep.trainer.spec;

/** What a hidden layer applies to each of its pre-activations z. */
public enum Activation {
  /** max(z, 0); its derivative at 0 is 0, as PyTorch has it. */
  RELU,
  /** tanh z. */
  TANH,
  /** z Φ(z) with the exact normal distribution function, by erf (Hendrycks and Gimpel, 2016). */
  GELU,
  /** z². */
  QUADRATIC,
  /** z. */
  LINEAR
}
