package org.groksweep.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.groksweep.trainer.data.PermutationsTask.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationsFamilyTest {

  private static final int ORDER = 120;
  private static final SymmetricGroup GROUP = new SymmetricGroup(5);

  /** Power et al. (2022), appendix A.1.1: 120 permutations of five elements. */
  @Test
  void degreeFiveHas14400PairsOf120Permutations() {
    Examples examples = examples(Operation.COMPOSE);
    assertThat(examples.count()).isEqualTo(14_400);
    assertThat(examples.available()).isEqualTo(14_400);
    assertThat(examples.features()).isEqualTo(240);
    assertThat(examples.outputs()).isEqualTo(120);
    assertThat(examples.isClassification()).isTrue();
  }

  @Test
  void anInputIsOneHotOfBothPermutations() {
    double[] input = new double[240];
    Arrays.fill(input, 7);
    examples(Operation.COMPOSE).copyInput(3 * ORDER + 119, input, 0);
    double[] expected = new double[240];
    expected[3] = 1;
    expected[ORDER + 119] = 1;
    assertThat(input).isEqualTo(expected);
  }

  /** The table by lists of images in lexicographic order, and by nothing else of this package. */
  @ParameterizedTest
  @EnumSource(Operation.class)
  void theTableIsThatOfBruteForce(Operation operation) {
    List<List<Integer>> all = new ArrayList<>();
    arrange(List.of(), List.of(0, 1, 2, 3, 4), all);
    Examples examples = examples(operation);
    for (int a = 0; a < ORDER; a++) {
      for (int b = 0; b < ORDER; b++) {
        List<Integer> first = all.get(a);
        List<Integer> second = all.get(b);
        List<Integer> product = then(first, second);
        List<Integer> expected =
            switch (operation) {
              case COMPOSE -> product;
              case CONJUGATE -> then(product, inverseOf(first));
              case ABA_PRODUCT -> then(product, first);
            };
        assertThat(all.get(examples.label(a * ORDER + b))).isEqualTo(expected);
      }
    }
  }

  /** (0 1) then (1 2) is 0 → 1 → 2, 1 → 0, 2 → 1: the images 2 0 1, the fifth of degree 3. */
  @Test
  void theFirstPermutationIsAppliedFirst() {
    SymmetricGroup three = new SymmetricGroup(3);
    int swapFirst = 2; // images 1 0 2
    int swapLast = 1; // images 0 2 1
    assertThat(three.product(swapFirst, swapLast)).isEqualTo(4);
    assertThat(three.product(swapLast, swapFirst)).isEqualTo(3);
  }

  @Test
  void theProductIsALatinSquare() {
    for (int a = 0; a < ORDER; a++) {
      BitSet row = new BitSet(ORDER);
      BitSet column = new BitSet(ORDER);
      for (int b = 0; b < ORDER; b++) {
        row.set(GROUP.product(a, b));
        column.set(GROUP.product(b, a));
      }
      assertThat(row.cardinality()).isEqualTo(ORDER);
      assertThat(column.cardinality()).isEqualTo(ORDER);
    }
  }

  @Test
  void theProductIsAssociative() {
    Random random = new Random(5);
    for (int sample = 0; sample < 10_000; sample++) {
      int a = random.nextInt(ORDER);
      int b = random.nextInt(ORDER);
      int c = random.nextInt(ORDER);
      assertThat(GROUP.product(GROUP.product(a, b), c))
          .as("%d %d %d", a, b, c)
          .isEqualTo(GROUP.product(a, GROUP.product(b, c)));
    }
  }

  @Test
  void numberZeroIsTheIdentityAndInversesLeadToIt() {
    for (int a = 0; a < ORDER; a++) {
      assertThat(GROUP.product(a, 0)).isEqualTo(a);
      assertThat(GROUP.product(0, a)).isEqualTo(a);
      assertThat(GROUP.product(a, GROUP.inverse(a))).isZero();
      assertThat(GROUP.product(GROUP.inverse(a), a)).isZero();
    }
  }

  /**
   * The classes of the symmetric group of degree n are the partitions of n: 2, 3, 5, 7 for 2 to 5.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void conjugationHasAsManyClassesAsTheDegreeHasPartitions(int degree) {
    SymmetricGroup group = new SymmetricGroup(degree);
    int[] results = group.results(Operation.CONJUGATE);
    BitSet classes = new BitSet();
    for (int b = 0; b < group.order(); b++) {
      int smallest = b;
      for (int a = 0; a < group.order(); a++) {
        smallest = Math.min(smallest, results[a * group.order() + b]);
      }
      classes.set(smallest);
    }
    int[] partitions = {1, 1, 2, 3, 5, 7};
    assertThat(classes.cardinality()).isEqualTo(partitions[degree]);
  }

  @Test
  void aDegreeOutsideItsRangeIsRefused() {
    assertThatThrownBy(() -> new PermutationsTask(7, Operation.COMPOSE, LabelSource.OPERATION, 0))
        .hasMessage("degree: 7 must be in [2, 6]");
    assertThatThrownBy(() -> new PermutationsTask(5, Operation.COMPOSE, LabelSource.RANDOM, -1))
        .hasMessage("labelSeed: -1 must be at least 0");
  }

  private static Examples examples(Operation operation) {
    return new PermutationsFamily()
        .examples(new PermutationsTask(5, operation, LabelSource.OPERATION, 0));
  }

  private static void arrange(
      List<Integer> chosen, List<Integer> left, List<List<Integer>> arrangements) {
    if (left.isEmpty()) {
      arrangements.add(chosen);
      return;
    }

    for (Integer next : left) {
      List<Integer> longer = new ArrayList<>(chosen);
      longer.add(next);
      List<Integer> shorter = new ArrayList<>(left);
      shorter.remove(next);
      arrange(longer, shorter, arrangements);
    }
  }

  private static List<Integer> then(List<Integer> first, List<Integer> second) {
    return first.stream().map(second::get).toList();
  }

  private static List<Integer> inverseOf(List<Integer> permutation) {
    List<Integer> inverse = new ArrayList<>(Collections.nCopies(permutation.size(), 0));
    for (int i = 0; i < permutation.size(); i++) {
      inverse.set(permutation.get(i), i);
    }
    return inverse;
  }
}
