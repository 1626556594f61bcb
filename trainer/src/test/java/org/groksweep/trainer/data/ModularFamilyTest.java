package org.groksweep.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.groksweep.trainer.data.ModularTask.Operation;
import org.groksweep.trainer.spec.CanonicalJson;
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
            case X2_PLUS_Y2 -> isResidue(power(a, 2) + power(b, 2), c);
            case X2_PLUS_XY_PLUS_Y2 -> isResidue(power(a, 2) + a * b + power(b, 2), c);
            case X2_PLUS_XY_PLUS_Y2_PLUS_X -> isResidue(power(a, 2) + a * b + power(b, 2) + a, c);
            case X3_PLUS_XY -> isResidue(power(a, 3) + a * b, c);
            case X3_PLUS_XY2_PLUS_Y -> isResidue(power(a, 3) + a * power(b, 2) + b, c);
            case DIVIDE_IF_ODD_ELSE_SUBTRACT ->
                Set.of(1, 3, 5, 7, 9).contains(b % 10) ? b * c % MODULUS == a : isResidue(a - b, c);
            case ADD_IF_EVEN_ELSE_MULTIPLY -> isResidue(a % 2 == 0 ? a + b : a * b, c);
            case ADD_IF_EVEN_ELSE_SUBTRACT -> isResidue(a % 2 == 0 ? a + b : a - b, c);
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
    assertThat(examples(97, Operation.DIVIDE).count()).isEqualTo(9312);
    assertThat(examples(97, Operation.ADD).count()).isEqualTo(9409);
    assertThat(examples(97, Operation.DIVIDE_IF_ODD_ELSE_SUBTRACT).count()).isEqualTo(9409);
  }

  @Test
  void divisionByACompositeModulusIsRefused() {
    assertThatThrownBy(() -> new ModularTask(12, Operation.DIVIDE))
        .hasMessage("modulus: 12 must be prime for operation divide; did you mean 13?");
    assertThat(new ModularTask(12, Operation.ADD).modulus()).isEqualTo(12);
  }

  @Test
  void parityConditionedDivisionByACompositeModulusIsRefused() {
    assertThatThrownBy(() -> new ModularTask(90, Operation.DIVIDE_IF_ODD_ELSE_SUBTRACT))
        .hasMessage(
            "modulus: 90 must be prime for operation divideIfOddElseSubtract; did you mean 97?");
  }

  /** 999³ + 999·999² + 999 = 1,994,006,997; modulo 1,000 that is 997. */
  @Test
  void theLargestPolynomialDoesNotOverflow() {
    int[] results = new ModularTable(1000, Operation.X3_PLUS_XY2_PLUS_Y).results();
    assertThat(results[999 * 1000 + 999]).isEqualTo(997);
  }

  /** Ids of trials from before random labels stay what they were. */
  @Test
  void theOperationsOwnLabelsLeaveNoTraceInTheIdentity() {
    assertThat(CanonicalJson.of(new ModularTask(31, Operation.ADD)))
        .isEqualTo("{\"type\":\"modular\",\"modulus\":31,\"operation\":\"ADD\"}");
    assertThat(CanonicalJson.of(new ModularTask(31, Operation.ADD, LabelSource.RANDOM, 3)))
        .isEqualTo(
            "{\"type\":\"modular\",\"modulus\":31,\"operation\":\"ADD\",\"labels\":\"RANDOM\","
                + "\"labelSeed\":3}");
  }

  @Test
  void aNegativeLabelSeedIsRefused() {
    assertThatThrownBy(() -> new ModularTask(31, Operation.ADD, LabelSource.RANDOM, -1))
        .hasMessage("labelSeed: -1 must be at least 0");
  }

  @Test
  void aModulusOutsideItsRangeIsRefused() {
    assertThatThrownBy(() -> new ModularTask(1, Operation.ADD))
        .hasMessage("modulus: 1 must be in [2, 1000]");
  }

  @Test
  void theFingerprintNamesTheContents() {
    String addition = examples(7, Operation.ADD).fingerprint();
    String again = examples(7, Operation.ADD).fingerprint();
    String other = examples(7, Operation.SUBTRACT).fingerprint();
    assertThat(again).isEqualTo(addition).hasSize(64);
    assertThat(other).isNotEqualTo(addition);
  }

  private static Examples examples(int modulus, Operation operation) {
    return new ModularFamily().examples(new ModularTask(modulus, operation));
  }

  private static boolean isResidue(int number, int c) {
    return (number - c) % MODULUS == 0;
  }

  private static int power(int base, int exponent) {
    return exponent == 0 ? 1 : base * power(base, exponent - 1);
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
