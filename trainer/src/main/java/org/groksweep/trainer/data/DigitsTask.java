package org.groksweep.trainer.data;

import org.groksweep.trainer.spec.TaskSpec;

/**
 * Which digit a handwriting of 8 × 8 pixels shows.
 *
 * @param testExamples size of the fixed hold-out, in [0, {@value #MAX_TEST_EXAMPLES}]; it changes
 *     which examples can be trained on
 */
public record DigitsTask(int testExamples) implements TaskSpec {

  public static final String TYPE = "digits";

  // One training example of each class, on average, is the least that makes a task.
  static final int MAX_TEST_EXAMPLES = 1787;
  static final long DEFAULT_TEST_EXAMPLES = 597;

  public DigitsTask {
    if (testExamples < 0 || testExamples > MAX_TEST_EXAMPLES) {
      throw new IllegalArgumentException(
          "testExamples: %d must be in [0, %d]".formatted(testExamples, MAX_TEST_EXAMPLES));
    }
  }

  @Override
  public String type() {
    return TYPE;
  }
}
