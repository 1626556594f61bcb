package org.groksweep.trainer.data.factored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.junit.jupiter.api.Test;

class SeparablePointsTest {

  private static final int DIMENSION = 100;

  private static Examples points(Kind kind, long seed) {
    return new SeparableClassificationFamily()
        .examples(new SeparableClassification(kind, DIMENSION, 400, 600, 3, 25, seed));
  }

  @Test
  void signsAreBalancedAndThreeOfThemTellTheLabel() {
    Examples examples = points(Kind.SPARSE, 1);
    assertThat(examples.count()).isEqualTo(1000);
    assertThat(examples.available()).isEqualTo(400);
    double[] x = new double[DIMENSION];
    double sum = 0;
    int consistentRules = 0;
    for (int rule = 0; rule < 8; rule++) {
      boolean consistent = true;
      for (int example = 0; example < examples.count(); example++) {
        examples.copyInput(example, x, 0);
        double side = 0;
        for (int k = 0; k < 3; k++) {
          side += ((rule >> k & 1) * 2 - 1) * x[k];
        }
        consistent &= side > 0 == (examples.label(example) == 1);
        for (int k = 0; k < DIMENSION && rule == 0; k++) {
          assertThat(Math.abs(x[k])).isEqualTo(1);
          sum += x[k];
        }
      }
      consistentRules += consistent ? 1 : 0;
    }
    assertThat(consistentRules).isEqualTo(1);
    // 100,000 signs have a sum with standard deviation 316.
    assertThat(Math.abs(sum)).isLessThan(5 * 316);
  }

  @Test
  void classesLieAMarginApartAlongOneDirection() {
    Examples examples = points(Kind.LARGE_MARGIN, 1);
    double[] difference = new double[DIMENSION];
    double[] x = new double[DIMENSION];
    int[] counts = new int[2];
    for (int example = 0; example < examples.count(); example++) {
      counts[examples.label(example)]++;
    }
    for (int example = 0; example < examples.count(); example++) {
      examples.copyInput(example, x, 0);
      int label = examples.label(example);
      for (int k = 0; k < DIMENSION; k++) {
        difference[k] += (2 * label - 1) * x[k] / counts[label];
      }
    }
    double squares = 0;
    for (double value : difference) {
      squares += value * value;
    }
    // γ + 2·E|z| = 25 + 1.6 along w; across it, 100 means of some 500 normal numbers each.
    assertThat(Math.sqrt(squares)).isCloseTo(26.6, within(0.4));
  }

  @Test
  void theSeedOfTheDataMakesOtherPoints() {
    assertThat(points(Kind.SPARSE, 1).fingerprint())
        .isEqualTo(points(Kind.SPARSE, 1).fingerprint())
        .isNotEqualTo(points(Kind.SPARSE, 2).fingerprint());
  }

  @Test
  void anEvenNumberOfSignsCouldTieAndIsRefused() {
    assertThatThrownBy(() -> new SeparableClassification(Kind.SPARSE, 10, 5, 5, 4, 1, 0))
        .hasMessage("sparsity: 4 must be odd, so that no sum is zero, and in [1, dimension]");
  }

  @Test
  void theMultiplicationTableHasEveryEntryOnce() {
    Examples examples = new MatrixCompletionFamily().examples(new MatrixCompletion(4));
    double[] x = new double[8];
    double[] y = new double[1];
    double sum = 0;
    for (int example = 0; example < examples.count(); example++) {
      examples.copyInput(example, x, 0);
      examples.copyTarget(example, y, 0);
      sum += y[0];
    }
    assertThat(examples.count()).isEqualTo(16);
    // (0 + 1 + 2 + 3)² / 4².
    assertThat(sum).isEqualTo(36 / 16.0);
    assertThat(x).containsExactly(0, 0, 0, 1, 0, 0, 0, 1);
    assertThat(y[0]).isEqualTo(9 / 16.0);
  }
}
