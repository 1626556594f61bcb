package org.groksweep.trainer.spec;

/** What is minimized, always a mean over the examples of the batch. */
public enum Loss {
  /** -log softmax at the label, in nats. */
  CROSS_ENTROPY,
  /**
   * Mean over the outputs of (output - target)², PyTorch's MSELoss; targets of labels are one-hot.
   */
  MEAN_SQUARED_ERROR,
  /** Half the sum over the outputs of (output - target)²; targets of labels are one-hot. */
  HALF_SQUARED_ERROR
}
