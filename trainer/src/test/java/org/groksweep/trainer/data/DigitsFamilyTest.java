package org.groksweep.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitsFamilyTest {

  /** The class counts of scikit-learn's load_digits, which is the same file. */
  private static final int[] CLASS_COUNTS = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};

  private static final int TEST_EXAMPLES = 597;

  @Test
  void thereAre1797DigitsOfWhich1200CanBeTrainedOn() throws IOException {
    Examples digits = digits(TEST_EXAMPLES);
    assertThat(digits.count()).isEqualTo(1797);
    assertThat(digits.available()).isEqualTo(1200);
    assertThat(digits.features()).isEqualTo(64);
    assertThat(digits.outputs()).isEqualTo(10);
    assertThat(classCounts(digits, 0, digits.count())).isEqualTo(CLASS_COUNTS);
  }

  @Test
  void everyClassGivesItsShareOfTheHoldOutWithinOne() throws IOException {
    Examples digits = digits(TEST_EXAMPLES);
    int[] heldOut = classCounts(digits, digits.available(), digits.count());
    for (int digit = 0; digit < 10; digit++) {
      double share = CLASS_COUNTS[digit] * TEST_EXAMPLES / 1797.0;
      assertThat((double) heldOut[digit]).as("digit %d", digit).isBetween(share - 1, share + 1);
    }
    assertThat(Arrays.stream(heldOut).sum()).isEqualTo(TEST_EXAMPLES);
  }

  @Test
  void pixelsLieBetweenZeroAndOneInSixteenths() throws IOException {
    Examples digits = digits(TEST_EXAMPLES);
    double[] pixels = new double[64];
    double brightest = 0;
    for (int example = 0; example < digits.count(); example++) {
      digits.copyInput(example, pixels, 0);
      for (double pixel : pixels) {
        assertThat(pixel * 16).isEqualTo(Math.rint(pixel * 16)).isBetween(0.0, 16.0);
        brightest = Math.max(brightest, pixel);
      }
    }
    assertThat(brightest).isEqualTo(1);
  }

  /** scikit-learn's documentation gives the mean of the raw pixels as 4.884. */
  @Test
  void theMeanPixelIsThatOfThePublishedFile() throws IOException {
    Examples digits = digits(0);
    double[] pixels = new double[64];
    double sum = 0;
    for (int example = 0; example < digits.count(); example++) {
      digits.copyInput(example, pixels, 0);
      sum += Arrays.stream(pixels).sum();
    }
    assertThat(16 * sum / (64 * 1797)).isBetween(4.88, 4.89);
  }

  @Test
  void aTargetIsTheOneHotLabel() throws IOException {
    Examples digits = digits(TEST_EXAMPLES);
    double[] target = new double[10];
    Arrays.fill(target, 5);
    digits.copyTarget(3, target, 0);
    double[] expected = new double[10];
    expected[digits.label(3)] = 1;
    assertThat(target).isEqualTo(expected);
  }

  @Test
  void theContentsNeverChange() throws IOException {
    assertThat(digits(TEST_EXAMPLES).fingerprint())
        .isEqualTo(digits(TEST_EXAMPLES).fingerprint())
        .isNotEqualTo(digits(TEST_EXAMPLES - 1).fingerprint());
  }

  @Test
  void aHoldOutThatLeavesNoTrainingExamplesIsRefused() {
    assertThatThrownBy(() -> new DigitsTask(1797))
        .hasMessage("testExamples: 1797 must be in [0, 1787]");
  }

  private static Examples digits(int testExamples) throws IOException {
    return new DigitsFamily().examples(new DigitsTask(testExamples));
  }

  private static int[] classCounts(Examples examples, int from, int to) {
    int[] counts = new int[10];
    for (int example = from; example < to; example++) {
      counts[examples.label(example)]++;
    }
    return counts;
  }
}
