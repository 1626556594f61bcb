package org.groksweep.trainer.data;

import java.util.Optional;

/**
 * All examples of a task. They are numbered from 0; the first {@link #available()} can be trained
 * on, the rest are the hold-out.
 */
public interface Examples {

  /** Number of examples, hold-out included. */
  int count();

  /** Number of examples available for training. */
  int available();

  /** Numbers in an input. */
  int features();

  /** Numbers in an output: classes, or the size of a regression target. */
  int outputs();

  /** Whether targets are labels, so that accuracy means something. */
  boolean isClassification();

  /** The label of an example, in [0, outputs); only for classification. */
  int label(int example);

  /** Writes an example's input to {@code target[offset .. offset + features)}. */
  void copyInput(int example, double[] target, int offset);

  /**
   * Writes an example's target, one-hot for a label, to {@code target[offset .. offset + outputs)}.
   */
  void copyTarget(int example, double[] target, int offset);

  /**
   * A hash of all that the above return: it names the data in the trials' ids. It is made when
   * asked for and goes over all examples, which takes a second for 400 MB of numbers.
   */
  String fingerprint();

  /** The inputs' shape where they are images, row by row; empty otherwise. */
  default Optional<ImageShape> image() {
    return Optional.empty();
  }

  /** The law that they come from; empty where a task has no more than its examples. */
  default Optional<Population> population() {
    return Optional.empty();
  }

  /** Which of the available ones a training set takes. */
  default ExampleOrder order() {
    return ExampleOrder.SHUFFLED;
  }
}
