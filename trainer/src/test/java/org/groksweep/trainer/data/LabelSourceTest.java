package org.groksweep.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.groksweep.trainer.data.ModularTask.Operation;
import org.junit.jupiter.api.Test;

class LabelSourceTest {

  private static final int MODULUS = 31;

  /**
   * The 0.999 quantile of chi-square with 30 degrees of freedom: 59.703 (NIST handbook, 1.3.6.7.4).
   */
  private static final double CHI_SQUARE_30_AT_0_999 = 59.703;

  @Test
  void randomLabelsAreUniformOverTheSymbols() {
    int[] labels = labels(LabelSource.RANDOM, 0);
    double expected = labels.length / (double) MODULUS;
    double chiSquare = 0;
    for (int symbol = 0; symbol < MODULUS; symbol++) {
      int wanted = symbol;
      long found = Arrays.stream(labels).filter(label -> label == wanted).count();
      chiSquare += (found - expected) * (found - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(CHI_SQUARE_30_AT_0_999);
  }

  /** Of 930 pairs with a ≠ b, one in 31 agrees with its twin by chance: 30 with deviation 7.6. */
  @Test
  void randomLabelsOfTwinsAgreeByChanceAlone() {
    assertThat(agreeingTwins(labels(LabelSource.RANDOM, 0))).isBetween(0, 68);
  }

  @Test
  void symmetricLabelsOfTwinsAgreeAlways() {
    assertThat(agreeingTwins(labels(LabelSource.RANDOM_SYMMETRIC, 0)))
        .isEqualTo(MODULUS * (MODULUS - 1));
  }

  @Test
  void aLabelSeedNamesTheLabels() {
    assertThat(labels(LabelSource.RANDOM, 1)).isEqualTo(labels(LabelSource.RANDOM, 1));
    assertThat(labels(LabelSource.RANDOM, 1)).isNotEqualTo(labels(LabelSource.RANDOM, 2));
    assertThat(labels(LabelSource.OPERATION, 1)).isEqualTo(labels(LabelSource.OPERATION, 2));
  }

  @Test
  void divisionKeepsItsPairsUnderRandomLabels() {
    ModularTask task = new ModularTask(MODULUS, Operation.DIVIDE, LabelSource.RANDOM, 0);
    Examples examples = new ModularFamily().examples(task);
    assertThat(examples.count()).isEqualTo(MODULUS * (MODULUS - 1));
    assertThat(examples.label(0)).isEqualTo(labels(LabelSource.RANDOM, 0)[1]);
  }

  private static int agreeingTwins(int[] labels) {
    int agreeing = 0;
    for (int a = 0; a < MODULUS; a++) {
      for (int b = 0; b < MODULUS; b++) {
        agreeing += a != b && labels[a * MODULUS + b] == labels[b * MODULUS + a] ? 1 : 0;
      }
    }
    return agreeing;
  }

  private static int[] labels(LabelSource source, int seed) {
    ModularTask task = new ModularTask(MODULUS, Operation.ADD, source, seed);
    Examples examples = new ModularFamily().examples(task);
    int[] labels = new int[examples.count()];
    Arrays.setAll(labels, examples::label);
    return labels;
  }
}
