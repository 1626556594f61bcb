package org.groksweep.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.groksweep.trainer.data.ModularTask.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModularFamilyTest {

  private static final int MODULUS = 31;

  @ParameterizedTest
  @EnumSource(Operation.class)
  void everyPairStandsOnceAndItsLabelSolvesTheEquation(Operation operation) {
    Examples examples = new ModularFamily().examples(new ModularTask(MODULUS, operation));
    Set<Integer> pairs = new HashSet<>();
    for (int example = 0; example < examples.count(); example++) {
      double[] input = input(examples, example);
      int a = hot(Arrays.copyOfRange(input, 0, MODULUS));
      int b = hot(Arrays.copyOfRange(input, MODULUS, 2 * MODULUS));
      int c = examples.label(example);
      pairs.add(a * MODULUS + b);

      boolean solved =
          switch (operation) {
            case ADD -> (a + b) % MODULUS == c;
            case SUBTRACT -> (b + c) % MODULUS == a;
            case MULTIPLY -> a * b % MODULUS == c;
            case DIVIDE -> b != 0 && b * c % MODULUS == a;
          };
      assertThat(solved).as("%s %d %d = %d", operation, a, b, c).isTrue();
    }
    int expected = operation == Operation.DIVIDE ? MODULUS * (MODULUS - 1) : MODULUS * MODULUS;
    assertThat(pairs).hasSize(expected);
    assertThat(examples.count()).isEqualTo(expected);
    assertThat(examples.available()).isEqualTo(expected);
    assertThat(examples.features()).isEqualTo(2 * MODULUS);
    assertThat(examples.outputs()).isEqualTo(MODULUS);
  }

  /** Power et al. (2022): 9,312 rows of division and 9,409 of addition at p = 97. */
  @Test
  void modulus97HasTheNumbersOfRowsOfTheLiterature() {
    assertThat(new ModularExamples(new ModularTask(97, Operation.DIVIDE)).count()).isEqualTo(9312);
    assertThat(new ModularExamples(new ModularTask(97, Operation.ADD)).count()).isEqualTo(9409);
  }

  @Test
  void divisionByACompositeModulusIsRefused() {
    assertThatThrownBy(() -> new ModularTask(12, Operation.DIVIDE))
        .hasMessage("modulus: 12 must be prime for operation divide; did you mean 13?");
    assertThat(new ModularTask(12, Operation.ADD).modulus()).isEqualTo(12);
  }

  @Test
  void aModulusOutsideItsRangeIsRefused() {
    assertThatThrownBy(() -> new ModularTask(1, Operation.ADD))
        .hasMessage("modulus: 1 must be in [2, 1000]");
  }

  @Test
  void theFingerprintNamesTheContents() {
    String addition = new ModularExamples(new ModularTask(7, Operation.ADD)).fingerprint();
    String again = new ModularExamples(new ModularTask(7, Operation.ADD)).fingerprint();
    String other = new ModularExamples(new ModularTask(7, Operation.SUBTRACT)).fingerprint();
    assertThat(again).isEqualTo(addition).hasSize(64);
    assertThat(other).isNotEqualTo(addition);
  }

  private static double[] input(Examples examples, int example) {
    double[] input = new double[examples.features()];
    Arrays.fill(input, Double.NaN);
    examples.copyInput(example, input, 0);
    return input;
  }

  private static int hot(double[] half) {
    assertThat(Arrays.stream(half).sum()).isEqualTo(1);
    int hot = 0;
    while (half[hot] == 0) {
      hot++;
    }
    return hot;
  }
}
